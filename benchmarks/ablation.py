"""What each learned part earns: python benchmarks/ablation.py [--markdown]

Each learned model in turn gives way to the few weights set by hand (src/marsad/data/core/rules); then all of them
do. Figures are F1 on the halves of the shared dev.jsonl and on the own gold.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from gold import OWN, SHARED, in_odd_half
from marsad.evaluate import evaluate, load_gold
from marsad.knowledge import Knowledge, load_knowledge
from marsad.model import Report
from marsad.reader import Reader
from marsad.serve.cli.codebook import codebook_form

SHOWN = ("record", "detect", "typed", "date", "place", "actor", "casualty")
TODAY = date(2026, 1, 1)


def report_of(gold: dict[str, Any]) -> Report:
    published = gold.get("published")
    return Report(
        id=gold["id"],
        title=gold["title"] or "",
        text=gold["text"],
        outlet=gold.get("outlet"),
        published=date.fromisoformat(published) if published else None,
    )


def bodies() -> Iterator[tuple[str, Knowledge]]:
    """The learned reader, then one model at a time set by hand, then all."""
    learned, by_hand = load_knowledge(), load_knowledge(without_model=True)
    yield "all learned", learned
    for name in learned.models:
        yield f"{name} by hand", replace(learned, models=learned.models | {name: by_hand.models[name]})
    yield "all by hand", by_hand


def figures(golds: list[dict[str, Any]], knowledge: Knowledge) -> dict[str, float]:
    reader = Reader(knowledge)
    scores = evaluate(golds, (codebook_form(reader.read(report_of(gold), today=TODAY)) for gold in golds))
    told = scores.as_dict()
    return {name: told[name]["f1"] for name in SHOWN}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    sets = {"own": load_gold(OWN)}
    dev = SHARED / "dev.jsonl"
    if dev.exists():
        golds = load_gold(dev)
        sets["even"] = [gold for gold in golds if not in_odd_half(gold["id"])]
        sets["odd"] = [gold for gold in golds if in_odd_half(gold["id"])]
    found = {
        part: {name: figures(list(golds), knowledge) for name, golds in sets.items()} for part, knowledge in bodies()
    }
    if args.json:
        print(json.dumps(found, indent=1))
        return
    print("| part | " + " | ".join(f"{name} record | {name} detect" for name in sets) + " |")
    print("|---|" + "---|---|" * len(sets))
    for part, row in found.items():
        print(f"| {part} | " + " | ".join(f"{row[n]['record']:.3f} | {row[n]['detect']:.3f}" for n in sets) + " |")


if __name__ == "__main__":
    main()
