"""Draws pairs of annotated events that a matcher finds hard, to be judged by people.

    python benchmarks/incident_pairs.py draw            prints pairs with their texts; nothing is judged here

Events of training/annotations.jsonl stand as claims given right. Pairs come from blocks of the matcher, so they are
near in time and place; equal numbers are drawn from each band of its chance, so that most of them are neither plainly
one happening nor plainly two. No claim is drawn more than twice, and no pair that is judged already.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

from annotations import load_annotations
from given import given_reading, report_of

from marsad.incidents import compare
from marsad.ledger import Asked, Item, Ledger, sighting_of
from marsad.model import ClaimKind, ClaimRecord
from marsad.model.incident import Pair
from marsad.reader import reader_of
from marsad.serve.incidents import rows_of

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "reports.jsonl.gz"
ANNOTATED = ROOT / "training" / "annotations.jsonl"
BANDS = (0.0005, 0.02, 0.1, 0.3, 0.5, 0.7, 0.85, 0.95, 0.99, 1.0001)
SEED, EACH, MOST = 5, 22, 2


def annotated_records(ledger: Ledger, corpus: Path = CORPUS) -> list[ClaimRecord]:
    """The annotated events of the corpus as claims of a ledger."""
    reader = reader_of()
    ledger.knowing(reader.knowledge)
    items = []
    for gold in load_annotations(ANNOTATED, corpus):
        report = report_of(gold)
        reading = given_reading(report, gold["events"], reader)
        items.append(Item(report, sighting_of(report, "corpus"), reading))
    ledger.add(items)
    return ledger.find(Asked(kinds=(ClaimKind.EVENT,)))


def draw(pairs: list[Pair], records: dict[str, ClaimRecord], seed: int, each: int) -> list[Pair]:
    """Pairs of two reports, equally many from every band of chance."""
    chance = random.Random(seed)
    bands: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if records[pair.left].report != records[pair.right].report:
            bands[sum(pair.chance >= edge for edge in BANDS)].append(pair)
    used: Counter[str] = Counter()
    chosen = []
    for band in sorted(bands):
        found = sorted(bands[band])
        chance.shuffle(found)
        kept = 0
        for pair in found:
            if kept < each and used[pair.left] < MOST and used[pair.right] < MOST:
                used.update((pair.left, pair.right))
                chosen.append(pair)
                kept += 1
    return chosen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("draw",))
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--each", type=int, default=EACH, help="pairs of each band of chance")
    args = parser.parse_args()
    with TemporaryDirectory() as folder, Ledger.open(Path(folder) / "pairs.db", create=True) as ledger:
        records = annotated_records(ledger, args.corpus)
        pairs = compare(rows_of(ledger, records), least=BANDS[0])
    of = {record.key: record for record in records}
    for number, pair in enumerate(draw(pairs, of, args.seed, args.each)):
        print(f"--- {number}  {pair.chance:.3f}")
        for key in (pair.left, pair.right):
            claim = of[key]
            print(f"{claim.report_id}\t{claim.evidence.start}-{claim.evidence.end}\t{claim.published}\t{claim.days}")
            print(f"  {claim.type}\t{claim.place and claim.place.value}\t{claim.quote}")


if __name__ == "__main__":
    main()
