"""Whose dossier it is, is never a secret: who loses one hears it, and what a leaver leaves is divided anew."""

import datetime as dt

import pytest

from aanboord.core import clock
from aanboord.core.access import Actor, Purpose, Role
from aanboord.directory.actions import end_membership
from aanboord.dossiers.actions import dossier as actions
from aanboord.dossiers.actions.caseload import give_back_of_leavers
from aanboord.dossiers.models import Dossier
from aanboord.journal.models import Event, Notification
from aanboord.web.commands.duties import carry_out, duties
from tests import world

from .reading import names, text

INBOX, LIST = "/berichten/", "/werklijst/"
DAY = dt.timedelta(days=1)


class TestTakenOver:
    def take(self, worker, case):
        return worker.client.post(f"{case.now.get_absolute_url()}toewijzen/", {"version": case.now.version})

    def test_who_had_it_hears_who_has_it_now(self, counsellor, colleague, registered):
        case = registered("Aerts")
        assert self.take(colleague, case).status_code == 302
        assert case.now.counsellor == colleague.professional
        assert "An Aerts Toegewezen aan Jonas De Wilde Jonas De Wilde, VDAB Regio Gent" in text(
            counsellor.client.get(INBOX)
        )
        event = Event.objects.filter(kind="dossier.assigned").latest("pk")
        assert event.data["before"] == str(counsellor.professional.pk)

    def test_who_takes_it_knows_that_it_will_be_told(self, colleague, registered):
        page = text(colleague.client.get(f"{registered('Aerts').now.get_absolute_url()}toewijzen/"))
        assert "Nu volgt Katrien Claes dit dossier op." in page
        assert "Wie het dossier nu opvolgt, krijgt daarvan bericht." in page

    def test_it_is_told_as_well_when_a_team_lead_divides_many(self, counsellor, colleague, team_lead, registered):
        cases = [registered("Aerts").now, registered("Baert").now]
        actions.assign_many(cases, colleague.professional, by=team_lead.acting(Purpose.STEERING))
        assert Notification.objects.filter(professional=counsellor.professional).count() == 2

    def test_who_gives_it_back_herself_hears_nothing(self, counsellor, registered):
        actions.assign(registered("Aerts").now, None, by=counsellor.actor)
        assert not Notification.objects.exists()


class TestLeavers:
    @pytest.fixture
    def left(self, counsellor, registered):
        """Three dossiers, one of them closed, of somebody whose last day is today."""
        cases = [registered(name) for name in ("Aerts", "Baert", "Claes")]
        actions.close(cases[2].now, "verhuisd", by=counsellor.actor)
        end_membership(counsellor.membership, on=clock.today(), by=Actor.system())
        return cases

    def test_on_her_last_day_they_are_still_hers(self, left, counsellor):
        assert give_back_of_leavers() == 0
        assert left[0].now.counsellor == counsellor.professional

    def test_the_day_after_they_wait_for_somebody_else(self, left, team_lead, counsellor):
        with clock.at(clock.now() + DAY):
            assert "caseload-of-leavers" in carry_out(duties(), clock.now().replace(hour=8))
            assert [case.now.counsellor for case in left] == [None, None, counsellor.professional]  # closed: stays
            assert sorted(names(team_lead.client.get(LIST, {"tab": "unassigned"}))) == ["Aerts, An", "Baert, An"]
            assert give_back_of_leavers() == 0

    def test_the_team_lead_hears_it_once_for_the_whole_caseload(self, left, team_lead, colleague):
        with clock.at(clock.now() + DAY):
            give_back_of_leavers()
            page = text(team_lead.client.get(INBOX))
        assert page.count("Katrien Claes werkt niet meer in het team. Opnieuw toe te wijzen dossiers: 2") == 1
        assert not Notification.objects.filter(professional=colleague.professional).exists()

    def test_each_dossier_tells_it(self, left, colleague):
        with clock.at(clock.now() + DAY):
            give_back_of_leavers()
            for case in left[:2]:
                assert "Katrien Claes werkt niet meer in het team" in text(
                    colleague.client.get(f"{case.now.get_absolute_url()}tijdlijn/")
                )
        assert Event.objects.filter(kind="dossier.counsellor-left").count() == 2

    def test_a_partner_hears_that_the_counsellor_left(self, left, coach, colleague):
        left[1].by = colleague
        left[1].followed_by(coach)
        with clock.at(clock.now() + DAY):
            give_back_of_leavers()
        told = Notification.objects.filter(professional=coach.professional, event__kind="dossier.counsellor-left")
        assert told.count() == 1

    def test_who_went_to_another_team_leaves_her_dossiers_with_the_first(self, left, counsellor):
        office = world.ocmw_of()
        counsellor.professional.memberships.create(unit=office.unit, role=Role.SOCIAL_WORKER, since=clock.today())
        with clock.at(clock.now() + DAY):
            assert give_back_of_leavers() == 2
        assert set(Dossier.objects.values_list("lead", flat=True)) == {left[0].dossier.lead_id}

    def test_who_only_changes_role_keeps_them(self, left, counsellor):
        counsellor.professional.memberships.create(
            unit=counsellor.membership.unit, role=Role.TEAM_LEAD, since=clock.today()
        )
        with clock.at(clock.now() + DAY):
            assert give_back_of_leavers() == 0
