"""Lines of Arabic and English on a terminal or in a file: cleaned, wrapped, turned where needed, coloured."""

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from marsad.serve.cli.bidi import CONTROLS, is_right_to_left, visual_order
from marsad.serve.cli.options import Bidi

WIDEST = 100  # columns: longer lines of running text tire the eye
NARROWEST = 40
RIGHT_TO_LEFT_ISOLATE = "\u2067"
POP_ISOLATE = "\u2069"
REPLACEMENT = "\ufffd"
TERMINAL_DOES_NOT_TURN = "\x1b[8l"  # ECMA-48, bi-directional support mode: what is written is in visual order
TERMINAL_TURNS = "\x1b[8h"
VTE_WITH_BIDI = 5800


class Char(NamedTuple):
    """A character and the style it is shown in."""

    text: str
    style: str = ""


class _Cell(NamedTuple):
    text: str
    style: str
    run: int
    right_to_left: bool


Run = Sequence[Char]


def run(text: str, style: str = "") -> list[Char]:
    """A stretch of text of one direction, without anything a terminal would obey."""
    return [Char(shown, style) for char in text if (shown := clean(char))]


def clean(char: str) -> str:
    """The character as it may be shown: no control of cursor or direction gets through."""
    if char.isprintable():
        return char
    if char in CONTROLS:
        return ""
    kind = unicodedata.category(char)
    if char in "\n\r\t" or kind.startswith("Z"):
        return " "
    return REPLACEMENT if kind == "Cc" else char


def choose_bidi(wanted: Bidi, *, terminal: bool, environment: Mapping[str, str] = os.environ) -> Bidi:
    """The mode `auto` stands for here: files keep the order of speech, and most terminals turn nothing."""
    if wanted != Bidi.AUTO:
        return wanted
    if not terminal:
        return Bidi.NONE
    vte = environment.get("VTE_VERSION", "")
    turns = (
        (vte.isdecimal() and int(vte) >= VTE_WITH_BIDI)
        or "KONSOLE_VERSION" in environment
        or environment.get("TERM_PROGRAM") in ("Apple_Terminal", "mintty")
        or environment.get("TERM", "").startswith("mlterm")
        or "INSIDE_EMACS" in environment
    )
    return Bidi.TERMINAL if turns else Bidi.VISUAL


class Page:
    """Where lines are written: a console, its width, and who turns right-to-left text."""

    def __init__(self, console: Console, bidi: Bidi = Bidi.AUTO) -> None:
        self.console = console
        self.bidi = choose_bidi(bidi, terminal=console.is_terminal)
        self.width = max(NARROWEST, min(console.width, WIDEST))
        self.coloured = console.color_system is not None and not console.no_color

    @contextmanager
    def open(self) -> Iterator[None]:
        """Tells a terminal that could turn text itself to leave visual lines as they are, and undoes it."""
        explicit = self.bidi == Bidi.VISUAL and self.console.is_terminal
        if explicit:
            self.console.file.write(TERMINAL_DOES_NOT_TURN)
        try:
            yield
        finally:
            if explicit:
                self.console.file.write(TERMINAL_TURNS)

    def row(self, *runs: Run, indent: int = 0, hang: int = 0) -> None:
        """Runs after one another from the left; further lines are indented by `hang` more."""
        first = self.width - indent
        for number, line in enumerate(_wrap(runs, first, first - hang)):
            self._write(" " * (indent + (hang if number else 0)), line)

    def quote(self, chars: Run, *, indent: int = 0) -> None:
        """Running text on lines of its own, set to the right where it is written from there."""
        room = self.width - indent
        for line in _wrap([chars], room, room):
            shown = "".join(cell.text for cell in line)
            flush_right = self.bidi == Bidi.VISUAL and any(cell.right_to_left for cell in line)
            self._write(" " * (indent + (max(0, room - cell_len(shown)) if flush_right else 0)), line)

    def blank(self) -> None:
        """An empty line."""
        self.console.print()

    def _write(self, start: str, line: Sequence[_Cell]) -> None:
        text = Text(start)
        for _, group in groupby(line, key=lambda cell: cell.run):
            for style, chars in groupby(self._turn(list(group)), key=lambda char: char.style):
                text.append("".join(char.text for char in chars), style or None)
        self.console.print(text, soft_wrap=True, highlight=False)

    def _turn(self, cells: list[_Cell]) -> Iterable[Char]:
        chars = [Char(cell.text, cell.style) for cell in cells]
        if self.bidi == Bidi.VISUAL:
            text = "".join(char.text for char in chars)
            glyphs = visual_order(text, right_to_left=cells[0].right_to_left)
            return [Char(glyph.text, chars[glyph.at].style) for glyph in glyphs]
        if self.bidi == Bidi.TERMINAL and cells[0].right_to_left:
            return [Char(RIGHT_TO_LEFT_ISOLATE), *chars, Char(POP_ISOLATE)]
        return chars


def _wrap(runs: Iterable[Run], first: int, others: int) -> Iterator[list[_Cell]]:
    """Lines of at most so many columns, broken at spaces; a word longer than a line is cut."""
    cells = [
        _Cell(char.text, char.style, number, right_to_left)
        for number, chars in enumerate(runs)
        for right_to_left in [is_right_to_left("".join(char.text for char in chars))]
        for char in chars
    ]
    at, room = 0, first
    while at < len(cells):
        end = _end_of_line(cells, at, room)
        yield cells[at:end]
        at, room = end, others
        while at < len(cells) and cells[at].text == " ":
            at += 1


def _end_of_line(cells: Sequence[_Cell], start: int, room: int) -> int:
    """Where the line that begins at `start` is broken."""
    used = last_space = 0
    for at in range(start, len(cells)):
        if cells[at].text == " ":
            last_space = at
        used += cell_len(cells[at].text)
        if used > room and cells[at].text != " ":
            return last_space or max(at, start + 1)
    return len(cells)
