"""The language of rules: numbers and conditions, read like the article of law that they carry.

    all_of(
        registered_without_work.explain(nl="Je bent ingeschreven en werkt niet", en="Registered and not working"),
        months_without_work >= parameter("community-service-months"),
    )

Each node is evaluated in two ways from one definition, which a property test proves equal. For one person a number is
an interval [low, high] that holds what is known of it, and a condition is True, False or None: not known. For a
population the same is a pair of polars expressions, and a condition one of booleans in which null means not known.
Intervals are never narrower than the truth, so nothing is asserted that an answer to come could refute.
"""

from .base import UNIX, Bounds, Case, End, Ends, Node, Population, Truth, written
from .conditions import (
    All,
    AnyOf,
    Choice,
    Choose,
    Comparison,
    Condition,
    Explained,
    FactTrue,
    Known,
    Not,
    OneOf,
    all_of,
    always,
    any_of,
    never,
    none_of,
    when,
)
from .numbers import (
    Constant,
    Extreme,
    FactNumber,
    Falling,
    MonthsSince,
    Number,
    Parameter,
    Product,
    Scaled,
    Sum,
    falling,
    money,
    number,
    parameter,
)

__all__ = [
    "UNIX",
    "All",
    "AnyOf",
    "Bounds",
    "Case",
    "Choice",
    "Choose",
    "Comparison",
    "Condition",
    "Constant",
    "End",
    "Ends",
    "Explained",
    "Extreme",
    "FactNumber",
    "FactTrue",
    "Falling",
    "Known",
    "MonthsSince",
    "Node",
    "Not",
    "Number",
    "OneOf",
    "Parameter",
    "Population",
    "Product",
    "Scaled",
    "Sum",
    "Truth",
    "all_of",
    "always",
    "any_of",
    "falling",
    "money",
    "never",
    "none_of",
    "number",
    "parameter",
    "when",
    "written",
]
