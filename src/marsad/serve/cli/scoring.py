"""`marsad evaluate`: gold and readings brought together, and the figures printed."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from rich.console import Console

from marsad.evaluate import Scores, difference_lines, evaluate, load_gold, score_lines
from marsad.model import Reading
from marsad.serve.cli.codebook import codebook_form
from marsad.serve.cli.page import Page, run
from marsad.serve.progress import ProgressBar
from marsad.serve.readings import readings
from marsad.sources import Failure, size_of


def score(gold: Path, read: Path | None, *, without_model: bool = False) -> tuple[Scores, list[Failure]]:
    """The figures of a file of readings, or of the gold's own reports read now."""
    golds = load_gold(gold)
    if read is not None:
        return evaluate(golds, load_gold(read)), []
    failures: list[Failure] = []
    return evaluate(golds, _read_now(gold, failures, without_model)), failures


def _read_now(gold: Path, failures: list[Failure], without_model: bool) -> Iterator[dict[str, Any]]:
    bar = ProgressBar(size_of([gold]))
    with bar.open():
        for found in readings([str(gold)], bar=bar, without_model=without_model):
            if isinstance(found, Failure):
                failures.append(found)
            elif isinstance(found, Reading):
                yield codebook_form(found)


def print_scores(scores: Scores, *, errors: int, json: bool) -> None:
    """The figures as a table or as JSON, then examples of what went wrong."""
    if json:
        sys.stdout.buffer.write(msgspec.json.encode(scores.as_dict()) + b"\n")
        return
    page = Page(Console())
    with page.open():
        for line in score_lines(scores):
            page.row(run(line))
        if errors:
            page.blank()
            for line in difference_lines(scores.differences, errors):
                page.row(run(line))
