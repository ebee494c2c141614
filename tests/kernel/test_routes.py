"""Every address, asked for by everybody: who gets in is written here, and nobody reads what his part does not hold."""

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, get_resolver, path, reverse

from aanboord import urls
from aanboord.core import clock
from aanboord.core.access import Actor, Part, Purpose, Relation, Role, gate
from aanboord.core.identifiers import format_insz
from aanboord.core.routes import route_of
from aanboord.directory.models import Account, Membership, Organisation, Professional
from aanboord.dossiers.models import EstimateModel, Involvement, SavedFilter
from aanboord.exchange.models import Delivery, Hold, QuarantinedRow, Statement
from aanboord.people.actions import give_mandate
from aanboord.people.models import Person, PossibleDuplicate
from tests import world

from .marked import MARKS, MarkedCase, marked_case

#: Whoever asks, by role and relation to the one dossier. In the table each is one mark, in this order:
#: w gets the page and may send it, r gets the page, p may only send, - is refused.
ASKERS = {
    "counsellor": ("own", "team", "organisation", "none"),
    "social-worker": ("own", "team", "follows", "none"),
    "coach": ("own", "team", "none"),
    "team-lead": ("team", "organisation", "none"),
    "data-steward": ("team", "none"),
    "citizen": ("self", "none", "unregistered"),
}
#: Refused but on public pages: not signed in, an account that is nobody's, a professional without a membership, one
#: whose membership ended yesterday, and one whose membership begins tomorrow.
OUTSIDERS = ("nobody", "bare", "teamless", "ended", "to come")

#: Pages without personal data, open to everyone.
PUBLIC = {"language", "health", "demo_sign_in", "accessibility", "privacy"}
PUBLIC |= {f"api:{name}" for name in ("api-root", "openapi-json", "measures", "measure", "explain", "guide")}
PUBLIC |= {f"rules:{name}" for name in ("measures", "measure", "compare", "guide")}

TABLE = """
                                     counsellor social-worker coach team-lead data-steward citizen
home                                 rrrr       rrrr          rrr   rrr       rr           rrr
choose_role                          pppp       pppp          ppp   ppp       pp           ---
reform                               wwww       wwww          www   www       ww           ---
dossiers:dossier                     rrr-       rrr-          rr-   rr-       --           ---
dossiers:screenings                  rr--       rrr-          ---   r--       --           ---
dossiers:screening                   ww--       ww--          ---   ---       --           ---
dossiers:screening_draft             pp--       pp--          ---   ---       --           ---
dossiers:screening_discard           pp--       pp--          ---   ---       --           ---
dossiers:screening_decision          ww--       ww--          ---   ---       --           ---
dossiers:screening_decision_draft    pp--       pp--          ---   ---       --           ---
dossiers:dossier_plan                rr--       rrr-          rr-   r--       --           ---
dossiers:dossier_work                rr--       rrr-          rr-   r--       --           ---
dossiers:timeline                    rrr-       rrr-          rr-   rr-       --           ---
dossiers:assign                      ww--       ----          ---   w--       --           ---
dossiers:suspend                     ww--       ----          ---   w--       --           ---
dossiers:resume                      ww--       ----          ---   w--       --           ---
dossiers:close                       ww--       ----          ---   w--       --           ---
dossiers:contact_made                ww--       ww--          ---   ---       --           ---
dossiers:file                        wwr-       wwr-          rr-   rr-       --           ---
dossiers:people                      rrr-       rrr-          rr-   rr-       --           ---
dossiers:contact                     ww--       ww--          ---   ---       --           ---
dossiers:record_status               ww--       ww--          ---   ---       --           ---
dossiers:end_status                  ww--       ww--          ---   ---       --           ---
dossiers:give_mandate                ww--       ww--          ---   ---       --           ---
dossiers:withdraw_mandate            pp--       pp--          ---   ---       --           ---
dossiers:involve                     ww--       ----          ---   w--       --           ---
dossiers:release                     pp--       ----          ---   p--       --           ---
dossiers:register                    wwww       wwww          ---   ---       --           ---
dossiers:registration                wwww       wwww          ---   ---       --           ---
dossiers:registration_draft          pppp       pppp          ---   ---       --           ---
dossiers:registered                  rrrr       rrrr          ---   ---       --           ---
dossiers:own_registration            ----       ----          ---   ---       --           www
dossiers:estimates                   rrrr       rrrr          rrr   rrr       rr           ---
dossiers:estimate                    rrrr       rrrr          rrr   rrr       rr           ---
dossiers:estimate_switch             ----       ----          ---   ---       pp           ---
dossiers:plan_conversation           ww--       ww--          w--   w--       --           ---
dossiers:work_not_yet                ww--       ww--          w--   w--       --           ---
dossiers:training_offer              ww--       ww--          w--   w--       --           ---
dossiers:close_goal                  pp--       pp--          p--   p--       --           ---
dossiers:agreement                   rr--       rrr-          rr-   r--       --           ---
dossiers:note_answer                 pp--       pp--          p--   p--       --           ---
dossiers:settle_agreement            pp--       pp--          p--   p--       --           ---
dossiers:new_appointment             ww--       ww--          w--   w--       --           ---
dossiers:appointment                 rr--       rrr-          rr-   r--       --           ---
dossiers:hold_appointment            pp--       pp--          p--   p--       --           ---
dossiers:report_appointment          pp--       pp--          p--   p--       --           ---
dossiers:excuse_appointment          pp--       pp--          p--   p--       --           ---
dossiers:cancel_appointment          pp--       pp--          p--   p--       --           ---
dossiers:new_placement               ww--       ww--          w--   w--       --           ---
dossiers:guide                       ww--       ww--          w--   w--       --           ---
dossiers:placement                   rr--       rrr-          rr-   r--       --           ---
dossiers:start_placement             pp--       pp--          p--   p--       --           ---
dossiers:evaluate_placement          pp--       pp--          p--   p--       --           ---
dossiers:end_placement               pp--       pp--          p--   p--       --           ---
dossiers:cancel_placement            pp--       pp--          p--   p--       --           ---
dossiers:start_work                  ww--       ww--          w--   w--       --           ---
dossiers:aftercare                   ww--       ww--          w--   w--       --           ---
dossiers:end_work                    ww--       ww--          w--   w--       --           ---
dossiers:add_document                ww--       ww--          w--   w--       --           ---
dossiers:document                    rr--       rrr-          rr-   r--       --           ---
dossiers:letters                     rr--       rr--          r--   r--       --           ---
dossiers:letter                      ww--       wwr-          wr-   w--       --           ---
dossiers:letter_about                ww--       wwr-          wr-   w--       --           ---
dossiers:worklist                    rrrr       rrrr          rrr   rrr       --           ---
dossiers:assign_many                 pppp       pppp          ---   ppp       --           ---
dossiers:export                      wwww       wwww          www   www       --           ---
dossiers:save_filter                 pppp       pppp          ppp   ppp       --           ---
dossiers:forget_filter               pppp       pppp          ppp   ppp       --           ---
dossiers:search                      wwww       wwww          www   www       ww           ---
dossiers:shares                      rrrr       rrrr          ---   rrr       --           ---
dossiers:shares_csv                  rrrr       rrrr          ---   rrr       --           ---
dossiers:inbox                       rrrr       rrrr          rrr   rrr       rr           ---
dossiers:mark_read                   pppp       pppp          ppp   ppp       pp           ---
dossiers:my-dossier                  ----       ----          ---   ---       --           rrr
dossiers:my_agreements               ----       ----          ---   ---       --           rr-
dossiers:my_own_agreement            ----       ----          ---   ---       --           ww-
dossiers:my_agreement                ----       ----          ---   ---       --           w--
dossiers:my_agreement_done           ----       ----          ---   ---       --           p--
dossiers:my_appointments             ----       ----          ---   ---       --           rr-
dossiers:my_appointment              ----       ----          ---   ---       --           w--
dossiers:my_appointment_file         ----       ----          ---   ---       --           r--
dossiers:my_steps                    ----       ----          ---   ---       --           rr-
dossiers:my_data                     ----       ----          ---   ---       --           rr-
dossiers:my_reach                    ----       ----          ---   ---       --           ww-
dossiers:my_mandate_withdrawn        ----       ----          ---   ---       --           p--
dossiers:my_screening                ----       ----          ---   ---       --           rr-
dossiers:my_papers                   ----       ----          ---   ---       --           rr-
dossiers:my_document                 ----       ----          ---   ---       --           r--
dossiers:my_looks                    ----       ----          ---   ---       --           rr-
dossiers:my_story                    ----       ----          ---   ---       --           rr-
exchange:deliveries                  ----       ----          ---   rrr       rr           ---
exchange:upload                      ----       ----          ---   ---       ww           ---
exchange:rows                        ----       ----          ---   ---       rr           ---
exchange:row                         ----       ----          ---   ---       rr           ---
exchange:mend                        ----       ----          ---   ---       pp           ---
exchange:drop_row                    ----       ----          ---   ---       pp           ---
exchange:delivery                    ----       ----          ---   rrr       rr           ---
exchange:delivery_rows               ----       ----          ---   ---       rr           ---
exchange:process                     ----       ----          ---   ---       pp           ---
exchange:resume                      ----       ----          ---   ---       pp           ---
exchange:drop_delivery               ----       ----          ---   ---       pp           ---
exchange:duplicates                  ----       ----          ---   ---       rr           ---
exchange:duplicate                   ----       ----          ---   ---       rr           ---
exchange:different                   ----       ----          ---   ---       pp           ---
exchange:same                        ----       ----          ---   ---       pp           ---
exchange:hold                        ----       ----          ---   ---       rr           ---
exchange:take_hold                   ----       ----          ---   ---       pp           ---
exchange:refuse_hold                 ----       ----          ---   ---       pp           ---
"""


def table() -> dict[str, dict[str, str]]:
    """route name -> asker -> mark."""
    rows = {}
    for name, *groups in (line.split() for line in TABLE.splitlines()[2:] if line.strip()):
        marks = zip(ASKERS.items(), groups, strict=True)
        rows[name] = {
            f"{role}:{relation}": mark
            for (role, relations), group in marks
            for relation, mark in zip(relations, group, strict=True)
        }
    return rows


def routes() -> Iterator[tuple[str, URLPattern]]:
    """Every address of ours by its full name; allauth guards its own."""
    for name, pattern in every_route():
        if not pattern.callback.__module__.startswith("allauth."):
            yield name, pattern


def every_route() -> Iterator[tuple[str, URLPattern]]:
    def walk(resolver, namespace=""):
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLPattern):
                yield f"{namespace}{pattern.name}", pattern
            else:
                yield from walk(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)

    yield from walk(get_resolver())


@dataclass
class Asker:
    """Somebody with his session, and how he stands to the case."""

    name: str
    account: Account | None = None

    def __post_init__(self) -> None:
        self.session = ""
        if self.account is not None:
            client = Client()
            client.force_login(self.account, backend="aanboord.web.sessions.Backend")
            self.session = client.cookies[settings.SESSION_COOKIE_NAME].value

    def ask(self, method: str, address: str) -> tuple[HttpResponse, str]:
        """The answer to one request with what it holds, after which everything is as it was."""
        client = Client()
        if self.session:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.session
        with transaction.atomic():
            answer = client.get(address) if method == "GET" else client.post(address, {"csrfmiddlewaretoken": "x"})
            content = answer.getvalue()  # also of what streams, which reads on as it is sent
            transaction.set_rollback(True)
        return answer, content.decode(errors="replace")

    def may_read(self, purpose: Purpose | None) -> frozenset[Part]:
        """The parts of the case that the gate opens to this asker on a page with this purpose."""
        role, _, relation = self.name.partition(":")
        if purpose is None or self.name in OUTSIDERS or relation == "unregistered":
            return frozenset()
        return gate.parts(Actor(Role(role), purpose), Relation(relation))


class Stage:
    """A case with everything in it, and everybody around it."""

    def __init__(self, counsellor: world.Worker) -> None:
        self.case: MarkedCase = marked_case(counsellor)
        office, elsewhere = world.vdab_office(), self._other_office()
        ocmw, partner = world.ocmw_of(), world.team(Organisation.Kind.PARTNER, "Groeikracht vzw")
        stranger = world.team(Organisation.Kind.VDAB, "Dienst van een ander gewest")
        worker, coach = ocmw.worker(Role.SOCIAL_WORKER), partner.worker(Role.COACH)
        self.involvement = self.case.followed_by(coach)
        self.case.followed_by(worker)
        follower = world.ocmw_of("46021").worker(Role.SOCIAL_WORKER)
        self.case.followed_by(follower, Involvement.Kind.FOLLOWS)
        other = world.Case(world.register(counsellor, family_name="Iemand", given_name="Anders"), counsellor)
        self.accounts: dict[str, Account | None] = {
            "counsellor:own": counsellor.account,
            "counsellor:team": office.worker(Role.COUNSELLOR).account,
            "counsellor:organisation": elsewhere.worker(Role.COUNSELLOR).account,
            "counsellor:none": stranger.worker(Role.COUNSELLOR).account,
            "social-worker:own": worker.account,
            "social-worker:team": ocmw.worker(Role.SOCIAL_WORKER).account,
            "social-worker:follows": follower.account,
            "social-worker:none": world.ocmw_of("11002").worker(Role.SOCIAL_WORKER).account,
            "coach:own": coach.account,
            "coach:team": partner.worker(Role.COACH).account,
            "coach:none": world.team(Organisation.Kind.PARTNER, "Ander vzw").worker(Role.COACH).account,
            "team-lead:team": office.worker(Role.TEAM_LEAD).account,
            "team-lead:organisation": elsewhere.worker(Role.TEAM_LEAD).account,
            "team-lead:none": world.ocmw_of("11002").worker(Role.TEAM_LEAD).account,
            "data-steward:team": office.worker(Role.DATA_STEWARD).account,
            "data-steward:none": world.ocmw_of("11002").worker(Role.DATA_STEWARD).account,
            "citizen:self": self.case.account(),
            "citizen:none": other.account(),
            "citizen:unregistered": self._unregistered(),
            "nobody": None,
            "bare": Account.objects.create_user("niemand"),
            "teamless": Professional.objects.create(
                name="Zonder team", account=Account.objects.create_user("los")
            ).account,
            "ended": self._member(office, until=clock.today() - dt.timedelta(days=1)),
            "to come": self._member(office, since=clock.today() + dt.timedelta(days=1)),
        }
        self.estimate = EstimateModel.objects.create(basis="fictional", content={})
        self._deliver(other.person)
        self.mandate = give_mandate(
            self.case.person, ocmw.unit, given_on=clock.today(), by=counsellor.acting(Purpose.INTAKE)
        )

    def _deliver(self, other: Person) -> None:
        """What an importer left to a data steward: all of it about the one person."""
        values = {"insz": self.case.person.insz, "naam": MARKS[Part.IDENTITY], "voornaam": "Voornaam"}
        self.delivery = Delivery.objects.create(
            source="rva", file_name="levering.csv", sha256="0" * 64, size=1, state="checked", advanced_at=clock.now()
        )
        self.row = QuarantinedRow.objects.create(
            delivery=self.delivery, line=1, raw=str(values), values=values, faults=[], reason="format"
        )
        statement = Statement.objects.create(
            person=self.case.person, source="rva", since=clock.today(), fingerprint="x", held=True
        )
        self.hold = Hold.objects.create(delivery=self.delivery, line=2, values=values, statement=statement)
        first, second = sorted((self.case.person, other), key=lambda one: one.pk)
        self.duplicate = PossibleDuplicate.objects.create(first=first, second=second, likeness=0.8)

    @staticmethod
    def _other_office() -> world.Team:
        gent = world.vdab_office().unit
        return world.Team(Organisation.objects.filter(part_of=gent.part_of).exclude(pk=gent.pk).order_by("pk")[0])

    @staticmethod
    def _unregistered() -> Account:
        person = Person(family_name="Nog", given_name="Niet", account=Account.objects.create_user("nog-niet"))
        person.save()
        return person.account

    @staticmethod
    def _member(office: world.Team, **period: dt.date) -> Account:
        worker = office.worker(Role.COUNSELLOR)
        Membership.objects.filter(pk=worker.membership.pk).update(**period)
        return worker.account

    def asker(self, name: str) -> Asker:
        return Asker(name, self.accounts[name])

    def address(self, name: str, pattern: URLPattern, asker: Asker) -> str:
        """The address of a route with the case filled in."""
        return reverse(name, kwargs={key: self._value(name, key, asker) for key in pattern.pattern.converters})

    def _value(self, name: str, key: str, asker: Asker) -> object:
        case = self.case
        values = {
            "status": lambda: case.person.statuses.first().pk,
            "mandate": lambda: self.mandate.pk,
            "involvement": lambda: self.involvement.pk,
            "month": lambda: 1,
            "measure": lambda: "jobbonus",
            "about": lambda: case.appointment.pk,
            "kind": lambda: "invitation" if name == "dossiers:letter_about" else "plan",
            "step": lambda: "wie",
            "delivery": lambda: self.delivery.pk,
            "pk": lambda: self._subject(name, asker),
        }
        return values[key]()

    def _subject(self, name: str, asker: Asker) -> uuid.UUID:
        """What `pk` of a route stands for; the dossier, where its name does not say."""
        if name == "dossiers:forget_filter" and asker.account:
            return SavedFilter.objects.get_or_create(account=asker.account, name="Van mij")[0].pk
        case = self.case
        subjects = {
            case.goal: ["close_goal"],
            case.agreement: ["agreement", "note_answer", "settle_agreement", "my_agreement", "my_agreement_done"],
            case.appointment: [
                *("appointment", "hold_appointment", "report_appointment", "excuse_appointment", "cancel_appointment"),
                *("my_appointment", "my_appointment_file"),
            ],
            case.placement: [
                *("placement", "start_placement", "evaluate_placement", "end_placement", "cancel_placement"),
            ],
            case.employment: ["aftercare", "end_work"],
            case.document: ["document", "my_document"],
            self.estimate: ["estimate", "estimate_switch"],
            self.mandate: ["my_mandate_withdrawn"],
            self.delivery: ["delivery", "process", "resume", "drop_delivery"],
            self.row: ["row", "mend", "drop_row"],
            self.duplicate: ["duplicate", "same", "different"],
            self.hold: ["hold", "take_hold", "refuse_hold"],
        }
        room, _, last = name.partition(":")
        found = [thing.pk for thing, names in subjects.items() if last in names]
        return found[0] if found and (room, last) != ("dossiers", "resume") else case.dossier.pk


@pytest.fixture
def stage(counsellor):
    return Stage(counsellor)


def outcome(stage: Stage, asker: Asker, name: str, pattern: URLPattern) -> tuple[str, list[str]]:
    """The mark of an asker on a route, and what he read that he may not."""
    address = stage.address(name, pattern, asker)
    declared = route_of(pattern.callback)
    return ask(stage, asker, name, address, declared.purpose if declared else None)


def ask(stage: Stage, asker: Asker, name: str, address: str, purpose: Purpose | None) -> tuple[str, list[str]]:
    gets_in, leaks = {}, []
    for method in ("GET", "POST"):
        answer, content = asker.ask(method, address)
        assert answer.status_code < 500, f"{method} {name} by {asker.name}: {answer.status_code}"
        to_sign_in = answer.status_code == 302 and answer["Location"].startswith(reverse("account_login"))
        gets_in[method] = answer.status_code not in (403, 404, 405) and not to_sign_in
        text = (content + str(answer.headers)).replace(address, "")  # an address that was asked for is no news
        leaks += [f"{method} {name} by {asker.name}: {leak}" for leak in leaked(stage, asker.may_read(purpose), text)]
    marks = {(True, True): "w", (True, False): "r", (False, True): "p", (False, False): "-"}
    return marks[gets_in["GET"], gets_in["POST"]], leaks


def leaked(stage: Stage, allowed: frozenset[Part], text: str) -> Iterator[str]:
    """What of the case is in a text, of parts that the gate does not open."""
    person = stage.case.person
    identity = [person.insz, format_insz(person.insz), person.phone, person.email, str(person.pk)]
    for part, mark in MARKS.items():
        if part not in allowed and mark in text:
            yield mark
    if Part.IDENTITY not in allowed:
        yield from (told for told in identity if told in text)


def test_every_address_is_in_the_table_and_no_other():
    assert {name for name, _ in routes()} == {*table(), *PUBLIC}


def test_every_view_says_who_may_open_it():
    assert not [name for name, pattern in routes() if route_of(pattern.callback) is None]


def test_exactly_these_pages_are_open_to_everyone():
    assert {name for name, pattern in routes() if route_of(pattern.callback).public} == PUBLIC


@pytest.mark.parametrize("name", [f"{role}:{relation}" for role, relations in ASKERS.items() for relation in relations])
def test_somebody_gets_into_exactly_these_pages_and_reads_only_his_parts(stage, name):
    asker, expected = stage.asker(name), table()
    found, leaks = {}, []
    for route, pattern in routes():
        found[route], leaked_here = outcome(stage, asker, route, pattern)
        leaks += leaked_here
    assert not leaks
    assert {route: mark for route, mark in found.items() if route not in PUBLIC} == {
        route: marks[name] for route, marks in expected.items()
    }


@pytest.mark.parametrize("name", OUTSIDERS)
def test_who_has_no_role_today_gets_nowhere_and_reads_nothing(stage, name):
    asker = stage.asker(name)
    for route, pattern in routes():
        mark, leaks = outcome(stage, asker, route, pattern)
        assert not leaks
        assert mark == "-" or route in PUBLIC, route


def test_every_address_of_the_sign_in_answers_everybody_without_a_word_of_the_case(stage):
    for name in ("counsellor:own", "citizen:none", "bare", "nobody"):
        asker = stage.asker(name)
        for route, pattern in every_route():
            if pattern.callback.__module__.startswith("allauth."):
                values = {"key": "x-y", "uidb36": "1"}
                keys = re.findall(r"\?P<(\w+)>", str(pattern.pattern))
                _, leaks = ask(stage, asker, route, reverse(route, kwargs={key: values[key] for key in keys}), None)
                assert not leaks


def undeclared(request):
    raise AssertionError("a view that says nothing is not called")


urlpatterns = [*urls.urlpatterns, path("ongezegd/", undeclared)]


@override_settings(ROOT_URLCONF=__name__)
def test_a_view_that_says_nothing_is_closed_to_everybody(stage):
    for name in stage.accounts:
        answer, _ = stage.asker(name).ask("GET", "/ongezegd/")
        assert answer.status_code == 403
