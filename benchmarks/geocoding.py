"""Place mentions of real reports against points found by hand: how many are right, how many wrong and far off.

    python benchmarks/geocoding.py draw REPORTS.jsonl.gz         prints the mentions that were drawn, with context
    python benchmarks/geocoding.py score REPORTS.jsonl.gz        with the gazetteers the user has imported, if any

Drawn were 300 reports at random, and one of the place mentions that the finder reads in each at random.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from marsad.knowledge import load_knowledge
from marsad.mentions.places import AREA
from marsad.model import Mention, MentionKind, Report
from marsad.reader import Reader

SEED, DRAWN = 4, 300
TODAY = date(2026, 1, 1)


def reports_of(path: Path) -> dict[str, Report]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return {row["id"]: _report(row) for row in map(json.loads, lines)}


def _report(row: dict[str, Any]) -> Report:
    published = date.fromisoformat(row["published"][:10]) if row.get("published") else None
    return Report(
        id=row["id"],
        title=row.get("title") or "",
        text=row["text"],
        url=row.get("url"),
        outlet=row.get("outlet"),
        published=published,
    )


def draw(reports: dict[str, Report]) -> Iterator[tuple[Report, Mention]]:
    """One place mention of each of 300 reports; reports that name no place are passed over."""
    reader = Reader(load_knowledge())
    chance = random.Random(SEED)
    order = sorted(reports)
    chance.shuffle(order)
    count = 0
    for id in order:
        report, _, mentions = reader.prepare(reports[id], TODAY)
        places = [each for each in mentions if each.kind is MentionKind.PLACE and each.rule != AREA]
        if places:
            yield report, chance.choice(places)
            count += 1
            if count == DRAWN:
                return


def show(reports: dict[str, Report]) -> None:
    for number, (report, mention) in enumerate(draw(reports)):
        text, span = report.content, mention.span
        before, after = text[max(0, span.start - 130) : span.start], text[span.end : span.end + 130]
        words = f"{before}[[{text[span.start : span.end]}]]{after}".replace("\n", " / ")
        print(f"{number}\t{report.id}\t{span.start}-{span.end}\t{report.outlet}\t{mention.value}\t{words}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("do", choices=["draw", "score"])
    parser.add_argument("reports", type=Path)
    asked = parser.parse_args()
    show(reports_of(asked.reports))
