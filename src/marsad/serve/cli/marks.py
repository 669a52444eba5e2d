"""The words that gave a claim its values, marked where the report says them.

In colour every question has a style of its own; without colour each value has a number in brackets: a circled
digit, for these keep their place among right-to-left letters.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from marsad.model import Report, Span
from marsad.serve.cli.page import Char, clean, run
from marsad.serve.cli.slots import Question

STYLES = {
    Question.WHAT: "bold red",
    Question.WHO: "bold magenta",
    Question.WHERE: "bold green",
    Question.WHEN: "bold cyan",
    Question.TOLL: "bold yellow",
    Question.WHY: "italic underline",
    Question.SAYS: "bold blue",
}
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
LONGEST = 900  # characters of evidence shown as a whole; of longer ones the surroundings of the marks
AROUND = 60  # characters shown on each side of a mark outside the evidence
ELLIPSIS = "…"


@dataclass(slots=True)
class Marks:
    """The marked stretches of one claim's report, numbered in the order in which they were given."""

    coloured: bool
    spans: dict[Span, tuple[int, str]] = field(default_factory=dict)

    def add(self, span: Span, question: Question) -> list[Char]:
        """Marks a stretch; what stands before its value in the list of values."""
        number, _ = self.spans.setdefault(span, (len(self.spans) + 1, STYLES[question]))
        return [] if self.coloured else run(f"{self.label(number)} ")

    def style(self, question: Question) -> str:
        """The style of a value that answers the question."""
        return STYLES[question] if self.coloured else ""

    @staticmethod
    def label(number: int) -> str:
        """The number as it stands in the text."""
        return CIRCLED[number - 1] if number <= len(CIRCLED) else f"({number})"


def quotes(report: Report, evidence: Span, marks: Marks) -> Iterator[list[Char]]:
    """The evidence, and the surroundings of values that the report says elsewhere, with their marks."""
    windows = [] if evidence.end - evidence.start > LONGEST else [evidence]
    outside = [span for span in marks.spans if not any(span in window for window in windows)]
    content = report.content
    windows = _merge(sorted([*windows, *(_window(content, span) for span in outside)]))
    for window in sorted(windows, key=lambda each: (not each.overlaps(evidence), each)):
        yield _quote(content, window, evidence, marks)


def _window(content: str, span: Span) -> Span:
    """A stretch and some words around it on the same line."""
    start = max(content.rfind("\n", 0, span.start) + 1, span.start - AROUND)
    stop = content.find("\n", span.end)
    end = min(len(content) if stop < 0 else stop, span.end + AROUND)
    if start > 0 and content[start - 1] != "\n":
        start = content.find(" ", start, span.start) + 1 or start
    if end < len(content) and content[end] != "\n":
        cut = content.rfind(" ", span.end, end)
        end = cut if cut >= 0 else end
    return Span(start, end)


def _merge(windows: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for window in windows:
        if merged and window.overlaps(merged[-1]):
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, window.end))
        else:
            merged.append(window)
    return merged


def _quote(content: str, window: Span, evidence: Span, marks: Marks) -> list[Char]:
    inside = sorted((span for span in marks.spans if span in window), key=lambda each: (each.start, -each.end))
    chars: list[Char] = []
    if _cut_before(content, window) and window.start != evidence.start:
        chars += run(ELLIPSIS)
    for at in range(window.start, window.end):
        if not marks.coloured:
            chars += [
                char for span in inside if span.start == at for char in run(f"[{marks.label(marks.spans[span][0])}")
            ]
        style = next((marks.spans[span][1] for span in reversed(inside) if span.start <= at < span.end), "")
        chars.append(Char(clean(content[at]), style if marks.coloured else ""))
        if not marks.coloured:
            chars += [Char("]") for span in inside if span.end == at + 1]
    if window.end < len(content) and content[window.end] != "\n" and window.end != evidence.end:
        chars += run(ELLIPSIS)
    return [char for char in chars if char.text]


def _cut_before(content: str, window: Span) -> bool:
    return window.start > 0 and content[window.start - 1] != "\n"
