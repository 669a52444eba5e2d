"""Actor mentions of the shared gold against verdicts given by hand: how many are linked, and how many of those rightly.

    python benchmarks/actor_links.py list DEV.jsonl TRAIN.jsonl       prints the links that were checked, with context
    python benchmarks/actor_links.py score DEV.jsonl TRAIN.jsonl

A mention is where an actor of a gold claim stands in its evidence, else in the report. Checked were all links of the
even half of the first gold, and as many of the second's, drawn at random, as make 200. Verdicts hold ids, spans and
whom the mention means, no text; links of other mentions are counted as linked, and not as right or wrong.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from marsad.knowledge import load_knowledge
from marsad.model import Link, Report, Span
from marsad.reader import Reader

VERDICTS = Path(__file__).parents[1] / "tests" / "gold" / "actor_links.jsonl"
SEED, CHECKED = 4, 200
TODAY = date(2026, 1, 1)


class Linked(NamedTuple):
    """An actor mention of the gold, and the link that reading gives it."""

    report: Report
    span: Span
    link: Link | None

    @property
    def target(self) -> str | None:
        return self.link.target if self.link else None


def is_even(id: str) -> bool:
    return int(sha256(id.encode()).hexdigest(), 16) % 2 == 0


def mentions_of(row: dict[str, Any], report: Report) -> list[Span]:
    """Where the actors of a gold report stand, each once: those of events, control, movements and flows."""
    found: dict[Span, None] = {}
    for claim in (claim for kind in ("events", "control", "movement", "flow") for claim in row[kind]):
        evidence = max(report.content.find(claim.get("evidence") or ""), 0)
        names = [actor["text"] for actor in claim.get("actors", ())]
        names += [claim[slot] for slot in ("holder", "previous", "actor") if claim.get(slot)]
        for name in names:
            whole = re.compile(rf"(?:(?<!\w)|(?<=\b[وفبلك])|(?<=\b[وف][بلك])){re.escape(name)}(?!\w)")
            match = whole.search(report.content, evidence) or whole.search(report.content)
            if match is not None:
                found[Span(*match.span())] = None
    return list(found)


def link_on(span: Span, links: tuple[Link, ...]) -> Link | None:
    """The link of the mention that shares most with a span."""
    touching = [link for link in links if link.mention.span.overlaps(span)]
    return max(touching, key=lambda link: _shared(link.mention.span, span), default=None)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def links(gold: Path, *, even: bool | None = None) -> Iterator[Linked]:
    """Every actor mention of a gold file, or of its even half, with its link."""
    reader = Reader(load_knowledge())
    with gold.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if even is not None and is_even(row["id"]) != even:
                continue
            published = date.fromisoformat(row["published"][:10]) if row.get("published") else None
            report = Report(
                id=row["id"],
                title=row["title"] or "",
                text=row["text"],
                outlet=row.get("outlet"),
                published=published,
            )
            reading = reader.read(report, today=TODAY)
            for span in mentions_of(row, report):
                yield Linked(report, span, link_on(span, reading.actors))


def show(first: Path, second: Path) -> None:
    """The linked mentions that are to be checked."""
    chosen = [each for each in links(first, even=True) if each.target]
    others = [each for each in links(second, even=True) if each.target]
    chosen += random.Random(SEED).sample(others, max(0, CHECKED - len(chosen)))
    for number, each in enumerate(chosen):
        text, span = each.report.content, each.span
        before, after = text[max(0, span.start - 60) : span.start], text[span.end : span.end + 60]
        words = f"{before}[[{text[span.start : span.end]}]]{after}".replace("\n", " / ")
        print(f"{number}\t{each.report.id}\t{span.start}-{span.end}\t{each.report.published}\t{each.target}\t{words}")


def score(golds: list[Path]) -> dict[str, float]:
    """The share linked in each gold, and the share right of the links that were checked."""
    with VERDICTS.open(encoding="utf-8") as lines:
        meant = {(row["id"], row["start"], row["end"]): row["actors"] for row in map(json.loads, lines)}
    figures: dict[str, float] = {}
    checked = right = 0
    for gold in golds:
        found = list(links(gold))
        linked = [each for each in found if each.target]
        figures[f"linked of {len(found)} in {gold.stem}"] = len(linked) / len(found)
        for each in linked:
            wanted = meant.get((each.report.id, each.span.start, each.span.end))
            if wanted is not None:
                checked += 1
                right += each.target in wanted
    return figures | {"checked": checked, "right": right / checked if checked else 0.0}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("do", choices=["list", "score"])
    parser.add_argument("golds", type=Path, nargs=2)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    if asked.do == "list":
        show(*asked.golds)
    elif asked.json:
        print(json.dumps(score(asked.golds)))
    else:
        for name, value in score(asked.golds).items():
            print(f"{name:<28}{value:g}" if name == "checked" else f"{name:<28}{value:.3f}")
