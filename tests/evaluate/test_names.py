import pytest

from marsad.evaluate.names import same_name, telling_words


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("الرقة", "مدينة الرقة", True, id="kind of place left aside"),
        pytest.param("الرقّة", "الرقه", True, id="marks and final letters folded"),
        pytest.param("سوريا", "سورية", True, id="two spellings of a land"),
        pytest.param("القوات السورية", "سوريا", True, id="adjective and land"),
        pytest.param("الحوثيين", "الحوثي", True, id="plural and singular"),
        pytest.param("قوات النظام", "النظام", True, id="kind of force left aside"),
        pytest.param("الفرقة 25", "الفرقة 30", False, id="unit numbers tell"),
        pytest.param("خان شيخون", "خان أرنبة", False, id="one shared word is not enough"),
        pytest.param("خان شيخون", "خان", True, id="shortened name"),
        pytest.param("قوات", "قوات النظام", False, id="generic name is not every force"),
        pytest.param("", "الرقة", False, id="empty name"),
        pytest.param(None, None, False, id="no names"),
        pytest.param("«»", "«»", False, id="no word in it"),
    ],
)
def test_same_name(one: str | None, other: str | None, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


def test_generic_words_stay_when_nothing_else_does() -> None:
    assert telling_words("قوات") == {"قوات"}
