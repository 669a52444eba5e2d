"""Linear models: sums, probabilities, and the reasons behind them."""

from pathlib import Path

import pytest

from marsad.errors import PackError
from marsad.knowledge.weights import LinearModel, load_model, logistic, write_model

TWO = LinearModel(("event", "nothing"), (0.5, -0.5), {"قصف": (2.0, -2.0), "لم": (-3.0, 3.0)})
ONE = LinearModel(("yes",), (-1.0,), {"near": (2.0,)})


def test_sums_add_bias_and_known_features() -> None:
    assert TWO.sums(["قصف", "unknown"]) == [2.5, -2.5]
    assert ONE.sums(["near"]) == [1.0]


def test_probabilities_sum_to_one() -> None:
    chances = TWO.probabilities(["قصف", "لم"])
    assert sum(chances.values()) == pytest.approx(1.0)
    assert chances["nothing"] > chances["event"]
    assert ONE.probability(["near"]) == pytest.approx(logistic(1.0))


def test_reasons_name_the_loudest_feature_first() -> None:
    assert TWO.reasons(["قصف", "لم", "unknown"], "event") == [("لم", -3.0), ("قصف", 2.0)]


@pytest.mark.parametrize("total", [-1e6, -1.0, 0.0, 1.0, 1e6], ids=str)
def test_logistic_never_overflows(total: float) -> None:
    assert 0.0 <= logistic(total) <= 1.0
    assert logistic(total) + logistic(-total) == pytest.approx(1.0)


@pytest.mark.parametrize("model", [ONE, TWO], ids=["one label", "two labels"])
def test_a_model_file_round_trip(tmp_path: Path, model: LinearModel) -> None:
    path = tmp_path / "cue.tsv"
    write_model(model, path)
    assert load_model(path) == model


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("feature\tyes\nnear\n", r"cue\.tsv:2: 0 weights for 1 labels"),
        ("feature\tyes\nnear\t1\nfar\tmuch\n", r"cue\.tsv:3: \['much'\] are no weights"),
        ("label\tfeature\tweight\n", r"cue\.tsv:1: the columns"),
        ("", r"cue\.tsv:1: the columns"),
    ],
    ids=["no weight", "no number", "other columns", "empty file"],
)
def test_a_bad_model_file_is_refused(tmp_path: Path, text: str, where: str) -> None:
    path = tmp_path / "cue.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=where):
        load_model(path)
