"""Where and who: the base directory, and changes to it that keep the past."""

import csv
import datetime as dt

import pytest
from django.core.management import call_command

from aanboord.core import clock
from aanboord.core.access import Purpose, Relation, Role
from aanboord.core.errors import Invalid, NotAllowed, WrongState
from aanboord.directory import actions, queries, territories
from aanboord.directory.models import ContactPoint, Membership, NisSuccession, Organisation, OrganisationName, Territory
from aanboord.dossiers.models import Involvement
from aanboord.dossiers.timeline import TOLD
from aanboord.journal import seal
from aanboord.journal.models import Event
from aanboord.people.models import Mandate
from aanboord.terms.models import Term
from tests import world

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def steward(data_steward):
    return data_steward.acting(Purpose.QUALITY)


class TestBase:
    def test_holds_every_municipality_of_2025_with_its_region_and_province(self):
        municipalities = Territory.objects.filter(kind=Territory.Kind.MUNICIPALITY)
        flemish = municipalities.exclude(reference_region=None)
        assert flemish.count() >= 285
        assert not municipalities.filter(province=None).exists()

    def test_has_an_ocmw_for_each_municipality_and_an_office_of_vdab_for_each_region(self):
        for municipality in Territory.objects.filter(kind=Territory.Kind.MUNICIPALITY):
            office = queries.unit_for(Organisation.Kind.VDAB, municipality)
            assert office is not None, municipality
            assert office.part_of.name == "VDAB"
            assert queries.unit_for(Organisation.Kind.OCMW, municipality), municipality

    def test_is_loaded_again_without_a_change(self):
        before = self.everything()
        call_command("migrate", verbosity=0)
        assert self.everything() == before

    def test_is_loaded_again_without_undoing_what_users_changed(self, steward):
        ghent, other = world.ocmw_of().unit, world.ocmw_of("11002").unit
        actions.rename(ghent, "OCMW Groot-Gent", by=steward)
        other.territories.clear()
        actions.merge_into(world.ocmw_of("12041").unit, ghent, by=steward)
        before = self.everything()
        territories.load_territories()
        assert self.everything() == before

    def everything(self):
        return [
            sorted(model.objects.values_list(), key=str)
            for model in (Territory, NisSuccession, Organisation, Organisation.territories.through, Membership)
        ]

    def test_knows_each_code_that_ended_since_2018_by_the_municipality_of_today(self):
        with (territories.DATA / "nis_successions.csv").open(encoding="utf-8", newline="") as file:
            successions = list(csv.DictReader(file))
        assert len(successions) > 40
        for row in successions:
            found = queries.municipality_by_nis(row["old_nis"])
            assert found is not None
            assert found.pk == row["new_nis"]
            assert found.kind == Territory.Kind.MUNICIPALITY

    def test_knows_a_code_of_today_by_itself_and_no_other(self):
        assert queries.municipality_by_nis(world.GENT) == world.municipality()
        assert queries.municipality_by_nis("99999") is None
        assert queries.municipality_by_nis(world.municipality().province_id) is None

    def test_serves_nobody_where_no_municipality_is_known(self):
        assert queries.unit_for(Organisation.Kind.VDAB, None) is None


class TestRename:
    def test_keeps_the_name_that_was_until_yesterday(self, steward):
        unit = world.ocmw_of().unit
        actions.rename(unit, "OCMW Groot-Gent", by=steward)
        assert Organisation.objects.get(pk=unit.pk).name == "OCMW Groot-Gent"
        kept = OrganisationName.objects.get()
        assert (kept.organisation, kept.name, kept.until) == (unit, "OCMW Gent", clock.today() - DAY)

    @pytest.mark.parametrize("name", ["", " ", "OCMW Gent"])
    def test_to_nothing_or_to_the_same_is_refused(self, steward, name):
        with pytest.raises(Invalid):
            actions.rename(world.ocmw_of().unit, name, by=steward)


@pytest.fixture
def merger(case, counsellor, coach, steward):
    """Two partners; the case is followed by the first, and its coach works there."""
    new = world.team(Organisation.Kind.PARTNER, "Springplank vzw").unit
    case.followed_by(coach)
    return coach.membership.unit, new


class TestMerger:
    def test_ends_the_one_yesterday_and_names_its_successor(self, merger, steward):
        old, new = merger
        actions.merge_into(old, new, by=steward)
        old.refresh_from_db()
        assert (old.successor, old.until) == (new, clock.today() - DAY)
        assert old not in Organisation.objects.active()
        event = Event.objects.get(kind="organisation.merged")
        assert (event.stream_id, event.data) == (
            old.pk,
            {"successor": {"model": "directory.organisation", "id": str(new.pk)}},
        )

    def test_takes_along_who_works_there_with_what_he_sees(self, merger, steward, case, coach):
        old, new = merger
        actions.merge_into(old, new, by=steward)
        [membership] = queries.memberships(coach.account)
        assert (membership.unit, membership.role, membership.since) == (new, Role.COACH, clock.today())
        assert old.memberships.get().until == clock.today() - DAY
        actor = queries.actor(membership, Purpose.GUIDANCE)
        assert case.now.relation_to(actor) == Relation.OWN

    def test_leaves_who_worked_at_both_with_one_membership_of_each_role(self, merger, steward, coach):
        old, new = merger
        Membership.objects.create(professional=coach.professional, unit=new, role=Role.COACH, since=dt.date(2021, 1, 1))
        actions.merge_into(old, new, by=steward)
        assert len(queries.memberships(coach.account)) == 1

    def test_takes_along_the_following_of_dossiers_and_each_dossier_tells(self, merger, steward, case):
        old, new = merger
        actions.merge_into(old, new, by=steward)
        assert [row.unit for row in case.now.current_involvements] == [new]
        event = Event.objects.get(kind="dossier.unit-succeeded")
        assert (event.stream_id, event.person, event.part) == (case.dossier.pk, case.dossier.pk, "plan")
        assert event.kind in TOLD

    def test_takes_along_the_lead_with_its_open_clocks_and_leaves_the_past(self, steward, counsellor, colleague):
        case = world.Case(world.register(counsellor), counsellor)
        case.screened()
        old = world.vdab_office().unit
        new = Organisation.objects.filter(part_of=old.part_of).exclude(pk=old.pk).first()
        case.dossier.involvements.create(unit=new, kind=Involvement.Kind.FOLLOWS, since=clock.today())
        actions.merge_into(old, new, by=steward)
        dossier = case.now
        assert (dossier.lead, dossier.counsellor) == (new, counsellor.professional)
        assert {term.holder for term in Term.objects.open()} == {new}
        assert {term.holder for term in Term.objects.filter(code="screening")} == {old}
        assert not dossier.involvements.filter(until=None).exists()
        [membership] = queries.memberships(counsellor.account)
        assert dossier.relation_to(queries.actor(membership, Purpose.GUIDANCE)) == Relation.OWN
        assert not list(seal.verify())

    def test_takes_along_territories_units_contact_points_and_mandates(self, steward, case):
        old, new = world.ocmw_of("11002").unit, world.ocmw_of().unit
        place = old.territories.get()
        unit = Organisation.objects.create(kind=Organisation.Kind.OCMW, name="Sociaal huis", part_of=old)
        actions.set_contact_point(old, place, by=steward, name="Balie", phone="03 000 00 00", response_days=2)
        mandate = Mandate.objects.create(person=case.person, organisation=old, given_on=clock.today())
        actions.merge_into(old, new, by=steward)
        assert place in new.territories.all()
        assert queries.unit_for(Organisation.Kind.OCMW, place) == new
        unit.refresh_from_db()
        assert unit.part_of == new
        point = queries.contact_points(place, []).get()
        assert (point.organisation, point.name, point.since) == (new, "Balie", clock.today())
        mandate.refresh_from_db()
        assert mandate.organisation == new

    def test_of_an_ocmw_into_a_cluster_is_one(self, steward):
        cluster = world.team(Organisation.Kind.OCMW_CLUSTER, "Cluster Leie").unit
        actions.merge_into(world.ocmw_of().unit, cluster, by=steward)
        assert world.municipality() in cluster.territories.all()

    def test_into_another_kind_or_itself_or_its_own_unit_is_refused(self, merger, steward):
        old, _new = merger
        vdab, own_unit = (
            world.vdab_office().unit,
            Organisation.objects.create(kind=old.kind, name="Dienst", part_of=old),
        )
        for successor in (vdab, old, own_unit):
            with pytest.raises(Invalid):
                actions.merge_into(old, successor, by=steward)
        assert not Event.objects.filter(kind="organisation.merged").exists()

    def test_of_what_has_ended_is_refused(self, merger, steward):
        old, new = merger
        actions.merge_into(old, new, by=steward)
        for one, other in ((old, new), (new, old)):
            one.refresh_from_db()
            with pytest.raises(WrongState):
                actions.merge_into(one, other, by=steward)

    def test_that_fails_half_way_leaves_everything_as_it_was(self, merger, steward, case, monkeypatch):
        old, new = merger

        def fails(*args, **kwargs):
            raise ZeroDivisionError

        monkeypatch.setattr(Involvement, "save", fails)
        monkeypatch.setattr(Involvement, "delete", fails)
        with pytest.raises(ZeroDivisionError):
            actions.merge_into(old, new, by=steward)
        old.refresh_from_db()
        assert (old.successor, old.until) == (None, None)
        assert [row.unit for row in case.now.current_involvements] == [old]
        assert not Event.objects.filter(kind="organisation.merged").exists()


class TestContactPoint:
    def test_replaces_the_one_until_yesterday_and_keeps_it(self, steward):
        unit, place = world.ocmw_of().unit, world.municipality()
        with clock.at(clock.today() - 10 * DAY):
            actions.set_contact_point(unit, place, by=steward, name="Balie", phone="09 1", response_days=2)
        actions.set_contact_point(unit, place, by=steward, name="Team", email="team@ocmw.example", response_days=5)
        assert queries.contact_points(place, []).get().name == "Team"
        assert queries.contact_points(place, [], on=clock.today() - DAY).get().name == "Balie"

    def test_that_is_mended_the_same_day_replaces_itself(self, steward):
        unit, place = world.ocmw_of().unit, world.municipality()
        for days in (2, 3):
            actions.set_contact_point(unit, place, by=steward, name="Balie", phone="09 1", response_days=days)
        assert ContactPoint.objects.get().response_days == 3

    def test_of_a_target_group_stands_beside_that_of_everyone(self, steward):
        unit, place = world.ocmw_of().unit, world.municipality()
        for group in ("", "newcomer"):
            actions.set_contact_point(
                unit, place, by=steward, name=f"Voor {group}", phone="09 1", response_days=2, target_group=group
            )
        assert queries.contact_points(place, ["newcomer"]).count() == 2
        assert queries.contact_points(place, ["neet"]).count() == 1

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [({"name": " "}, "name"), ({"response_days": 0}, "response_days"), ({"phone": ""}, "phone")],
    )
    def test_that_nobody_could_use_is_refused(self, steward, wrong, field):
        given = {"name": "Balie", "phone": "09 1", "response_days": 2} | wrong
        with pytest.raises(Invalid) as refusal:
            actions.set_contact_point(world.ocmw_of().unit, world.municipality(), by=steward, **given)
        assert set(refusal.value.fields) == {field}


class TestMembership:
    def test_ends_with_its_last_day_and_the_rights_with_it(self, steward, counsellor, case):
        actions.end_membership(counsellor.membership, on=clock.today(), by=steward)
        assert queries.memberships(counsellor.account)
        assert counsellor.client.get(case.now.get_absolute_url()).status_code == 200
        with clock.at(clock.today() + DAY):
            assert not queries.memberships(counsellor.account)
            assert counsellor.client.get(case.now.get_absolute_url()).status_code == 403

    def test_cannot_end_before_it_began_nor_twice(self, steward, counsellor):
        membership = counsellor.membership
        with pytest.raises(Invalid):
            actions.end_membership(membership, on=membership.since - DAY, by=steward)
        actions.end_membership(membership, on=clock.today() - DAY, by=steward)
        with pytest.raises(WrongState):
            actions.end_membership(membership, on=clock.today(), by=steward)

    def test_of_tomorrow_gives_no_rights_today(self, counsellor):
        Membership.objects.update(since=clock.today() + DAY)
        assert not queries.memberships(counsellor.account)


def test_only_who_keeps_the_directory_changes_it(counsellor, team_lead, coach, merger):
    old, new = merger
    for worker in (counsellor, team_lead, coach):
        by = worker.acting(Purpose.QUALITY)
        for change in (
            lambda by=by: actions.rename(old, "Anders", by=by),
            lambda by=by: actions.merge_into(old, new, by=by),
            lambda by=by: actions.end_membership(coach.membership, on=clock.today(), by=by),
            lambda by=by: actions.set_contact_point(
                old, world.municipality(), by=by, name="Balie", phone="09 1", response_days=2
            ),
        ):
            with pytest.raises(NotAllowed):
                change()
