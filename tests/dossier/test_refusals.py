"""What the actions on a dossier as a whole refuse: each reason once, and nothing has changed after it."""

import datetime as dt
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from aanboord.core import clock
from aanboord.core.access import Actor, Purpose, Role
from aanboord.directory.models import Account, Organisation
from aanboord.dossiers.actions import dossier as dossiers
from aanboord.dossiers.actions import estimates, exports, merge, registration, screening
from aanboord.dossiers.actions.registration import Arrival, Status
from aanboord.dossiers.actions.screening import Weighed
from aanboord.dossiers.models import Dossier, EstimateModel, Involvement, Registration
from aanboord.dossiers.models.dossier import ServiceLevel
from aanboord.people.models import Person, PossibleDuplicate, StatusKind
from tests import world
from tests.kernel.refusing import Row, Stand, each, is_refused, missing

pytestmark = pytest.mark.django_db

FILES = ("dossier", "screening", "registration", "leads", "merge", "estimates", "exports", "letters")
PDF = b"%PDF-1.7 x"


def involve(s: Stand, unit: Organisation, **fields):
    return partial(dossiers.involve, s.dossier, unit, by=s.by, kind=Involvement.Kind.PARTNER, **fields)


def released(s: Stand) -> Involvement:
    return dossiers.release(s.case.followed_by(s.coach), by=s.by)


def suspended(s: Stand) -> Dossier:
    return dossiers.suspend(s.dossier, "Ziek", by=s.by)


def document(s: Stand, name: str, content: bytes = PDF):
    return partial(dossiers.add_document, s.dossier, SimpleUploadedFile(name, content), "Brief", by=s.by)


def complete(s: Stand, **fields):
    given = {"conversation": "phone", "level": ServiceLevel.INTENSIVE, "answers": {}, "thresholds": []}
    return partial(screening.complete, s.dossier, by=s.by, **(given | fields))


def arrives(s: Stand, *, by: Actor | None = None, **fields):
    given = {
        "family_name": "Vermeulen",
        "given_name": "Ömer",
        "way": Registration.Way.COUNTER,
        "municipality": world.municipality(),
        "statuses": (Status(StatusKind.JOB_SEEKER, s.day(0)),),
    }
    return partial(registration.register, Arrival(**(given | fields)), by=by or s.worker.acting(Purpose.INTAKE))


def of_the_ocmw(s: Stand, **fields):
    return arrives(s, by=s.social_worker.acting(Purpose.INTAKE), **fields)


def twin(s: Stand) -> Person:
    return world.register(s.worker).person


def merged(s: Stand) -> tuple[Person, Person]:
    other = twin(s)
    return merge.merge(s.case.person, other, by=s.steward), other


def unregistered(s: Stand) -> Person:
    return Person.objects.create(family_name="Nieuw", given_name="Hier")


def pair(s: Stand) -> PossibleDuplicate:
    one, other = sorted((s.case.person, twin(s)), key=lambda person: person.pk)
    found, _ = PossibleDuplicate.objects.get_or_create(first=one, second=other, defaults={"likeness": 0.9})
    return found


def kept(**fields) -> EstimateModel:
    return estimates.keep(EstimateModel(**({"basis": "fictional", "content": {}} | fields)), by=Actor.system())


def elsewhere() -> Organisation:
    """A VDAB unit that serves no municipality."""
    return Organisation.objects.create(kind=Organisation.Kind.VDAB, name="Nergens")


ROWS = [
    Row(
        "dossier.require_lead",
        "NotAllowed",
        lambda s: partial(dossiers.close, s.case.followed_by(s.coach).dossier, "Weg", by=s.coach.actor),
    ),
    Row(
        "dossier._check_colleague",
        "professional",
        lambda s: partial(dossiers.assign, s.dossier, s.coach.professional, by=s.by),
    ),
    Row("dossier.involve", "unit", lambda s: involve(s, s.worker.membership.unit), says="zelf in handen"),
    Row(
        "dossier.involve",
        "unit",
        lambda s: involve(s, s.case.followed_by(s.coach).unit),
        says="werkt al mee",
    ),
    Row("dossier.release", "WrongState", lambda s: partial(dossiers.release, released(s), by=s.by)),
    Row("dossier.suspend", "WrongState", lambda s: partial(dossiers.suspend, suspended(s), "Nog", by=s.by)),
    Row("dossier.suspend", "reason", lambda s: partial(dossiers.suspend, s.dossier, " ", by=s.by)),
    Row("dossier.suspend", "on", lambda s: partial(dossiers.suspend, s.dossier, "Ziek", by=s.by, on=s.day(-1))),
    Row("dossier.resume", "WrongState", lambda s: partial(dossiers.resume, s.dossier, by=s.by)),
    Row("dossier.close", "reason", lambda s: partial(dossiers.close, s.dossier, "\n", by=s.by)),
    Row("dossier.add_note", "text", lambda s: partial(dossiers.add_note, s.dossier, " ", by=s.by)),
    Row("dossier.add_document", "file", lambda s: document(s, "brief.exe"), says="Alleen pdf"),
    Row(
        "dossier.add_document",
        "file",
        lambda s: document(s, "brief.pdf", PDF + b"x" * dossiers.DOCUMENT_LIMIT),
        says="groter dan 10 MB",
    ),
    Row("dossier.same_version", "Conflict", lambda s: partial(dossiers.same_version, s.screened, 0)),
    Row("screening.complete", "Conflict", lambda s: complete(s, follows=0) if s.screened else None),
    Row(
        "screening.complete",
        "departure_reason",
        lambda s: complete(s, estimate={"suggestion": "sector"}, departure_reason=" "),
    ),
    Row(
        "screening.complete",
        "next_contact_on",
        lambda s: complete(s, level=ServiceLevel.SELF_RELIANT),
        says="Ook wie zelfredzaam is",
    ),
    Row(
        "screening.complete",
        "next_contact_on",
        lambda s: complete(s, next_contact_on=s.day(-1)),
        says="niet in het verleden",
    ),
    Row("screening.complete", "thresholds", lambda s: complete(s, thresholds=[Weighed("debt", 1), Weighed("debt", 2)])),
    Row("registration._check", "family_name", lambda s: arrives(s, family_name="\u200b ")),
    Row("registration._check", "given_name", lambda s: arrives(s, given_name="")),
    Row("registration._check", "insz", lambda s: arrives(s, insz="12345678901")),
    Row("registration._check", "place", lambda s: arrives(s, way=Registration.Way.OUTREACH, place=" ")),
    Row(
        "registration._check",
        "mandate_given_on",
        lambda s: of_the_ocmw(s, way=Registration.Way.MANDATE, mandate_to=world.ocmw_of().unit),
        says="Zonder mandaat",
    ),
    Row(
        "registration._check",
        "mandate_given_on",
        lambda s: of_the_ocmw(
            s, way=Registration.Way.MANDATE, mandate_to=world.ocmw_of().unit, mandate_given_on=s.day(1)
        ),
        says="toekomst",
    ),
    Row("registration._check", "way", of_the_ocmw),
    Row(
        "registration._check",
        "mandate_to",
        lambda s: of_the_ocmw(
            s, way=Registration.Way.MANDATE, mandate_to=world.ocmw_of("11002").unit, mandate_given_on=s.day(0)
        ),
    ),
    Row(
        "registration._check",
        "statuses",
        lambda s: arrives(
            s, birth_date=dt.date(1990, 5, 1), statuses=(Status(StatusKind.JOB_SEEKER, dt.date(1990, 4, 30)),)
        ),
    ),
    Row(
        "registration.register_self",
        "WrongState",
        lambda s: partial(
            registration.register_self,
            s.case.person,
            by=s.case.citizen(),
            municipality=world.municipality(),
            statuses=(),
            contact={},
        ),
    ),
    Row(
        "leads.of",
        "municipality",
        lambda s: arrives(s, by=Actor.system(Purpose.DELIVERY), way=Registration.Way.FILE, municipality=None),
    ),
    Row(
        "leads.of",
        "lead_kind",
        lambda s: arrives(s, statuses=(Status(StatusKind.INACTIVE, s.day(0)),)),
    ),
    Row(
        "merge.merge_duplicate",
        "stays",
        lambda s: partial(merge.merge_duplicate, pair(s), unregistered(s), by=s.steward),
    ),
    Row("merge.merge", "stays", lambda s: partial(merge.merge, s.case.person, s.case.person, by=s.steward)),
    Row(
        "merge.merge",
        "WrongState",
        lambda s: partial(merge.merge, *reversed(merged(s)), by=s.steward),
        says="al samengevoegd",
    ),
    Row(
        "merge.merge",
        "WrongState",
        lambda s: partial(merge.merge, s.case.person, unregistered(s), by=s.steward),
        says="nog niet ingeschreven",
    ),
    Row("estimates.switch", "NotAllowed", lambda s: partial(estimates.switch, kept(), True, by=s.by)),
    Row(
        "estimates.switch",
        "WrongState",
        lambda s: partial(estimates.switch, kept(basis="history"), True, by=s.steward),
    ),
    Row(
        "exports.export_list",
        "reason",
        lambda s: partial(
            exports.export_list, s.worker.membership.unit, people=exports.LARGE + 1, reason=None, by=s.by
        ),
    ),
]


@each(ROWS)
def test_is_refused_and_changes_nothing(row):
    is_refused(row)


def test_every_refusal_of_these_actions_is_shown():
    assert not {what: found for what, found in missing(ROWS, FILES).items() if found}


def test_an_export_of_as_many_as_need_no_reason_needs_none(counsellor):
    exports.export_list(counsellor.membership.unit, people=exports.LARGE, reason=None, by=counsellor.actor)


@pytest.mark.parametrize(("name", "start"), [*dossiers.DOCUMENT_TYPES.items()])
def test_each_kind_of_document_is_kept_under_its_ending_in_any_case(case, name, start):
    file = SimpleUploadedFile(f"Mijn brief{name.upper()}", start + b" en de rest")
    kept = dossiers.add_document(case.now, file, "  ", by=case.by.actor)
    assert kept.file.name.endswith(name)
    assert kept.title == "Document"
    assert "brief" not in kept.file.name
    with kept.file.open() as stream:
        assert stream.read() == start + b" en de rest"


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b""), ("a.pdf", b"\x89PNG"), ("a.docx", b"%PDF"), ("a", PDF), ("", PDF), ("a.pdf.html", PDF)],
)
def test_a_file_that_is_not_what_its_name_says_is_no_document(case, name, content):
    file = SimpleUploadedFile("x", content)
    file._name = name
    with pytest.raises(dossiers.Invalid):
        dossiers.add_document(case.now, file, "Brief", by=case.by.actor)


def test_a_document_may_be_as_large_as_the_limit(case):
    content = PDF.ljust(dossiers.DOCUMENT_LIMIT, b"x")
    assert dossiers.add_document(case.now, SimpleUploadedFile("a.pdf", content), "Brief", by=case.by.actor).file.size


def test_a_pause_may_begin_on_the_day_of_the_registration_and_today(case):
    with clock.at(clock.today() + dt.timedelta(days=5)):
        opened = case.now.opened_on
        dossiers.resume(dossiers.suspend(case.now, "Ziek", by=case.by.actor, on=opened), by=case.by.actor)
        assert dossiers.suspend(case.now, "Ziek", by=case.by.actor).suspended_on == clock.today()
        with pytest.raises(dossiers.WrongState):
            dossiers.suspend(case.now, "Ziek", by=case.by.actor)


def test_who_registers_herself_when_she_was_merged_is_told_that_she_is_registered(case, data_steward, counsellor):
    other = world.register(counsellor).person
    other.account = Account.objects.create(username="burger-twee")
    other.save(update_fields=["account"])
    Person.objects.filter(pk=case.person.pk).update(account=Account.objects.create(username="burger-een"))
    merge.merge(case.person, other, by=data_steward.acting(Purpose.QUALITY))
    actor = Actor(Role.CITIZEN, Purpose.OWN_FILE, account_id=other.account_id, person_id=other.pk)
    with pytest.raises(dossiers.WrongState):
        registration.register_self(other, by=actor, municipality=world.municipality(), statuses=(), contact={})
