"""From pairs to groups: the likeliest pairs join first, and what people said holds above all."""

from collections.abc import Collection, Iterable, Mapping

from marsad.model.incident import Pair, Verdicts

JOIN = 0.5  # the chance from which a pair speaks for joining
KEEP_APART = 0.2  # the mean chance between two groups below which one good pair does not join them


def group(claims: Iterable[str], pairs: Iterable[Pair], verdicts: Verdicts | None = None) -> list[list[str]]:
    """The claims in groups, each of one happening, keys in order; the order of what comes in does not matter.

    Groups join by their likeliest pair when the pairs between them are likely on the whole (a pair that was not
    worth comparing counts as unlikely), so that a chain of half-likenesses does not string two happenings together.
    """
    verdicts = verdicts or Verdicts()
    members: dict[str, list[str]] = {claim: [claim] for claim in sorted(set(claims))}
    group_of = {claim: claim for claim in members}
    apart = {frozenset(pair) for pair in verdicts.different}

    def join(left: str, right: str) -> None:
        kept, gone = sorted((group_of[left], group_of[right]))
        for claim in members[gone]:
            group_of[claim] = kept
        members[kept] = sorted(members[kept] + members.pop(gone))

    for left, right in sorted(verdicts.same):
        if left in group_of and right in group_of and group_of[left] != group_of[right]:
            join(left, right)
    chances = {
        (pair.left, pair.right): pair.chance for pair in pairs if pair.left in group_of and pair.right in group_of
    }
    for left, right in sorted(chances, key=lambda keys: (-chances[keys], keys)):
        if chances[left, right] < JOIN:
            break
        one, other = members[group_of[left]], members[group_of[right]]
        if group_of[left] == group_of[right] or _kept_apart(one, other, apart):
            continue
        if _mean(one, other, chances) >= KEEP_APART:
            join(left, right)
    return sorted(members.values())


def _kept_apart(one: list[str], other: list[str], apart: Collection[frozenset[str]]) -> bool:
    """Whether a person said of any two of them that they are different."""
    return bool(apart) and any(frozenset((left, right)) in apart for left in one for right in other)


def _mean(one: list[str], other: list[str], chances: Mapping[tuple[str, str], float]) -> float:
    total = sum(chances.get((min(left, right), max(left, right)), 0.0) for left in one for right in other)
    return total / (len(one) * len(other))


def connected(claims: Iterable[str], pairs: Iterable[Pair], verdicts: Verdicts) -> set[str]:
    """All claims that hang together with some, by pairs or by people's words: what has to be grouped anew."""
    neighbours: dict[str, set[str]] = {}
    said = [*((pair.left, pair.right) for pair in pairs), *verdicts.same]
    for left, right in said:
        neighbours.setdefault(left, set()).add(right)
        neighbours.setdefault(right, set()).add(left)
    reached, waiting = set(), list(claims)
    while waiting:
        claim = waiting.pop()
        if claim not in reached:
            reached.add(claim)
            waiting.extend(neighbours.get(claim, ()))
    return reached
