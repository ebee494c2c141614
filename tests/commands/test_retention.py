"""The worker forgets what nobody needs any more, after as many days as the installation says."""

import datetime as dt

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.test import Client
from django.urls import reverse

from aanboord.core import clock
from aanboord.dossiers.actions.screening import save_draft
from aanboord.dossiers.models import Draft
from aanboord.journal.models import Event
from aanboord.web.commands.duties import carry_out, duties
from aanboord.web.models import SentForm

SIGN_INS = (AccessAttempt, AccessFailureLog, AccessLog)


def days_later(count):
    """What the worker does in the morning of that day."""
    with clock.at((clock.now() + dt.timedelta(days=count)).replace(hour=8)):
        assert "retention" in carry_out(duties(), clock.now())


@pytest.mark.django_db
def test_a_try_to_sign_in_is_forgotten_after_the_days_that_the_setting_says(counsellor, settings):
    settings.AXES_ENABLED, settings.KEEP_SIGN_INS_DAYS = True, 30
    sent = {"login": counsellor.account.username, "password": "geraden"}
    Client().post(reverse("account_login"), sent)
    AccessLog.objects.create(username="x", path_info="/")
    AccessFailureLog.objects.create(username="x", path_info="/")
    assert AccessAttempt.objects.exists()
    days_later(29)
    assert all(log.objects.exists() for log in SIGN_INS)
    days_later(31)
    assert not any(log.objects.exists() for log in SIGN_INS)


@pytest.mark.django_db
def test_a_draft_is_forgotten_when_nobody_touched_it_for_so_long(counsellor, settings):
    settings.KEEP_DRAFTS_DAYS = 10
    with clock.at(clock.now() - dt.timedelta(days=9)):
        save_draft(counsellor.account.pk, "registration", None, {"wie": {"family_name": "Nog niet"}})
        save_draft(counsellor.account.pk, "screening", counsellor.professional.pk, {})
    save_draft(counsellor.account.pk, "registration", None, {"wie": {"family_name": "Bijna"}})
    days_later(2)
    assert list(Draft.objects.values_list("form", flat=True)) == ["registration"]
    days_later(11)
    assert not Draft.objects.exists()


@pytest.mark.django_db
def test_which_forms_were_sent_is_forgotten_in_days_and_what_happened_never(case):
    SentForm.objects.create(key="x", address="/")
    events = Event.objects.count()
    days_later(1)
    assert SentForm.objects.exists()
    days_later(3)
    assert not SentForm.objects.exists()
    assert Event.objects.count() >= events
