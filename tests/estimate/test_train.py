"""Training: repeatable, calibrated, blind to who people are."""

import dataclasses
import random
from datetime import date, timedelta

import numpy as np
import pytest
from sklearn.metrics import brier_score_loss, roc_auc_score

from aanboord.dossiers.estimate import FACTORS, TrainingError
from aanboord.dossiers.estimate.encoding import SENSES
from aanboord.dossiers.estimate.fictional import fictional_history
from aanboord.dossiers.estimate.history import Audit, History, Origin, Record, Sex, six_months_after
from aanboord.dossiers.estimate.train import train


def changed(past: History, change) -> History:
    return History.of((change(record) for record in past.records), fictional=past.fictional)


def real(past: History) -> History:
    return History.of(past.records, fictional=False)


def test_the_same_records_in_any_order_give_the_same_model(past, model):
    shuffled = list(past.records)
    random.Random(3).shuffle(shuffled)
    assert train(History.of(shuffled, fictional=True), "fictional").to_json() == model.to_json()


def test_other_sex_age_and_origin_give_the_same_weights_and_the_same_chances(past, model):
    dice = random.Random(5)

    def disguised(record: Record) -> Record:
        audit = Audit(sex=dice.choice(tuple(Sex)), age_band=None, origin=dice.choice(tuple(Origin)))
        return dataclasses.replace(record, audit=audit)

    other = train(changed(past, disguised), "fictional")
    assert np.array_equal(other.weights, model.weights)
    assert np.array_equal(other.covariance, model.covariance)
    assert other.report.bins == model.report.bins
    assert other.report.groups != model.report.groups


def test_no_weight_goes_against_the_sense_of_its_factor(model):
    assert (model.weights[1:] * SENSES >= 0).all()


def test_a_history_that_contradicts_a_sense_makes_that_factor_silent_not_upside_down(past):
    upside_down = changed(
        past,
        lambda record: dataclasses.replace(
            record,
            features=dataclasses.replace(record.features, language_gap=3 if record.worked else 0),
        ),
    )
    model = train(upside_down, "fictional")
    place = [factor.key for factor in FACTORS].index("language_gap")
    assert model.contributions(np.array([[0] * len(FACTORS), [3] * len(FACTORS)]))[:, place].tolist() == [0, 0]


def test_chances_come_true_for_invented_people_whom_the_model_never_saw(model):
    fresh = fictional_history(6000, seed=77)
    chances = model.chances(record.features for record in fresh.records)
    worked = np.array([record.worked for record in fresh.records])
    assert abs(chances.mean() - worked.mean()) < 0.03
    for members in np.array_split(np.argsort(chances), 10):
        assert abs(chances[members].mean() - worked[members].mean()) < 0.08
    assert roc_auc_score(worked, chances) > 0.72


def test_the_report_is_about_later_people_and_beats_the_base_rate(model, past):
    report, data = model.report, model.provenance
    assert data.first < data.last < report.first < report.last
    assert six_months_after(date.fromisoformat(data.last)) <= date.fromisoformat(report.first)
    assert report.brier < report.brier_base_rate
    assert report.ece < 0.04
    assert 0.7 < report.auc < 0.85
    later = [record for record in past.records if record.screened_on.isoformat() >= report.first]
    chances, worked = model.chances(each.features for each in later), [each.worked for each in later]
    assert report.n == len(later)
    assert report.auc == pytest.approx(roc_auc_score(worked, chances))
    assert report.brier == pytest.approx(brier_score_loss(worked, chances))


def test_every_row_is_accounted_for(model, past):
    data = model.provenance
    used = data.fitted + data.calibrated + model.report.n
    assert used + data.not_followed_long_enough + data.outcome_unknown_at_hold_out == data.rows == len(past)


def test_who_was_not_followed_for_six_months_teaches_nothing(past):
    cut = date(2024, 6, 30)

    def seen_until_cut(record: Record) -> Record:
        started = record.work_started_on
        return dataclasses.replace(
            record, observed_until=cut, work_started_on=started if started and started <= cut else None
        )

    known = [record for record in past.records if record.screened_on <= cut]
    model = train(History.of(map(seen_until_cut, known), fictional=True), "fictional")
    late = sum(six_months_after(record.screened_on) > cut for record in known)
    assert model.provenance.not_followed_long_enough == late > 0
    assert six_months_after(date.fromisoformat(model.report.last)) <= cut


def test_the_claimed_doubt_is_about_the_doubt_there_is():
    people = [
        record.features for record in fictional_history(150, seed=50).records if -1 not in record.features.levels()
    ]
    levels = np.array([person.levels() for person in people])
    models = [train(fictional_history(6000, seed=seed), "fictional") for seed in range(8)]
    logits = np.array([model.base + model.contributions(levels).sum(axis=1) for model in models])
    claimed = np.sqrt(np.mean([model.logit_variance(levels) for model in models], axis=0)).mean()
    assert 0.6 < logits.std(axis=0, ddof=1).mean() / claimed < 1.5


@pytest.mark.parametrize("basis", ["", "region", "region:", "region: ", "vlaanderen"])
def test_a_basis_names_a_region(past, basis):
    with pytest.raises(TrainingError, match="basis is"):
        train(real(past), basis)


def test_invented_history_cannot_pass_for_a_region_nor_real_history_for_invented(past):
    with pytest.raises(TrainingError, match="Fictional history"):
        train(past, "region:Kempen")
    with pytest.raises(TrainingError, match="Fictional history"):
        train(real(past), "fictional")


def test_too_little_history_is_refused_in_words(past):
    with pytest.raises(TrainingError, match="Too little history"):
        train(History.of([], fictional=True), "fictional")
    with pytest.raises(TrainingError, match="at least 400 people"):
        train(fictional_history(900, seed=1), "fictional")
    week = [record for record in past.records if record.screened_on < date(2021, 1, 1) + timedelta(days=60)]
    with pytest.raises(TrainingError, match="Too little history"):
        train(History.of(week, fictional=True), "fictional")


def test_a_history_in_which_everyone_or_no_one_finds_work_is_refused(past):
    none = changed(past, lambda record: dataclasses.replace(record, work_started_on=None))
    with pytest.raises(TrainingError, match="of whom at least 40"):
        train(none, "fictional")


def test_a_pattern_that_turned_round_makes_no_model(past):
    turn = date(2022, 3, 1)

    def mirrored(record: Record) -> Record:
        if record.screened_on < turn:
            return record
        started = None if record.worked else record.screened_on
        return dataclasses.replace(record, work_started_on=started)

    with pytest.raises(TrainingError, match="no longer holds"):
        train(changed(past, mirrored), "fictional")
