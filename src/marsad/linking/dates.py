"""The days of claims: what their dates mean, and which day is meant where none is said."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from marsad.knowledge.calendar import in_gregorian
from marsad.model.claim import Claim, Control, Event, Flow, Movement, Relation
from marsad.model.codes import Change, MentionKind
from marsad.model.dates import DateExpression, DateForm, DateRange
from marsad.model.mention import Mention
from marsad.model.reading import DateLink
from marsad.model.report import Report, Span

UNDATED, PUBLISHED = "undated", "published"  # rules of a claim that no date of the text dates
_YEARS_OF_A_WEEKDAY = 12  # 13 January is a Saturday again within 11 years; 29 February may take longer
_FRESH = timedelta(days=3)
_LASTING = (Change.HOLDS, Change.INFLUENCE)
_IMPERFECT = "(imperfect)"  # how the rule of a trigger in the present tense ends
_Dated = Event | Control | Movement


def find_published(report: Report, dates: Iterable[Mention], today: date) -> tuple[date, Span] | None:
    """The day of publication as the text says it, for a report that came without one.

    "اليوم السبت 13 كانون الثاني/ يناير" read in 2024 is 13 January 2024: the latest year on or before `today`
    in which that day is a Saturday. A day without "today", or with neither year nor weekday, is none.
    """
    if report.published is not None:
        return None
    for mention in dates:
        said = in_gregorian(mention.date) if mention.date is not None else None
        day = _day_of_today(said, today) if said is not None and said.form is DateForm.DAY and said.today else None
        if day is not None:
            return day, mention.span
    return None


def _day_of_today(said: DateExpression, today: date) -> date | None:
    """The day that "today, Saturday 13 January" was."""
    if said.year is not None:
        days = said.resolve(None)
        return days.start if days is not None and days.start <= today else None
    if said.weekday is None or said.month is None or said.day is None:
        return None
    for year in range(today.year, today.year - _YEARS_OF_A_WEEKDAY, -1):
        try:
            day = date(year, said.month, said.day)
        except ValueError:
            continue
        if day <= today and day.weekday() == said.weekday:
            return day
    return None


def link_dates(report: Report, claims: Sequence[Claim], mentions: Iterable[Mention] = ()) -> tuple[DateLink, ...]:
    """The days of every event, control and movement, with the reason; relations and flows have none.

    `mentions` are those of the report: its dates tell on which day the story is when a claim says none.
    """
    told = _Told(report, [mention for mention in mentions if mention.kind is MentionKind.DATE])
    links: dict[int, DateLink] = {}
    events: list[tuple[Event, DateRange | None]] = []
    for number, claim in _in_text_order(claims):
        days, reason = _days_of(claim, told, events)
        links[number] = DateLink(claim=number, days=days, reason=reason)
        if isinstance(claim, Event):
            events.append((claim, days))
        if days is not None and not (claim.date is not None and claim.date.date is not None and claim.date.date.future):
            told.by_claims = days
    return tuple(links[number] for number in sorted(links))


def _in_text_order(claims: Sequence[Claim]) -> list[tuple[int, _Dated]]:
    """Dated claims as the text tells them; an event stands before the control claims of the same words."""
    dated = [(number, claim) for number, claim in enumerate(claims) if not isinstance(claim, Relation | Flow)]
    return sorted(dated, key=lambda pair: (pair[1].provenance.evidence.start, not isinstance(pair[1], Event), pair[0]))


def _days_of(
    claim: _Dated, told: "_Told", events: Sequence[tuple[Event, DateRange | None]]
) -> tuple[DateRange | None, str]:
    """The days of one claim: as said, or of its event, or as the story has it."""
    if claim.date is not None and claim.date.date is not None:
        return _said(claim, claim.date.date, told)
    if UNDATED in claim.provenance.rules or (isinstance(claim, Event) and claim.aggregate):
        return None, "no day is said: background"
    if PUBLISHED in claim.provenance.rules and told.report.published is not None:
        return DateRange.on(told.report.published), "no day is said: news of the day"
    if isinstance(claim, Control) and claim.change in _LASTING:
        return None, "no day is said: a lasting state"
    if not isinstance(claim, Event):
        for event, days in reversed(events):
            if event.provenance.evidence.overlaps(claim.provenance.evidence):
                return days, "no day is said: the days of the event told in the same words"
    return told.unsaid(claim.provenance.evidence)


def _said(claim: _Dated, said: DateExpression, told: "_Told") -> tuple[DateRange | None, str]:
    """What a date of the text means for its claim."""
    published = told.report.published
    said = in_gregorian(said, published)
    assert claim.date is not None
    previous = told.before(claim.date.span)
    days, reason = said.resolve(published, previous), said.explain(published, previous)
    ongoing = isinstance(claim, Event) and _goes_on(claim) and said.form is DateForm.SINCE
    if ongoing and days is not None and published is not None and days.end < published:
        return DateRange(days.start, published), f"{reason}; it goes on at publication"
    return days, reason


def _goes_on(event: Event) -> bool:
    """Whether an event is told as going on: "تتعرض البلدة لقصف منذ أيام"."""
    return event.ongoing or event.trigger.rule.endswith(_IMPERFECT)


class _Told:
    """The days a report has spoken of: by its claims so far, and by its date mentions."""

    def __init__(self, report: Report, dates: Sequence[Mention]) -> None:
        self.report = report
        self.by_claims: DateRange | None = None
        self._mentioned: list[tuple[Span, DateRange]] = []
        previous: DateRange | None = None
        for mention in dates:
            said = in_gregorian(mention.date, report.published) if mention.date is not None else None
            if said is None or said.future or said.of_what_follows:
                continue
            days = said.resolve(report.published, previous)
            if days is not None:
                self._mentioned.append((mention.span, days))
                previous = days

    def before(self, span: Span) -> DateRange | None:
        """The days told before a place in the text: of the last claim, else of the last date."""
        if self.by_claims is not None:
            return self.by_claims
        return next((days for at, days in reversed(self._mentioned) if at.end <= span.start), None)

    def unsaid(self, evidence: Span) -> tuple[DateRange | None, str]:
        """The days of a claim that says none: the day of publication, or the fresh day the story is on.

        A report that never names its own day but said "yesterday" goes on telling of yesterday.
        """
        published = self.report.published
        if published is None:
            return None, "no day is said and the day of publication is unknown"
        earlier = (days for at, days in reversed(self._mentioned) if at.end <= evidence.start and _narrow(days))
        story = next(earlier, None)
        names_publication = any(days.end == published for _, days in self._mentioned)
        if story is None or names_publication or published - story.end > _FRESH:
            return DateRange.on(published), "no day is said: news of the day"
        return story, "no day is said: the day told before, for the report never names the day of publication"


def _narrow(days: DateRange) -> bool:
    return days.end - days.start <= timedelta(days=1)
