"""The ties of an actor as a graph: who is said to command, back, belong to or fight whom."""

from collections.abc import Sequence

from marsad.model import ClaimRecord, SlotValue
from marsad.model.codes import Tie
from marsad.serve.api.access import Person
from marsad.serve.api.board import View
from marsad.serve.api.shapes.world import Edge, Graph, Node
from marsad.serve.api.world import colour_of
from marsad.text.normalize import fold

MOST_QUOTES = 5
_MUTUAL = frozenset({Tie.ALLIED_WITH, Tie.RIVAL_OF, Tie.ALSO_KNOWN_AS})


def graph_of(ties: Sequence[ClaimRecord], center: str, view: View, me: Person) -> Graph:
    """The actors that claims tie together, and the ties, each once with all who say so."""
    ends = [(tie, tie.one("subject"), tie.one("object")) for tie in ties]
    told = [(tie, subject, object_) for tie, subject, object_ in ends if subject and object_]
    names: dict[str, SlotValue] = {}
    counts: dict[str, int] = {center: 0}
    edges: dict[tuple[str, str, str], list[ClaimRecord]] = {}
    for tie, subject, object_ in told:
        for end in (subject, object_):
            names.setdefault(_id(end), end)
            counts[_id(end)] = counts.get(_id(end), 0) + 1
        edges.setdefault((_id(subject), _id(object_), tie.type), []).append(tie)
    return Graph(
        nodes=[_node(id, names.get(id), count, view) for id, count in counts.items()],
        edges=[_edge(*ends, claims, me) for ends, claims in edges.items()],
    )


def _id(end: SlotValue) -> str:
    """A known actor, else the name as it is folded."""
    return end.target or f"name:{fold(end.value)}"


def _node(id: str, end: SlotValue | None, claims: int, view: View) -> Node:
    known = view.actors.get(id)
    name = known.name if known else end.value if end else id
    return Node(
        id=id,
        name=name,
        name_en=known.name_en if known else None,
        kind=known.kind if known else None,
        colour=colour_of(id),
        known=known is not None,
        claims=claims,
    )


def _edge(subject: str, object_: str, tie: str, claims: Sequence[ClaimRecord], me: Person) -> Edge:
    days = [claim.known_on for claim in claims]
    return Edge(
        source=subject,
        target=object_,
        tie=tie,
        directed=tie not in _MUTUAL,
        claims=[claim.key for claim in claims],
        outlets=list(dict.fromkeys(claim.outlet for claim in claims if claim.outlet)),
        first=min(days),
        last=max(days),
        quotes=[claim.quote for claim in claims if me.sees(claim.outlet)][:MOST_QUOTES],
    )
