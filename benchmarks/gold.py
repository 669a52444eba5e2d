"""How well Marsad reads: `make gold`, or `python benchmarks/gold.py [--json | --markdown] [--errors N]`.

Scores on the own gold and, where the shared gold lies beside the checkout (../shared, or MARSAD_SHARED), on
both halves of its dev.jsonl and on the sentences of gsr_dev.csv. The even half is for reading errors, the odd
half is for measuring only: `--errors` never shows it.
"""

import argparse
import csv
import json
import os
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import marsad
from marsad.evaluate import (
    FIGURES,
    Interval,
    Scores,
    difference_lines,
    evaluate,
    load_gold,
    reliability,
    reliability_lines,
    threshold_figures,
)
from marsad.model import EventFamily, Modality, Reading, Report
from marsad.serve.cli.codebook import codebook_form
from marsad.sources import read_sources

ROOT = Path(__file__).resolve().parents[1]
OWN = ROOT / "tests" / "gold" / "reports.jsonl"
SHARED = Path(os.environ.get("MARSAD_SHARED", ROOT.parent / "shared")) / "gold"
FAMILIES = {
    "ASSAULT": {EventFamily.BATTLES, EventFamily.REMOTE, EventFamily.CIVILIANS},
    "PROTEST": {EventFamily.PROTESTS, EventFamily.RIOTS},
}
NEGATIVES = {"easy": {"easy no"}, "all": {"easy no", "difficult no"}}
THRESHOLDS = (0.0, 0.3, 0.5, 0.7, 0.9)
SAMPLES = 400
SEED = 1
DAY_IN_ID = re.compile(r"_(\d{4})(\d\d)(\d\d)\.")


@dataclass(frozen=True)
class Sentence:
    """A sentence that people judged: its document, their label, and how sure the reader is of an event."""

    document: str
    label: str
    score: float

    @property
    def wanted(self) -> bool:
        """Whether people found an event of the kind in it."""
        return self.label == "yes"


@dataclass(frozen=True)
class Detection:
    """How well sentences that tell an event are told from others."""

    sentences: int
    precision: float
    recall: float
    f1: float
    average_precision: float


def in_odd_half(report_id: str) -> bool:
    """Whether a report of dev.jsonl is for measuring only."""
    return int(sha256(report_id.encode()).hexdigest(), 16) % 2 == 1


def read_gold(path: Path) -> list[dict[str, Any]]:
    """The readings of the reports of a gold file, in the codebook's form."""
    reports = (report for report in read_sources([path]) if isinstance(report, Report))
    return [codebook_form(marsad.read(report)) for report in reports]


def score_halves() -> dict[str, Scores]:
    """Scores of the own gold, and of dev.jsonl as a whole and in halves."""
    scores = {"own": evaluate(load_gold(OWN), read_gold(OWN))}
    dev = SHARED / "dev.jsonl"
    if not dev.exists():
        return scores
    golds, reads = load_gold(dev), read_gold(dev)
    scores["dev"] = evaluate(golds, reads)
    scores["even"] = evaluate([gold for gold in golds if not in_odd_half(gold["id"])], reads)
    scores["odd"] = evaluate([gold for gold in golds if in_odd_half(gold["id"])], reads)
    return scores


def judge_sentences(path: Path) -> dict[str, list[Sentence]]:
    """Every sentence of gsr_dev.csv that people agreed on, with the reader's confidence, by kind of event."""
    judged: dict[str, list[Sentence]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines)):
            if row["label"] == "ambiguous":
                continue
            reading = marsad.read(Report(id=f"{row['id']}#{number}", text=row["text"], published=_day_in(row["id"])))
            score = highest_confidence(reading, FAMILIES[row["event_type"]])
            judged[row["event_type"]].append(Sentence(row["id"].rpartition("-")[0], row["label"], score))
    return judged


def highest_confidence(reading: Reading, families: set[EventFamily]) -> float:
    """The confidence of the surest event of the families that a reading claims; 0 when it claims none."""
    return max(
        (
            event.provenance.confidence
            for event in reading.events
            if event.type.family in families
            and event.provenance.modality in {Modality.ASSERTED, Modality.UNCONFIRMED}
            and not event.aggregate
        ),
        default=0.0,
    )


def detection(sentences: Sequence[Sentence]) -> Detection:
    """Precision, recall and F1 of "the reader claims an event", and average precision by its confidence."""
    hits = sum(sentence.wanted for sentence in sentences if sentence.score > 0)
    read = sum(sentence.score > 0 for sentence in sentences)
    wanted = sum(sentence.wanted for sentence in sentences)
    return Detection(
        sentences=len(sentences),
        precision=hits / read if read else 0.0,
        recall=hits / wanted if wanted else 0.0,
        f1=2 * hits / (read + wanted) if read + wanted else 0.0,
        average_precision=average_precision(sentences),
    )


def average_precision(sentences: Sequence[Sentence]) -> float:
    """The precision at each height of recall, weighted by the step; sentences of one score are one step."""
    wanted = sum(sentence.wanted for sentence in sentences)
    by_score: dict[float, list[bool]] = defaultdict(list)
    for sentence in sentences:
        by_score[sentence.score].append(sentence.wanted)
    area, hits, read = 0.0, 0, 0
    for score in sorted(by_score, reverse=True):
        hits += sum(by_score[score])
        read += len(by_score[score])
        area += sum(by_score[score]) * hits / read
    return area / wanted if wanted else 0.0


def interval_of(sentences: Sequence[Sentence], figure: Callable[[Sequence[Sentence]], float]) -> Interval:
    """The 95% interval of a figure over documents drawn with replacement."""
    documents: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        documents[sentence.document].append(sentence)
    draw, pool = random.Random(SEED), list(documents.values())
    samples = sorted(
        figure([sentence for document in draw.choices(pool, k=len(pool)) for sentence in document])
        for _ in range(SAMPLES)
    )
    return Interval(low=samples[SAMPLES // 40], high=samples[-1 - SAMPLES // 40])


def _day_in(sentence_id: str) -> date | None:
    """The day of publication in an id: AAW_ARB_20071026.0026-2 is of 26 October 2007."""
    found = DAY_IN_ID.search(sentence_id)
    return date(*map(int, found.groups())) if found else None


def score_sentences() -> Iterator[tuple[str, str, Detection, Interval]]:
    """Detection of each kind of event against each set of negatives, with the interval of its F1."""
    for kind, sentences in judge_sentences(SHARED / "gsr_dev.csv").items():
        for name, labels in NEGATIVES.items():
            chosen = [sentence for sentence in sentences if sentence.label in labels | {"yes"}]
            yield kind, name, detection(chosen), interval_of(chosen, lambda drawn: detection(drawn).f1)


def scores_lines(scores: dict[str, Scores]) -> Iterator[str]:
    """Figures down, sets across: F1 with precision, recall and the interval."""
    columns = list(scores)
    yield " " * 12 + "".join(f"{name + f' ({scores[name].reports})':<38}" for name in columns)
    yield " " * 12 + "F1    (95% interval)  P     R          " * len(columns)
    for figure in FIGURES:
        yield f"{figure:<12}" + "".join(_cell(scores[name], figure) for name in columns)
    quiet = (f"{scores[name].quiet.hits} of {scores[name].quiet.gold}" for name in columns)
    yield f"{'quiet':<12}" + "".join(f"{cell:<38}" for cell in quiet)
    means = (f"{scores[name].record_mean:.3f}" for name in columns)
    yield f"{'record mean':<12}" + "".join(f"{cell:<38}" for cell in means)


def _cell(scores: Scores, name: str) -> str:
    figure, bounds = scores[name], scores.interval(name)
    words = f"{figure.f1:.3f} ({bounds.low:.3f}-{bounds.high:.3f}) {figure.precision:.3f} {figure.recall:.3f}"
    return f"{words:<38}"


def sentences_lines(rows: Iterable[tuple[str, str, Detection, Interval]]) -> Iterator[str]:
    """One line for each kind of event and set of negatives."""
    yield "gsr_dev           sentences  P      R      F1     (95% interval)  AP"
    for kind, negatives, figures, bounds in rows:
        yield (
            f"{kind} {negatives:<9} {figures.sentences:>9}  {figures.precision:.3f}  {figures.recall:.3f}  "
            f"{figures.f1:.3f}  ({bounds.low:.3f}-{bounds.high:.3f})   {figures.average_precision:.3f}"
        )


def confidence_lines(scores: Scores) -> Iterator[str]:
    """Whether the confidence of events means what it says, and what is left when unsure ones are dropped."""
    events = [claim for claim in scores.judged if claim.kind == "event"]
    yield "Confidence of events (right: paired with an event of the same type)"
    yield from reliability_lines(reliability(events))
    yield "least confidence   P      R      F1   (typed)"
    for least, figure in threshold_figures(events, scores["typed"].gold, THRESHOLDS).items():
        yield f"{least:<18.1f} {figure.precision:.3f}  {figure.recall:.3f}  {figure.f1:.3f}"


def as_json(scores: dict[str, Scores], rows: Iterable[tuple[str, str, Detection, Interval]]) -> dict[str, Any]:
    """Everything the tables show."""
    out: dict[str, Any] = {}
    for name, one in scores.items():
        out[name] = one.as_dict() | {
            "interval": {figure: _bounds(one.interval(figure)) for figure in FIGURES},
            "calibration_error": reliability(claim for claim in one.judged if claim.kind == "event").error,
        }
    for kind, negatives, figures, bounds in rows:
        out[f"{kind} {negatives}"] = {
            "p": figures.precision,
            "r": figures.recall,
            "f1": figures.f1,
            "ap": figures.average_precision,
            "interval": _bounds(bounds),
        }
    return out


def markdown_lines(scores: dict[str, Scores], rows: Iterable[tuple[str, str, Detection, Interval]]) -> Iterator[str]:
    """The tables of docs/accuracy.md."""
    columns = list(scores)
    yield "| figure | " + " | ".join(f"{name} ({scores[name].reports} reports)" for name in columns) + " |"
    yield "|---" * (len(columns) + 1) + "|"
    for figure in FIGURES:
        cells = (_short(scores[name][figure].f1, scores[name].interval(figure)) for name in columns)
        yield f"| {figure} | " + " | ".join(cells) + " |"
    quiet = (f"{scores[name].quiet.hits} of {scores[name].quiet.gold}" for name in columns)
    yield "| quiet | " + " | ".join(quiet) + " |"
    yield ""
    yield "| sentences | against | precision | recall | F1 | average precision |"
    yield "|---|---|---|---|---|---|"
    for kind, negatives, found, bounds in rows:
        f1 = _short(found.f1, bounds)
        yield (
            f"| {kind} | {negatives} | {found.precision:.3f} | {found.recall:.3f} | {f1} "
            f"| {found.average_precision:.3f} |"
        )
    yield ""
    table = reliability(claim for claim in scores[columns[-1]].judged if claim.kind == "event")
    yield "| confidence | events | mean confidence | right |"
    yield "|---|---|---|---|"
    for row in table.bins:
        yield f"| {row.low:.1f} - {row.high:.1f} | {row.claims} | {row.confidence:.2f} | {row.right:.2f} |"
    yield ""
    yield f"Expected calibration error: {table.error:.3f}"


def _short(value: float, bounds: Interval) -> str:
    return f"{value:.3f} ({bounds.low:.3f} - {bounds.high:.3f})"


def _bounds(interval: Interval) -> list[float]:
    return [round(interval.low, 4), round(interval.high, 4)]


def main() -> None:
    """Read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--markdown", action="store_true", help="print the tables of docs/accuracy.md")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N examples of each class")
    parser.add_argument("--set", choices=("own", "even"), default="even", help="whose errors to show")
    options = parser.parse_args()
    scores = score_halves()
    rows = list(score_sentences()) if (SHARED / "gsr_dev.csv").exists() else []
    if options.json:
        print(json.dumps(as_json(scores, rows), indent=1))
        return
    if options.markdown:
        print(*markdown_lines(scores, rows), sep="\n")
        return
    print("\n".join(scores_lines(scores)))
    if "odd" in scores:
        print("", *confidence_lines(scores["odd"]), sep="\n")
        print("", *sentences_lines(rows), sep="\n")
    else:
        print(f"\nThe shared gold is not at {SHARED}: set MARSAD_SHARED to the folder that holds gold/.")
    chosen = options.set if options.set in scores else "own"
    if options.errors:
        print("", f"Errors of {chosen}", *difference_lines(scores[chosen].differences, options.errors), sep="\n")


if __name__ == "__main__":
    main()
