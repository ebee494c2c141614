"""The same two measures written for OpenFisca-Core, to run beside ours where somebody installed it (AGPL)."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import polars as pl
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

YEAR = "2024"
Person = build_entity(key="person", plural="people", label="Person", is_person=True)


def _variable(name: str, kind: type, formula: Any = None) -> type[Variable]:
    content = {"value_type": kind, "entity": Person, "definition_period": DateUnit.YEAR, "label": name}
    return type(name, (Variable,), content | ({"formula": formula} if formula else {}))


def _jobbonus(person: Any, period: Any) -> Any:
    wage, fraction = person("wage", period), person("fraction", period)
    line = np.clip(600 - (wage - 2_100) * 550 / 1_000, 50, 600) * fraction
    right = person("flanders", period) & person("below_pension_age", period) & ~person("excluded", period)
    return np.where(right & (wage > 0) & (wage <= 3_099.99), line + 50, 0)


def _older_in_service(person: Any, period: Any) -> Any:
    age, wage = person("age", period), person("quarterly_wage", period)
    return np.where((age >= 62) & (wage > 0) & (wage < 13_945), 1_500, 0)


def per_second(frame: pl.DataFrame) -> float:
    """People for whom it computes the jobbonus and the reduction for older workers, each second."""
    system = TaxBenefitSystem([Person])
    inputs = {
        "wage": (float, frame["gross_monthly_wage_fte"].fill_null(0).to_numpy() / 100),
        "fraction": (float, frame["work_fraction"].fill_null(0).to_numpy() / 10_000),
        "quarterly_wage": (float, frame["quarterly_wage"].fill_null(0).to_numpy() / 100),
        "age": (int, frame["age"].to_numpy()),
        "flanders": (bool, frame["domiciled_in_flanders"].to_numpy()),
        "below_pension_age": (bool, frame["below_pension_age"].to_numpy()),
        "excluded": (bool, frame["excluded_employment"].fill_null(False).to_numpy()),
    }
    for name, (kind, _) in inputs.items():
        system.add_variable(_variable(name, kind))
    formulas = {"jobbonus": _jobbonus, "older_in_service": _older_in_service}
    for name, formula in formulas.items():
        system.add_variable(_variable(name, float, formula))
    simulation = SimulationBuilder().build_default_simulation(system, count=len(frame))
    for name, (_, values) in inputs.items():
        simulation.set_input(name, YEAR, values)
    began = time.perf_counter()
    for name in formulas:
        simulation.calculate(name, YEAR).sum()
    return len(frame) / (time.perf_counter() - began)
