import io
from dataclasses import replace

import pytest
from rich.console import Console

from marsad.knowledge.gazetteer import Gazetteer
from marsad.model import Reading, Report
from marsad.serve.cli.explain import print_explanation
from marsad.serve.cli.options import Bidi
from marsad.serve.cli.page import Page, choose_bidi
from marsad.serve.cli.table import print_reading


def page(bidi: Bidi = Bidi.NONE, *, width: int = 90, colour: bool = False) -> Page:
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        _environ={},
    )
    return Page(console, bidi)


def printed(reading: Reading, on: Page, **options: float) -> str:
    print_reading(reading, on, **options)
    assert isinstance(on.console.file, io.StringIO)
    return on.console.file.getvalue()


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("published 2024-03-05 (Tuesday)", id="day of publication"),
        pytest.param("1 event, 1 statement of control, 1 movement, 1 relation, 1 flow", id="what was found"),
        pytest.param(" 1  Armed clash (Battles)   still going on, confidence 0.90", id="type and flags"),
        pytest.param("    what      ① اشتباكات", id="what"),
        pytest.param("    who       ② ميليشيا حراس البادية  party", id="who, with the role"),
        pytest.param("              ③ ميليشيا أبناء السهل  party", id="the second actor"),
        pytest.param("    where     ④ غرانيج  = Gharanij sy-1", id="where, with the known place"),
        pytest.param("    when      2024-03-04 (Monday)  ⑤ أمس الاثنين", id="when, resolved"),
        pytest.param("    toll      2 killed, civilian  ⑥ مدنيين اثنين", id="toll"),
        pytest.param("              about 5 injured  ⑦ نحو 5 آخرين", id="about, no group"),
        pytest.param("    why       ⑧ خلاف على تهريب المازوت", id="why"),
        pytest.param("    says so   ⑨ مصادر محلية", id="who says so"),
        pytest.param("[⑨مصادر محلية]: دارت [①اشتباكات] [⑤أمس الاثنين] في بلدة [④غرانيج]", id="marks in the evidence"),
        pytest.param(" 2  Control: takes   unconfirmed, confidence 0.40", id="modality"),
        pytest.param("    says so   the outlet itself", id="the outlet's own voice"),
        pytest.param("وسيطرت ميليشيا حراس البادية على [④حاجز الجسر] في [③الكشكية]", id="evidence of control"),
        pytest.param("…مصادر محلية: دارت اشتباكات أمس", id="words outside the evidence, with their surroundings"),
        pytest.param(" 5  Flow: illicit", id="flow"),
    ],
)
def test_lines(reading: Reading, line: str) -> None:
    text = printed(reading, page())
    assert line in text
    assert all(len(each) <= 90 for each in text.splitlines())


def test_unknown_day_has_its_reason(reading: Reading) -> None:
    bare = replace(reading.events[0], date=None)
    dates = (replace(reading.dates[0], days=None, reason="no time is said"),)
    text = printed(replace(reading, events=(bare,), dates=dates), page())
    assert "when      day unknown: no time is said" in text


def test_report_without_claims() -> None:
    empty = Reading(
        report=Report(id="quiet", text="لا شيء"),
        mentions=(), events=(), controls=(), movements=(), relations=(), flows=(),
        dates=(), places=(), actors=(), reader_version="0", packs={},
    )  # fmt: skip
    text = printed(empty, page())
    assert "no claims" in text
    assert "day of publication unknown" in text


def test_least_confidence_keeps_the_numbers(reading: Reading) -> None:
    text = printed(reading, page(), least=0.5)
    assert "Control" not in text
    assert " 3  Movement" in text
    assert "1 less sure than 0.5, left out" in text


def test_colour_marks_without_brackets(reading: Reading) -> None:
    text = printed(reading, page(colour=True))
    assert "\x1b[1;32mغرانيج\x1b[0m" in text
    assert "④" not in text


def test_visual_lines_end_at_the_right(reading: Reading) -> None:
    text = printed(reading, page(Bidi.VISUAL))
    assert "قصف" not in text
    title = next(line for line in text.splitlines() if "|" in line)
    assert len(title) == 90
    assert title.startswith(" ")


def test_terminal_lines_are_isolated(reading: Reading) -> None:
    assert "where     ④ \u2067غرانيج\u2069  = Gharanij" in printed(reading, page(Bidi.TERMINAL))


def test_report_cannot_command_the_terminal() -> None:
    report = Report(id="bad\x1b[2J", title="عنوان\u202e \x1b[31m", text="نص")
    reading = Reading(
        report=report,
        mentions=(), events=(), controls=(), movements=(), relations=(), flows=(),
        dates=(), places=(), actors=(), reader_version="0", packs={},
    )  # fmt: skip
    text = printed(reading, page())
    assert "\x1b" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize("width", [40, 57, 100])
def test_narrow_terminals(reading: Reading, width: int) -> None:
    text = printed(reading, page(width=width))
    assert all(len(line) <= width for line in text.splitlines())


@pytest.mark.parametrize(
    ("wanted", "terminal", "environment", "chosen"),
    [
        pytest.param(Bidi.AUTO, False, {}, Bidi.NONE, id="a file keeps the order of speech"),
        pytest.param(Bidi.AUTO, True, {"TERM": "xterm-256color"}, Bidi.VISUAL, id="most terminals turn nothing"),
        pytest.param(Bidi.AUTO, True, {"VTE_VERSION": "7600"}, Bidi.TERMINAL, id="GNOME terminal"),
        pytest.param(Bidi.AUTO, True, {"VTE_VERSION": "5202"}, Bidi.VISUAL, id="old GNOME terminal"),
        pytest.param(Bidi.AUTO, True, {"KONSOLE_VERSION": "230800"}, Bidi.TERMINAL, id="Konsole"),
        pytest.param(Bidi.AUTO, True, {"TERM_PROGRAM": "Apple_Terminal"}, Bidi.TERMINAL, id="macOS"),
        pytest.param(Bidi.VISUAL, False, {}, Bidi.VISUAL, id="said is said"),
    ],
)
def test_who_turns_text(wanted: Bidi, terminal: bool, environment: dict[str, str], chosen: Bidi) -> None:
    assert choose_bidi(wanted, terminal=terminal, environment=environment) == chosen


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("found by triggers.tsv:1", id="rule of a value"),
        pytest.param("says yesterday Monday", id="what a date says"),
        pytest.param("means sy-1, score 0.90: one candidate", id="link"),
        pytest.param("is Gharanij  sy-1, 0.90: the only town of this name in Syria", id="candidate"),
        pytest.param("means nothing known, score 0.00: stands in no pack", id="unresolved"),
        pytest.param("because   the Monday on or before 2024-03-05", id="why this day"),
        pytest.param("trigger: clash noun with a light verb +1.20", id="rule of the decision"),
        pytest.param("goods     المازوت  at", id="what else was considered"),
        pytest.param("core aaaaaaaaaaaa", id="pack digest"),
    ],
)
def test_explanation(reading: Reading, line: str) -> None:
    on = page()
    print_explanation(reading, 0, on, Gazetteer((), {}))
    assert isinstance(on.console.file, io.StringIO)
    assert line in on.console.file.getvalue()
