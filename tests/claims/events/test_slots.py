"""Slots: which cues of other stories a story is told beside."""

from datetime import date
from time import process_time

from marsad.claims.events.cues import Cue
from marsad.claims.events.slots import Story, others_near
from marsad.knowledge.triggers import TriggerWord
from marsad.model import Report
from marsad.model.codes import EventType
from marsad.reader import reader_of

WORD = TriggerWord("shell", EventType.SHELLING, "قصف", "noun")
SENTENCE = "قصفت قوات النظام بلدة سرمين يوم الاثنين وقتل 3 مدنيين، ثم انسحب مقاتلو الفصائل إلى قرية النيرب. "


def story(*cues: tuple[int, int]) -> Story:
    return Story([Cue(token, (WORD,), sentence) for token, sentence in cues])


def test_only_cues_near_a_story_title_and_lead_count() -> None:
    stories = [story((0, 0)), story((10, 9), (15, 10)), story((18, 11)), story((90, 40)), story((95, 41))]
    assert others_near(stories)[1] == [0, 18, 90]
    assert others_near(stories)[4] == [0, 10, 18, 90]


def test_that_there_are_several_is_always_seen() -> None:
    far = [story((sentence * 10, sentence)) for sentence in (30, 60, 90, 120, 150)]
    assert all(len(others) >= 3 for others in others_near(far))
    assert all(each.cues[0].token not in others for each, others in zip(far, others_near(far), strict=True))


def test_one_story_has_no_others() -> None:
    assert others_near([story((3, 1))]) == [[]]


def test_a_report_four_times_as_long_takes_about_four_times_as_long() -> None:
    reader = reader_of()

    def seconds(times: int) -> float:
        report = Report(id="long", title="", text=SENTENCE * times, published=date(2020, 2, 4))
        began = process_time()
        reader.read(report)
        return process_time() - began

    seconds(20)
    assert seconds(600) < 10 * seconds(150)
