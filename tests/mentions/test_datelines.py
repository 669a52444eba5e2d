"""Datelines of newsrooms, which say nothing of what happened."""

import pytest

import marsad
from marsad.mentions.datelines import dateline_end


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        pytest.param("دبي، الإمارات (CNN)-- قال", "دبي، الإمارات (CNN)-", id="newsroom"),
        pytest.param("نيويورك، الولايات المتحدة (AP) — كشف", "نيويورك، الولايات المتحدة (AP) —", id="long-dash"),
        pytest.param("دمشق (سانا) - قصف", "", id="on-the-spot"),
        pytest.param("سيطر الجيش، بدعم من قوات (YPG) – أمس", "", id="no-dateline"),
    ],
)
def test_where_a_dateline_ends(text: str, dateline: str) -> None:
    content = f"عنوان\n{text}"
    assert content[content.find("\n") + 1 : dateline_end(content)] == dateline


def test_a_newsroom_takes_no_town() -> None:
    text = "دبي، الإمارات العربية المتحدة (CNN)-- قال قائد في الجيش السوري الحر إن قواته سيطرت على مدينة عفرين الأحد."
    reading = marsad.read(text, title="قائد ميداني: سيطرنا على عفرين")
    assert {control.holder.value for control in reading.controls if control.holder} == {"الجيش السوري الحر"}
