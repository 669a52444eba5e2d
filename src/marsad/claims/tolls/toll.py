"""From the rows of sentences to tolls: one row for each outcome and group."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from marsad.claims.tolls.counting import find_victims
from marsad.claims.tolls.groups import find_groups, splits_whole
from marsad.claims.tolls.rows import read_rows
from marsad.claims.tolls.view import Row, SentenceView
from marsad.knowledge.people import People
from marsad.model.codes import Outcome, VictimGroup
from marsad.model.quantity import CountRange
from marsad.text import Analysis


@dataclass(frozen=True, slots=True)
class Toll:
    """One row of a toll at the tokens `[first, last)`; `cue` is the token that tells the outcome.

    `subset` rows are part of another row and add nothing; `joint` rows share one number (10 بين قتيل وجريح);
    `definite` people were told of before; `sure` is False where the group is inferred; `total` is a running
    toll that replaces earlier ones.
    """

    outcome: Outcome
    group: VictimGroup
    count: CountRange
    first: int
    last: int
    cue: int
    subset: bool = False
    joint: bool = False
    definite: bool = False
    sure: bool = True
    total: bool = False


def find_tolls(analysis: Analysis, people: People) -> list[Toll]:
    """All toll rows of a text, in its order.

    "مقتل 13 مدنيا بينهم طفل وإصابة آخرين": 13 civilians killed, one of them a subset, civilians injured.
    """
    victims = find_victims(analysis.content, analysis.tokens, people)
    tolls: list[Toll] = []
    start = 0
    before: VictimGroup | None = None
    for sentence in analysis.sentences:
        stop = start
        while stop < len(victims) and victims[stop].first < sentence.last:
            stop += 1
        view = SentenceView(analysis, people, sentence, victims[start:stop])
        start = stop
        rows = read_rows(view)
        if rows:
            groups = find_groups(view, rows, before)
            told = [_tolls_of(row, *group) for row, group in zip(rows, groups, strict=True)]
            tolls.extend(_add_up(_split_wholes(rows, told)))
            before = next((group for group, _ in reversed(groups) if group is not None), None)
    return tolls


def _tolls_of(row: Row, group: VictimGroup | None, sure: bool) -> list[Toll]:
    """One toll for each outcome; a joint number says only that there were some of each."""
    shared = row.joint and len(row.outcomes) > 1
    return [
        Toll(
            outcome=outcome,
            group=group or VictimGroup.UNKNOWN,
            count=CountRange.some() if shared else row.victims.count,
            first=row.victims.first,
            last=row.victims.last,
            cue=row.cue,
            subset=row.parent is not None,
            joint=shared,
            definite=row.victims.definite,
            sure=sure,
            total=row.total,
        )
        for outcome in row.outcomes
    ]


def _split_wholes(rows: Sequence[Row], told: list[list[Toll]]) -> list[Toll]:
    """Part unknown people from the civilians or fighters of them: "9 قتلى بينهم 5 مدنيين" is 5 and 4."""
    places = {id(row): place for place, row in enumerate(rows)}
    for place, row in enumerate(rows):
        whole = places.get(id(row.parent)) if splits_whole(row) else None
        if whole is None or len(told[whole]) != 1 or len(told[place]) != 1:
            continue
        (all_of_them,), (part,) = told[whole], told[place]
        rest = _rest(all_of_them.count, part.count)
        if rest is not None and all_of_them.group is VictimGroup.UNKNOWN is not part.group:
            told[whole] = [replace(all_of_them, count=rest)]
            told[place] = [replace(part, subset=False)]
    return [toll for tolls in told for toll in tolls]


def _rest(whole: CountRange, part: CountRange) -> CountRange | None:
    """What is left of a whole without a part; None for a part of no certain size or as large as the whole."""
    if part.max is None or part.max >= whole.min:
        return None
    high = None if whole.max is None else whole.max - part.min
    return CountRange(min=whole.min - part.max, max=high, approx=whole.approx)


def _add_up(tolls: Sequence[Toll]) -> list[Toll]:
    """Add up what one cue tells of one group: "مقتل ضابط وجنديين" is three fighters."""
    added: list[Toll] = []
    places: dict[tuple[Outcome, VictimGroup, int], int] = {}
    for toll in tolls:
        key = (toll.outcome, toll.group, toll.cue)
        if toll.subset or toll.joint or toll.total:
            added.append(toll)
        elif key in places:
            added[places[key]] = _sum(added[places[key]], toll)
        else:
            places[key] = len(added)
            added.append(toll)
    return added


def _sum(left: Toll, right: Toll) -> Toll:
    """Two rows as one; some and some more are still some."""
    if left.joint or right.joint or left.count == right.count == CountRange.some():
        return replace(left, last=right.last)
    high = None if left.count.max is None or right.count.max is None else left.count.max + right.count.max
    approx = left.count.approx or right.count.approx
    count = CountRange(min=left.count.min + right.count.min, max=high, approx=approx)
    return replace(left, count=count, last=right.last)


def sum_tolls(analysis: Analysis, tolls: Sequence[Toll]) -> list[Toll]:
    """One row for each outcome and group of one event: "ضابط وجندي" are two, a part adds nothing.

    Rows of one sentence are added up; another sentence tells of the same people again, and the larger stands.
    """
    told: dict[tuple[Outcome, VictimGroup, int], Toll] = {}
    for toll in tolls:
        if toll.subset:
            continue
        key = (toll.outcome, toll.group, analysis.sentence_of[toll.first])
        known = told.get(key)
        if known is None or toll.total:
            told[key] = toll
        elif not known.total:
            told[key] = _sum(known, toll)
    rows: dict[tuple[Outcome, VictimGroup], Toll] = {}
    for (outcome, group, _), toll in told.items():
        kept = rows.get((outcome, group))
        if kept is None or (toll.total, toll.count.min) > (kept.total, kept.count.min):
            rows[outcome, group] = toll
    return list(rows.values())
