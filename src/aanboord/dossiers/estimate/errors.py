"""What can go wrong with an estimate, each with words for the person who has to mend it."""

from __future__ import annotations

from dataclasses import dataclass

from .texts import Text


class EstimateError(Exception):
    """Anything this package refuses; ``text`` says why in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class BadValue(EstimateError, ValueError):
    """A value that cannot be; ``column`` names the field. The value itself is never repeated: it may be personal."""

    def __init__(self, column: str, text: Text) -> None:
        super().__init__(text)
        self.column = column


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a training history: line of the file (the header is line 1), column, what is wrong."""

    row: int
    column: str
    text: Text

    def __str__(self) -> str:
        return f"row {self.row}, column {self.column}: {self.text.en}"


class HistoryError(EstimateError):
    """The history cannot be used; ``problems`` lists each fault found, with its row and column."""

    SHOWN = 20

    def __init__(self, problems: list[Problem]) -> None:
        shown = problems[: self.SHOWN]
        rest = len(problems) - len(shown)
        nl = [f"rij {problem.row}, kolom {problem.column}: {problem.text.nl}" for problem in shown]
        en = [str(problem) for problem in shown]
        if rest:
            nl.append(f"en nog {rest} andere")
            en.append(f"and {rest} more")
        super().__init__(Text("; ".join(nl), "; ".join(en)))
        self.problems = problems


class TrainingError(EstimateError):
    """This history cannot make a model that deserves trust."""


class BrokenModel(EstimateError):
    """A stored model that was changed, is incomplete or belongs to another version of the factors."""


class TooLittleKnown(EstimateError):
    """Too little is known of a person for an estimate that could be explained; ``ask`` names what to find out."""

    def __init__(self, text: Text, ask: tuple[Text, ...]) -> None:
        super().__init__(text)
        self.ask = ask
