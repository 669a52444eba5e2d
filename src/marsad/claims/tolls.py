"""Tolls: what happened to how many people of which group, from the words of one sentence.

A cue (مقتل، أصيب، اعتقلت) takes the people counted beside it; a victim noun (قتلى، جريح) is its own cue. What the
number means for an event is decided elsewhere: here stand only rows, with the tokens that say them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from marsad.claims.toll_sentence import Row, SentenceTolls
from marsad.claims.victims import find_victims
from marsad.knowledge.people import Kind, People
from marsad.model.codes import Outcome, VictimGroup
from marsad.model.quantity import CountRange
from marsad.text import Analysis, Sentence


@dataclass(frozen=True, slots=True)
class Toll:
    """One row of a toll at the tokens `[first, last)`; `cue` is the token that tells the outcome.

    `subset` rows are part of another row and add nothing; `joint` rows share one number (10 بين قتيل وجريح);
    `definite` people were told of before; `sure` is False where the group is inferred; `total` is a running toll.
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
        reader = SentenceTolls(analysis, people, sentence, victims[start:stop])
        rows = reader.rows()
        start, kept = stop, len(tolls)
        if rows:
            groups = _groups(reader, rows, before, _is_civilian_scene(analysis, sentence, people))
            for row, (group, sure) in zip(rows, groups, strict=True):
                tolls.extend(_tolls_of(row, group, sure))
            tolls[kept:] = _add_up(_split_wholes(rows, tolls[kept:]))
            before = next((group for group, _ in reversed(groups) if group is not None), None)
    return tolls


def _is_civilian_scene(analysis: Analysis, sentence: Sentence, people: People) -> bool:
    """Whether a sentence tells of homes, a market, a school: unnamed victims there are civilians."""
    words = analysis.tokens[sentence.first : sentence.last]
    return any(people.mark(Kind.SCENE, token.text) is not None for token in words)


def _groups(
    reader: SentenceTolls, rows: Sequence[Row], before: VictimGroup | None, scene: bool
) -> list[tuple[VictimGroup | None, bool]]:
    """The group of each row and whether its own words say it.

    Others are like those told of before them, the wounded like the dead beside them, a whole like its women and
    children, people in a market civilians.
    """
    groups: list[tuple[VictimGroup | None, bool]] = []
    last = before
    for row in rows:
        group = row.victims.group
        sure = group is not None
        if group is None and row.victims.anaphoric:
            group = reader.group_before(row.victims.first)
        if group is None:
            group = _group_of_parts(row, rows)
        if group is None and (row.victims.kind is Kind.OTHER or not row.victims.known):
            group = last
        groups.append((group, sure))
        if row.victims.kind is not Kind.OTHER and row.victims.known:
            last = group
    wholes = {id(row.parent) for row in rows if _parts_whole(row)}
    said = next(
        (group for (group, sure), row in zip(groups, rows, strict=True) if sure and row.parent is None), None
    )
    fallback = said or (VictimGroup.CIVILIAN if scene else None)
    hit = reader.group_hit() if fallback is None and all(map(_is_bare, rows)) else None
    return [
        (group or (hit if _is_bare(row) else None) or (None if id(row) in wholes else fallback), sure)
        for (group, sure), row in zip(groups, rows, strict=True)
    ]


def _is_bare(row: Row) -> bool:
    """Whether only the outcome is said of people, not even that they are persons: قتلى, "مقتل العشرات"."""
    return not row.victims.known or bool(row.victims.outcomes)


def _group_of_parts(row: Row, rows: Sequence[Row]) -> VictimGroup | None:
    """What the parts named of a row tell of the whole: "14 بينهم 6 أطفال" are civilians, "بينهم ضباط" fighters."""
    for other in rows:
        if other.parent is row and (other.victims.kind is Kind.CHILD or not other.victims.stated):
            return other.victims.group
    return None


def _split_wholes(rows: Sequence[Row], tolls: Sequence[Toll]) -> list[Toll]:
    """Part a whole of unknown people from its civilians or fighters: "54 قتيلا بينهم 28 مدنيا" is 28 and 26."""
    parts = {row.victims.first: row for row in rows if _parts_whole(row)}
    split = list(tolls)
    for index, toll in enumerate(split):
        row = parts.get(toll.first)
        if row is None or not toll.subset or row.parent is None:
            continue
        whole = next((place for place, other in enumerate(split) if _is_whole(other, row, toll)), None)
        if whole is None:
            continue
        count, part = split[whole].count, toll.count
        if part.max is None or part.min >= count.min:
            continue
        high = None if count.max is None else count.max - part.min
        rest = CountRange(min=count.min - part.max, max=high, approx=count.approx)
        split[whole] = replace(split[whole], count=rest)
        split[index] = replace(toll, subset=False)
    return split


def _add_up(tolls: Sequence[Toll]) -> list[Toll]:
    """Add up what one cue tells of one group: "مقتل ضابط وجنديين" is three fighters."""
    added: list[Toll] = []
    for toll in tolls:
        last = next((place for place, other in enumerate(added) if _adds_to(toll, other)), None)
        if last is None:
            added.append(toll)
        else:
            added[last] = _sum(added[last], toll)
    return added


def _adds_to(toll: Toll, other: Toll) -> bool:
    """Whether two rows of one cue count different people of one group."""
    same = (toll.outcome, toll.group, toll.cue) == (other.outcome, other.group, other.cue)
    return same and not (toll.subset or other.subset or toll.joint or other.joint or toll.total)


def _parts_whole(row: Row) -> bool:
    """Whether a part is all the civilians or fighters of its whole, not some children of it."""
    if row.parent is None or not row.victims.stated:
        return False
    if row.victims.group is VictimGroup.COMBATANT:
        return row.victims.numbered
    return row.victims.kind is Kind.CIVILIAN


def _is_whole(toll: Toll, part: Row, part_toll: Toll) -> bool:
    if (
        part.parent is None
        or toll.first != part.parent.victims.first
        or toll.outcome is not part_toll.outcome
    ):
        return False
    return toll.group is VictimGroup.UNKNOWN and part_toll.group is not VictimGroup.UNKNOWN


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
        known = rows.get((outcome, group))
        if known is None or _weight(toll) > _weight(known):
            rows[outcome, group] = toll
    return list(rows.values())


def _weight(toll: Toll) -> tuple[bool, int]:
    return toll.total, toll.count.min


def _sum(left: Toll, right: Toll) -> Toll:
    high = None if left.count.max is None or right.count.max is None else left.count.max + right.count.max
    count = CountRange(
        min=left.count.min + right.count.min, max=high, approx=left.count.approx or right.count.approx
    )
    return replace(left, count=count, last=right.last, joint=left.joint or right.joint)
