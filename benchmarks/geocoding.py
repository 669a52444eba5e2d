"""Place mentions of real reports against points found by hand: how many are right, how many wrong and far off.

    python benchmarks/geocoding.py draw REPORTS.jsonl.gz         prints the mentions that were drawn, with context
    python benchmarks/geocoding.py score REPORTS.jsonl.gz        with the gazetteers the user has imported, if any

Drawn were 300 reports at random, and one of the place mentions that the finder reads in each at random. The gold holds
no text: a place's point (or country), how far it extends, and whether the point, the area or either is meant.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from marsad.knowledge import load_knowledge
from marsad.knowledge.gazetteer import WIDE, distance_km
from marsad.mentions.places import AREA
from marsad.model import Mention, MentionKind, Place, Report, Span
from marsad.reader import Reader

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "geocoding.jsonl"
SEED, DRAWN = 4, 300
RIGHT_KM, FAR_KM = 5.0, 25.0
LEAST_RIGHT, MOST_FAR = 0.85, 0.04
NOWHERE = ("no place", "cannot be known")
WIDE_KINDS = WIDE | {"sea", "river", "desert", "road", "area", "plain", "mountain", "valley", "island", "lake"}
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


def draw(reports: dict[str, Report], seed: int, most: int) -> Iterator[tuple[Report, Mention]]:
    """One place mention of each of so many reports; reports that name no place are passed over."""
    reader = Reader(load_knowledge())
    chance = random.Random(seed)
    order = sorted(reports)
    chance.shuffle(order)
    count = 0
    for id in order:
        report, _, mentions = reader.prepare(reports[id], TODAY)
        places = [each for each in mentions if each.kind is MentionKind.PLACE and each.rule != AREA]
        if places:
            yield report, chance.choice(places)
            count += 1
            if count == most:
                return


def show(reports: dict[str, Report], seed: int, most: int) -> None:
    for number, (report, mention) in enumerate(draw(reports, seed, most)):
        text, span = report.content, mention.span
        before, after = text[max(0, span.start - 130) : span.start], text[span.end : span.end + 130]
        words = f"{before}[[{text[span.start : span.end]}]]{after}".replace("\n", " / ")
        print(f"{number}\t{report.id}\t{span.start}-{span.end}\t{report.outlet}\t{mention.value}\t{words}")


class Answer(NamedTuple):
    """What a reading makes of a marked mention, and how that is judged."""

    row: dict[str, Any]
    place: Place | None
    verdict: str
    reason: str


def judge(row: dict[str, Any], place: Place | None) -> str:
    """How a place agrees with a row of the gold: right, missing, level, near, far.

    A point is right within 5 km, or within the `extent_km` of what is larger, an area when a wide place is
    given whose middle lies within the area's extent, a country when it is that country. What is no place, or cannot
    be known, is right without a point.
    """
    given = place is not None and place.latitude is not None
    if row["use"] in NOWHERE:
        return "far" if given else "right"
    if place is None or not given:
        return "missing"
    if "country" in row:
        return "right" if place.id == row["country"] else "level" if place.country == row["country"] else "far"
    meant = Place(id="", name="", kind="", country="", latitude=row["lat"], longitude=row["lon"], source="")
    apart = distance_km(place, meant) or 0.0
    extent = row.get("extent_km", 0.0)
    if apart >= FAR_KM + extent:
        return "far"
    if apart > max(RIGHT_KM, extent):
        return "near"
    wide = place.kind in WIDE_KINDS
    return "right" if row["level"] == "either" or (row["level"] == "area") == wide else "level"


def answers(reports: dict[str, Report], gold: Path) -> Iterator[Answer]:
    reader = Reader(load_knowledge())
    with gold.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            span = Span(row["start"], row["end"])
            reading = reader.read(reports[row["id"]], today=TODAY)
            link = next((each for each in reading.places if each.mention.span.overlaps(span)), None)
            place = reader.knowledge.gazetteer.places.get(link.target or "") if link else None
            yield Answer(row, place, judge(row, place), link.reason if link else "not read as a place")


def figures(found: list[Answer]) -> dict[str, float]:
    """The share right of what can be known, and of all the share of points that are far off."""
    known = [each for each in found if each.row["use"] not in NOWHERE]
    return {
        "right": sum(each.verdict == "right" for each in known) / len(known),
        "far": sum(each.verdict == "far" for each in found) / len(found),
    }


def score(reports: dict[str, Report], gold: Path, *, errors: bool) -> None:
    found = list(answers(reports, gold))
    share = figures(found)
    right, far = share["right"], share["far"]
    print(f"{len(found)} mentions")
    print(
        f"right within 5 km, or the right area    {right:.3f}   at least {LEAST_RIGHT}   {said(right >= LEAST_RIGHT)}"
    )
    print(f"wrong and 25 km off or more             {far:.3f}   at most {MOST_FAR}    {said(far <= MOST_FAR)}")
    for use in sorted({each.row["use"] for each in found}):
        counts = Counter(each.verdict for each in found if each.row["use"] == use)
        print(f"  {use:<16} {dict(counts.most_common())}")
    for each in found if errors else ():
        if each.verdict != "right":
            content = reports[each.row["id"]].content
            around = content[max(0, each.row["start"] - 50) : each.row["end"] + 50].replace("\n", " / ")
            name = content[each.row["start"] : each.row["end"]]
            print(f"{each.verdict}\t{name}\t{each.place and each.place.id}\t{each.reason}\t{around}")


def said(reached: bool) -> str:
    return "reached" if reached else "missed"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("do", choices=["draw", "score"])
    parser.add_argument("reports", type=Path)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--most", type=int, default=DRAWN)
    parser.add_argument("--errors", action="store_true", help="list what is not right")
    parser.add_argument("--json", action="store_true", help="the two shares alone")
    asked = parser.parse_args()
    if asked.do == "draw":
        show(reports_of(asked.reports), asked.seed, asked.most)
    elif asked.json:
        print(json.dumps(figures(list(answers(reports_of(asked.reports), asked.gold)))))
    else:
        score(reports_of(asked.reports), asked.gold, errors=asked.errors)
