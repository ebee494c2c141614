"""A stored model: readable, sealed, light to load, and switched on by nobody but its own region."""

import copy
import dataclasses
import json
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given

from aanboord.dossiers.estimate import BrokenModel, Model, estimate_chance
from aanboord.dossiers.estimate.history import History
from aanboord.dossiers.estimate.model import _checksum
from aanboord.dossiers.estimate.train import train

from .conftest import people


@pytest.fixture(scope="module")
def of_kempen(past) -> Model:
    return train(History.of(past.records), "region:Kempen")


def resealed(content: dict) -> dict:
    content.pop("checksum")
    return {**content, "checksum": _checksum(content)}


@given(person=people())
def test_a_model_read_back_gives_the_same_estimate(model, person):
    assert estimate_chance(Model.from_json(model.to_json()), person) == estimate_chance(model, person)


def test_json_and_back_is_the_same_json(model):
    assert Model.from_json(model.to_json()).to_json() == model.to_json()
    assert Model.from_dict(model.to_dict()).version == model.version


def test_a_database_that_writes_numbers_its_own_way_keeps_the_model(model):
    """PostgreSQL's jsonb forgets the order of keys, exponents and the sign of zero."""

    def plain(number: float) -> float:
        return float(format(number, ".20f")) + 0.0

    def stored(value):
        if isinstance(value, dict):
            return {key: stored(value[key]) for key in sorted(value, reverse=True)}
        if isinstance(value, list):
            return [stored(each) for each in value]
        return plain(value) if isinstance(value, float) and abs(value) < 1e-3 else value

    assert Model.from_dict(stored(json.loads(model.to_json()))).to_json() == model.to_json()


def test_the_json_reads_as_a_scorecard(model):
    language = json.loads(model.to_json())["factors"]["language_gap"]
    assert len(language["weights"]) == len(language["shares"]) == 3
    assert all(weight <= 0 for weight in language["weights"])


def test_a_changed_weight_is_noticed(model):
    content = model.to_dict()
    content["factors"]["mobility"]["weights"][0] = 0.0
    with pytest.raises(BrokenModel, match="changed or is damaged"):
        Model.from_dict(content)


def test_a_basis_cannot_be_relabelled(model):
    with pytest.raises(BrokenModel, match="changed or is damaged"):
        Model.from_json(model.to_json().replace('"basis": "fictional"', '"basis": "region:Kempen"'))


def test_a_sealed_model_that_turns_a_sense_round_is_refused(model):
    content = copy.deepcopy(model.to_dict())
    content["factors"]["language_gap"]["weights"][0] = 0.3
    with pytest.raises(BrokenModel, match="sense"):
        Model.from_dict(resealed(content))


@pytest.mark.parametrize("key", ["code_version", "factors_version"])
def test_a_model_of_another_version_asks_to_be_trained_again(model, key):
    with pytest.raises(BrokenModel, match="Train it again"):
        Model.from_dict(resealed({**model.to_dict(), key: "0"}))


@pytest.mark.parametrize("stored", ["", "null", "[]", "{}", '"text"', '{"checksum": "x"}'])
def test_what_is_no_model_is_called_so(stored):
    with pytest.raises(BrokenModel):
        Model.from_json(stored)


@pytest.mark.parametrize("part", ["factors", "covariance", "report", "provenance", "average_person"])
def test_a_model_without_one_of_its_parts_is_refused(model, part):
    content = model.to_dict()
    del content[part]
    with pytest.raises(BrokenModel, match="not a model"):
        Model.from_dict(resealed(content))


def test_a_fictional_model_is_flagged_and_usable_for_no_region(model):
    assert model.fictional
    assert model.warning is not None
    assert not model.usable_for("Kempen")
    assert not model.usable_for("fictional")
    why = model.why_not_usable_for("Kempen")
    assert why is not None
    assert "verzonnen" in why.nl


def test_a_region_may_switch_on_its_own_model_and_no_other(of_kempen, someone):
    assert of_kempen.usable_for("Kempen")
    assert of_kempen.why_not_usable_for("Kempen") is None
    assert not of_kempen.usable_for("Gent")
    assert of_kempen.warning is None
    estimate = estimate_chance(of_kempen, someone)
    assert estimate.basis == "region:Kempen"
    assert estimate.warning is None
    assert "verzonnen" not in estimate.sentence.nl


@pytest.mark.parametrize("poor", [{"brier": 0.26, "brier_base_rate": 0.25}, {"ece": 0.06}])
def test_a_model_that_predicts_poorly_is_usable_nowhere(of_kempen, poor):
    model = dataclasses.replace(of_kempen, report=dataclasses.replace(of_kempen.report, **poor))
    why = model.why_not_usable_for("Kempen")
    assert why is not None
    assert "niet goed genoeg" in why.nl


def test_many_people_at_once_get_the_chance_that_each_gets_alone(model, past):
    some = [record.features for record in past.records if record.features.levels().count(-1) < 5][:100]
    assert np.allclose(model.chances(some), [estimate_chance(model, person).chance for person in some])


def test_using_a_model_loads_neither_scikit_learn_nor_django():
    heavy = "import sys, aanboord.dossiers.estimate; print(sorted({'sklearn', 'scipy', 'django'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
