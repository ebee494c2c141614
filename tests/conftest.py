"""What every test may ask for."""

import importlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils import translation
from hypothesis import settings

from aanboord.core.access import Role
from aanboord.directory.models import Organisation
from tests import unguarded, world

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("calm", deadline=None)  # a busy machine proves nothing wrong
settings.load_profile("calm")


@pytest.fixture(autouse=True)
def _dutch() -> Iterator[None]:
    """A request in English leaves its language behind in the thread: each test starts, and ends, in Dutch."""
    with translation.override("nl"):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """A test that commits has its tables emptied behind it: for that the guards of the journal go off, and on again."""
    empty = BaseDatabaseOperations.execute_sql_flush

    def execute_sql_flush(self: BaseDatabaseOperations, statements: list[str]) -> None:
        empty(self, [*unguarded.statements(), *statements])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", execute_sql_flush)
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with reference data that lies beside the checkout; AANBOORD_SHARED names another place."""
    folder = Path(os.environ.get("AANBOORD_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no reference data at {folder}; AANBOORD_SHARED can name its place")
    return folder


@pytest.fixture(scope="session")
def pdf() -> None:
    """For tests that make a letter: WeasyPrint needs Pango, a library of the system."""
    try:
        importlib.import_module("weasyprint")
    except OSError:
        pytest.skip("Pango is missing; on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")


@pytest.fixture
def counsellor(db: None) -> world.Worker:
    """A VDAB counsellor in the office of Gent."""
    return world.vdab_office().worker(Role.COUNSELLOR, "Katrien Claes")


@pytest.fixture
def colleague(db: None) -> world.Worker:
    """Another counsellor of the same office."""
    return world.vdab_office().worker(Role.COUNSELLOR, "Jonas De Wilde")


@pytest.fixture
def team_lead(db: None) -> world.Worker:
    return world.vdab_office().worker(Role.TEAM_LEAD, "Griet Maes")


@pytest.fixture
def social_worker(db: None) -> world.Worker:
    """A social worker of OCMW Gent."""
    return world.ocmw_of().worker(Role.SOCIAL_WORKER, "Samir Haddad")


@pytest.fixture
def coach(db: None) -> world.Worker:
    """A coach at a partner that takes part in nothing yet."""
    return world.team(Organisation.Kind.PARTNER, "Groeikracht vzw").worker(Role.COACH, "Lotte Nys")


@pytest.fixture
def data_steward(db: None) -> world.Worker:
    return world.vdab_office().worker(Role.DATA_STEWARD, "Pieter Wouters")


@pytest.fixture
def case(counsellor: world.Worker) -> world.Case:
    """A citizen of Gent, registered today, assigned to `counsellor`."""
    return world.Case(world.register(counsellor), counsellor)
