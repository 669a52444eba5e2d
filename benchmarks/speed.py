"""How fast Marsad reads, on one core: `make bench`, or `python benchmarks/speed.py [--limit N] [--json]`.

Reads the corpus beside the checkout (../shared, or MARSAD_SHARED); without it the own gold over and over.
Everything is measured in one run, so that the ratio to a bare scan for the same words holds on any machine.
"""

import argparse
import gzip
import itertools
import json
import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

import ahocorasick_rs

import marsad
from marsad.knowledge import load_knowledge
from marsad.knowledge.gazetteer import spellings
from marsad.knowledge.packs import CELL_SEPARATOR, SHIPPED
from marsad.model import Report
from marsad.text.analysis import analyse
from marsad.text.normalize import fold

ROOT = Path(__file__).resolve().parents[1]
CORPUS = Path(os.environ.get("MARSAD_SHARED", ROOT.parent / "shared")) / "corpus" / "reports.jsonl.gz"
OWN = ROOT / "tests" / "gold" / "reports.jsonl"
COMMAND = Path(sys.executable).with_name("marsad")
STARTS = 7
FEW, MANY = 1_000, 6_000
LENGTHS = (10_000, 100_000, 1_000_000)
LEAST_KEY = 3  # characters: shorter keys are found in every word
MEGABYTE = 1 << 20

HOSTILE: dict[str, Callable[[int], str]] = {
    "a million و": lambda size: "و" * size,
    "وال without end": lambda size: "وال" * (size // 3),
    "no spaces": lambda size: "قصفالطيرانمدينةحلب" * (size // 18),
    "one sentence": lambda size: "قتل ثلاثة في غارة على حلب و" * (size // 27),
    "nested quotes": lambda size: "«" * (size // 2) + "»" * (size // 2),
    "open brackets": lambda size: "([{" * (size // 3),
    "digits": lambda size: "٣" * size,
    "numbers": lambda size: "ثلاثة وعشرون ألفا و" * (size // 19),
    "marks alone": lambda size: "\u0651\u0640" * (size // 2),
    "weekdays": lambda size: "يوم الجمعة " * (size // 11),
    "names": lambda size: "محمد أحمد علي " * (size // 14),
    "triggers": lambda size: "قصف غارة اشتباك " * (size // 16),
    "spaces": lambda size: " " * size,
}


@dataclass(frozen=True)
class Figure:
    """One measured figure, and the mark it must reach where there is one."""

    name: str
    value: float
    unit: str
    at_least: float | None = None
    at_most: float | None = None

    @property
    def verdict(self) -> str:
        """Whether the mark is reached."""
        if self.at_least is None and self.at_most is None:
            return ""
        low = self.at_least is None or self.value >= self.at_least
        high = self.at_most is None or self.value <= self.at_most
        mark = f"at least {self.at_least:g}" if self.at_least is not None else f"at most {self.at_most:g}"
        return f"{mark}: {'reached' if low and high else 'MISSED'}"


def load_reports(limit: int | None) -> list[Report]:
    """The reports of the corpus, or of the own gold over and over until there are enough."""
    if CORPUS.exists():
        with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
            return [_report(line, number) for number, line in enumerate(itertools.islice(lines, limit))]
    own = [line for line in OWN.read_text(encoding="utf-8").split("\n") if line]
    lines_again = itertools.islice(itertools.cycle(own), limit or MANY)
    return [_report(line, number) for number, line in enumerate(lines_again)]


def _report(line: str, number: int) -> Report:
    fields = json.loads(line)
    published = date.fromisoformat(fields["published"]) if fields.get("published") else None
    return Report(id=f"{fields['id']}#{number}", title=fields["title"] or "", text=fields["text"], published=published)


def seconds_to_read(reports: Sequence[Report]) -> float:
    """How long reading the reports takes, links and all."""
    start = perf_counter()
    for report in reports:
        marsad.read(report)
    return perf_counter() - start


def lexicon_keys() -> list[str]:
    """Every word and name that the packs and the gazetteer know, folded as it is looked for in text."""
    cells = (cell for path in SHIPPED.rglob("*.tsv") for cell in _cells(path))
    places = (key for place in load_knowledge().gazetteer.places.values() for key in spellings(place.name))
    keys = {fold(value).strip() for value in cells} | set(places)
    return sorted(key for key in keys if len(key) >= LEAST_KEY and any("ء" <= letter <= "ي" for letter in key))


def _cells(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from itertools.chain.from_iterable(cell.split(CELL_SEPARATOR) for cell in line.split("\t"))


def seconds_to_scan(keys: Sequence[str], texts: Sequence[str], *, every: bool) -> float:
    """How long a bare Aho-Corasick automaton takes over folded texts.

    It finds every occurrence of every key, as a reader needs them, or only the longest from left to right.
    """
    kind = ahocorasick_rs.MatchKind.Standard if every else ahocorasick_rs.MatchKind.LeftmostLongest
    automaton = ahocorasick_rs.AhoCorasick(keys, matchkind=kind)
    start = perf_counter()
    for text in texts:
        automaton.find_matches_as_indexes(text, overlapping=every)
    return perf_counter() - start


def measure_throughput(reports: Sequence[Report]) -> Iterator[Figure]:
    """Sentences and reports a second, and the ratio to the bare scan."""
    marsad.read(reports[0])  # loads the packs
    sentences = sum(len(analyse(report.content).sentences) for report in reports)
    characters = sum(len(report.content) for report in reports)
    reading = seconds_to_read(reports)
    keys = lexicon_keys()
    texts = [fold(report.content) for report in reports]
    scanning = seconds_to_scan(keys, texts, every=True)
    skimming = seconds_to_scan(keys, texts, every=False)
    yield Figure("reports read", len(reports), "reports")
    yield Figure("sentences", sentences / reading, "a second", at_least=2000)
    yield Figure("reports", len(reports) / reading, "a second")
    yield Figure("characters", characters / reading, "a second")
    yield Figure("keys of the bare scan", len(keys), "keys")
    yield Figure("characters, bare scan, every occurrence", characters / scanning, "a second")
    yield Figure("characters, bare scan, longest only", characters / skimming, "a second")
    yield Figure("reading to bare scan, every occurrence", reading / scanning, "times as long", at_most=25)
    yield Figure("reading to bare scan, longest only", reading / skimming, "times as long")


def measure_starts() -> Iterator[Figure]:
    """From nothing to the version, and to one report read: the median of several runs."""
    first = OWN.read_text(encoding="utf-8").split("\n")[0]
    commands = (("marsad --version", ["--version"], 0.3), ("reading one report", ["read", "-"], 1.5))
    for name, arguments, mark in commands:
        times = [_seconds_to_run([str(COMMAND), *arguments], first) for _ in range(STARTS)]
        yield Figure(f"cold start, {name}", statistics.median(times), "s", at_most=mark)


def _seconds_to_run(command: list[str], text: str) -> float:
    start = perf_counter()
    subprocess.run(command, input=text, text=True, capture_output=True, check=True)
    return perf_counter() - start


def measure_growth(reports: Sequence[Report]) -> Iterator[Figure]:
    """Whether reading more reports takes as long for each character as reading few."""
    pool = list(itertools.islice(itertools.cycle(reports), MANY))
    few, many = (_seconds_a_character(pool[:count]) for count in (FEW, MANY))
    yield Figure(f"a character among {MANY:,} reports to {FEW:,}", many / few, "times as long", at_most=1.3)


def _seconds_a_character(reports: Sequence[Report]) -> float:
    return seconds_to_read(reports) / sum(len(report.content) for report in reports)


def measure_length(reports: Sequence[Report]) -> Iterator[Figure]:
    """Whether a long report takes as long for each character as a short one."""
    text = "\n".join(report.text for report in reports)
    text *= 1 + max(LENGTHS) // len(text)
    times = {}
    for length in LENGTHS:
        count = max(LENGTHS) // length
        pieces = [text[at * length : (at + 1) * length] for at in range(min(count, 10))]
        long = [Report(id=f"{length}-{at}", text=piece) for at, piece in enumerate(pieces)]
        times[length] = _seconds_a_character(long)
        yield Figure(f"characters, report of {length:,}", 1 / times[length], "a second")
    ratio = times[LENGTHS[-1]] / times[LENGTHS[0]]
    yield Figure(f"a character of {LENGTHS[-1]:,} to one of {LENGTHS[0]:,}", ratio, "times as long", at_most=2)


def measure_hostile() -> Iterator[Figure]:
    """How long one megabyte of each hostile text takes."""
    for name, make in HOSTILE.items():
        report = Report(id=name, text=make(MEGABYTE))
        yield Figure(f"hostile: {name}", seconds_to_read([report]), "s", at_most=30)


def measure_memory(limit: int | None) -> Iterator[Figure]:
    """The peak memory of a process that reads the corpus and keeps nothing."""
    command = [sys.executable, __file__, "--peak", *(["--limit", str(limit)] if limit else [])]
    peak = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    yield Figure("peak memory", float(peak), "MB", at_most=500)


def print_peak(limit: int | None) -> None:
    """Read the corpus report by report and print the peak memory in megabytes."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") if CORPUS.exists() else OWN.open(encoding="utf-8") as lines:
        for number, line in enumerate(itertools.islice(lines, limit)):
            if line.strip():
                marsad.read(_report(line, number))
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(kilobytes / 1024)


def measure_all(limit: int | None) -> Iterator[Figure]:
    """Every figure, one by one as it is measured."""
    reports = load_reports(limit)
    yield from measure_starts()
    yield from measure_throughput(reports)
    yield from measure_growth(reports)
    yield from measure_length(reports)
    yield from measure_hostile()
    yield from measure_memory(limit)


def main() -> None:
    """Measure on one core and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, help="read only so many reports of the corpus")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--peak", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    if options.peak:
        print_peak(options.limit)
        return
    if not CORPUS.exists():
        print(f"no corpus at {CORPUS}: reading the own gold over and over", file=sys.stderr)
    figures = []
    for figure in measure_all(options.limit):
        figures.append(figure)
        if not options.json:
            print(f"{figure.name:<48} {figure.value:>14,.3f} {figure.unit:<14} {figure.verdict}", flush=True)
    if options.json:
        print(json.dumps([asdict(figure) for figure in figures], indent=1))


if __name__ == "__main__":
    main()
