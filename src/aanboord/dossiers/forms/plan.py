"""Forms of the case plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aanboord.core.forms import DayInput
from aanboord.directory.models import Organisation

from ..actions.plan import Proposal
from ..models import Agreement, Dossier, Goal
from ..queries.plan import Starting, organisations_near

NEW_GOAL = "new"
EMPTY_ROWS = 3


class ConversationForm(forms.Form):
    """What a conversation on the plan brought besides agreements: a goal, and the look at work."""

    goal = forms.CharField(
        label=_("Nieuw doel"),
        max_length=200,
        required=False,
        help_text=_("In woorden die de burger zelf zou gebruiken: “Ik wil als kok werken.”"),
    )
    towards_work = forms.BooleanField(label=_("Dit doel is een stap naar werk"), required=False, initial=True)
    not_yet = forms.CharField(
        label=_("Waarom nog geen stap naar werk"), max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )
    look_again_on = forms.DateField(label=_("Opnieuw bekijken op"), required=False, widget=DayInput)


class ProposalForm(forms.Form):
    """One agreement. A row that nobody touched is no agreement."""

    text = forms.CharField(label=_("Afspraak"), max_length=300, widget=forms.Textarea({"rows": 2}))
    own_words = forms.BooleanField(label=_("In eigen woorden van de burger"), required=False)
    kind = forms.ChoiceField(label=_("Soort"), choices=Agreement.Kind.choices)
    due_on = forms.DateField(label=_("Tegen"), widget=DayInput)
    owner = forms.ChoiceField(label=_("Wie doet het"), choices=Agreement.Owner.choices)
    owner_unit = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Welke organisatie"), required=False, empty_label=_("geen")
    )
    goal = forms.ChoiceField(label=_("Voor welk doel"), required=False)
    binding = forms.BooleanField(label=_("Bindend"), required=False)
    agreed = forms.BooleanField(label=_("De burger ging in dit gesprek akkoord"), required=False)

    def __init__(
        self, *args: Any, dossier: Dossier, goals: list[Goal], start: Starting | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.empty_permitted, self.use_required_attribute = True, False
        self.start = start
        self._goals = {str(goal.pk): goal for goal in goals}
        units = self.fields["owner_unit"]
        assert isinstance(units, forms.ModelChoiceField)
        units.queryset = organisations_near(dossier)
        choices = [("", _("geen doel")), (NEW_GOAL, _("het nieuwe doel hierboven"))]
        choice = self.fields["goal"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [*choices, *((key, goal.text) for key, goal in self._goals.items())]
        self.fields["kind"].initial = Agreement.Kind.THRESHOLD if start else Agreement.Kind.OTHER
        self.fields["owner"].initial = Agreement.Owner.CITIZEN

    @property
    def proposal(self) -> Proposal:
        """The row as the action takes it; valid and touched rows only."""
        given = self.cleaned_data
        return Proposal(
            text=given["text"],
            kind=given["kind"],
            due_on=given["due_on"],
            binding=given["binding"],
            own_words=given["own_words"],
            owner=given["owner"],
            owner_unit=given["owner_unit"],
            goal=self._goals.get(given["goal"]),
            under_new_goal=given["goal"] == NEW_GOAL,
            domain=self.start.domain if self.start else "",
            agreed=given["agreed"],
        )


def proposal_rows(
    data: Any, dossier: Dossier, goals: list[Goal], starting_points: list[Starting]
) -> list[ProposalForm]:
    """The rows of the page: a few empty ones, then one per threshold that nothing is agreed on yet."""
    rows = [ProposalForm(data, prefix=f"row{n}", dossier=dossier, goals=goals) for n in range(1, EMPTY_ROWS + 1)]
    return rows + [
        ProposalForm(data, prefix=start.domain, dossier=dossier, goals=goals, start=start) for start in starting_points
    ]


class WorkNotYetForm(forms.Form):
    reason = forms.CharField(
        label=_("Waarom kan een stap naar werk nog niet?"), max_length=300, widget=forms.Textarea({"rows": 3})
    )
    look_again_on = forms.DateField(label=_("Wanneer bekijken jullie dit opnieuw?"), widget=DayInput)


class TrainingOfferForm(forms.Form):
    text = forms.CharField(
        label=_("Welke opleiding"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Naam, wie ze geeft, waar en hoe lang. De burger leest dit in Mijn dossier."),
    )
    due_on = forms.DateField(label=_("Start of beslissing tegen"), widget=DayInput)


class SaidForm(forms.Form):
    """The answer that the citizen gave in a conversation, written down by a professional."""

    agrees = forms.TypedChoiceField(
        label=_("Wat zei de burger?"),
        choices=[("yes", _("Akkoord")), ("no", _("Niet akkoord"))],
        coerce=lambda code: code == "yes",
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label=_("Wat zei de burger erbij"), max_length=500, required=False, widget=forms.Textarea({"rows": 2})
    )


class SettleForm(forms.Form):
    """How an agreement ended: only the steps that its state machine knows from here."""

    ENDS = (Agreement.State.DONE, Agreement.State.NOT_DONE, Agreement.State.DROPPED)

    state = forms.TypedChoiceField(label=_("Hoe is het afgelopen?"), coerce=Agreement.State, widget=forms.RadioSelect)

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["state"]
        assert isinstance(choice, forms.TypedChoiceField)
        choice.choices = [(end.value, end.label) for end in self.ENDS if agreement.may_move(end)]

    @property
    def has_choices(self) -> bool:
        choice = self.fields["state"]
        assert isinstance(choice, forms.TypedChoiceField)
        return bool(choice.choices)
