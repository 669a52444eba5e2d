"""Relation claims: lasting ties between two actors or persons."""

from collections.abc import Sequence

from marsad.claims.ties.aliases import bracketed_aliases, inner_aliases, named_aliases
from marsad.claims.ties.relation_frames import Pair, read_relation
from marsad.claims.ties.row import UnitRow
from marsad.claims.ties.units import same_name
from marsad.knowledge.ties import TieWords
from marsad.model import Mention, MentionKind, Provenance, Relation, Tie
from marsad.text.analysis import Analysis
from marsad.text.normalize import fold

_SYMMETRIC = frozenset({Tie.ALLIED_WITH, Tie.RIVAL_OF, Tie.ALSO_KNOWN_AS})
_RECENT = 100  # claims back that a claim is compared with
_BRACKETS = ("brackets", 0.85)  # how often a name in brackets is an alias, on annotated reports


def find_relations(text: Analysis, mentions: Sequence[Mention], words: TieWords) -> list[Relation]:
    """Who leads, belongs to, backs or fights whom: "قسد المدعومة من واشنطن"."""
    return relations_of(UnitRow(text, mentions, words))


def relations_of(row: UnitRow) -> list[Relation]:
    """The relation claims of a row, in text order, each said once; an alias stands for its name."""
    claims: list[Relation] = []
    aliases: dict[int, int] = {}
    hits = list(row.hits(row.words.relation))
    for n, name, other_name in inner_aliases(row):
        _add(claims, row, (name, Tie.ALSO_KNOWN_AS, other_name), (n,), _BRACKETS)
    for left, tie, right in bracketed_aliases(row):
        aliases[right] = left
        _add_pair(claims, row, (left, tie, right), (left, right), _BRACKETS)
    for hit in hits:
        for left, _, right in named_aliases(row, hit):
            aliases[right] = left
    for hit in hits:
        rule = (hit.form.cue.id, hit.form.cue.confidence)
        for left, tie, right in read_relation(row, hit):
            other = right if tie is Tie.ALSO_KNOWN_AS else aliases.get(right, right)
            _add_pair(claims, row, (aliases.get(left, left), tie, other), (hit.first, hit.last - 1), rule)
    return sorted(claims, key=lambda claim: claim.provenance.evidence.start)


def _add_pair(claims: list[Relation], row: UnitRow, pair: Pair, cue: tuple[int, int], rule: tuple[str, float]) -> None:
    left, tie, right = pair
    subject, thing = _named(row, left), _named(row, right)
    if subject is not None and thing is not None:
        _add(claims, row, (subject, tie, thing), (*cue, left, right), rule)


def _add(
    claims: list[Relation],
    row: UnitRow,
    tied: tuple[Mention, Tie, Mention],
    units: tuple[int, ...],
    rule: tuple[str, float],
) -> None:
    subject, tie, thing = tied
    if fold(subject.value) == fold(thing.value):
        return
    if tie is Tie.ALSO_KNOWN_AS and same_name(subject, thing):
        return
    claim = Relation(
        provenance=Provenance(evidence=row.evidence(units), rules=(f"relation:{rule[0]}",), confidence=rule[1]),
        subject=subject,
        tie=tie,
        object=thing,
    )
    if not any(_repeats(claim, other) for other in claims[-_RECENT:]):
        claims.append(claim)


def _named(row: UnitRow, n: int) -> Mention | None:
    """The name at a unit; an unknown alias and the adverb of "المدعومة أميركيا" are names too."""
    unit = row.units[n]
    if unit.mention is not None:
        return unit.mention
    if n in row.coined:
        return row.coined[n]
    if unit.bare in row.links.power_adverbs:
        span = row.text.span(unit.first, unit.last)
        value = row.text.content[span.start : span.end]
        return Mention(kind=MentionKind.ACTOR, span=span, value=value, rule="relation:adverb")
    return None


def _repeats(claim: Relation, other: Relation) -> bool:
    if claim.tie is not other.tie:
        return False
    if same_name(claim.subject, other.subject) and same_name(claim.object, other.object):
        return True
    return claim.tie in _SYMMETRIC and same_name(claim.subject, other.object) and same_name(claim.object, other.subject)
