"""One report in, one reading out: the only place that knows the order of the steps."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from marsad.claims import find_claims
from marsad.knowledge import Knowledge, load_knowledge
from marsad.linking import countries_of, find_published, hints_of, link_actors, link_dates, link_places
from marsad.mentions import MentionFinder
from marsad.model import Mention, Reading, Report
from marsad.text.analysis import Analysis, analyse
from marsad.version import VERSION


class Reader:
    """Reads reports with one body of knowledge; made once, used for many reports."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._finder = MentionFinder(knowledge)

    def prepare(self, report: Report, today: date) -> tuple[Report, Analysis, list[Mention]]:
        """A report with its day of publication found if it was not given, its analysis and its mentions."""
        text = analyse(report.content, len(report.title))
        mentions = self._finder.find(text)
        if report.published is None and (found := find_published(report, mentions, today)):
            report = replace(report, published=found[0], published_span=found[1])
        return report, text, mentions

    def read(self, report: Report, *, today: date | None = None) -> Reading:
        """Everything one report says.

        `today` is the reading day; it bounds the search for a publication day that the text gives without a year.
        """
        report, text, mentions = self.prepare(report, today or date.today())  # noqa: DTZ011  a reader's own day
        knowledge = self.knowledge
        claims = find_claims(report, text, mentions, knowledge)
        hints = hints_of(report, mentions, knowledge.actors, knowledge.outlets)
        places = link_places(report, mentions, knowledge.gazetteer, knowledge.place_words, hints)
        actors = link_actors(
            report, mentions, knowledge.actors, knowledge.actor_words, countries_of(places, knowledge.gazetteer)
        )
        return Reading(
            report=report,
            mentions=tuple(mentions),
            events=claims.events,
            controls=claims.controls,
            movements=claims.movements,
            relations=claims.relations,
            flows=claims.flows,
            dates=link_dates(report, claims.all, mentions),
            places=places,
            actors=actors,
            reader_version=VERSION,
            packs=knowledge.digests,
        )


def read(
    report: Report | str,
    *,
    title: str = "",
    published: date | None = None,
    outlet: str | None = None,
    today: date | None = None,
    packs: Iterable[Path] = (),
    without_model: bool = False,
) -> Reading:
    """Read a report, or a text with what is known of it; `without_model` reads by rules alone.

    >>> reading = read("قتل مدنيان بقصف مدفعي على بلدة سرمين", published=date(2020, 2, 1))
    >>> reading.events[0].type
    <EventType.SHELLING: 'Shelling/artillery/missile attack'>
    """
    if isinstance(report, str):
        report = Report(id="text", title=title, text=report, outlet=outlet, published=published)
    return reader_of(tuple(packs), without_model).read(report, today=today)


@cache
def reader_of(packs: tuple[Path, ...] = (), without_model: bool = False) -> Reader:
    """The reader with the shipped packs and these, with learned weights or by rules alone; loaded on first use."""
    return Reader(load_knowledge(packs, without_model=without_model))
