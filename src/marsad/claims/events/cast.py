"""The cast of a report: its armed actors and named persons, each gathered from all its mentions.

"تنظيم داعش", "داعش" and "مسلحي داعش" are one member; "الجيش السوري" and "الجيش السوري الحر" are two,
for the packs know them as two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from marsad.knowledge.names import telling_words

if TYPE_CHECKING:
    from marsad.claims.events.scene import At

ANAPHOR = "anaphor"
MEMORY = 100  # members looked back at; keeps long reports linear


@dataclass(slots=True, eq=False)
class Member:
    """One of the cast: where it is named, by which telling words, and whom the packs take it for."""

    mentions: list[At] = field(default_factory=list)
    names: set[frozenset[str]] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)

    def add(self, at: At, name: frozenset[str], ids: Iterable[str]) -> None:
        """Take a further mention in."""
        self.mentions.append(at)
        self.names.add(name)
        self.ids.update(ids)


def gather(mentions: Iterable[At], known_as: Callable[[str], tuple[str, ...]]) -> list[Member]:
    """The cast of the given mentions in text order; `known_as` says whom the packs take a name for.

    Words that stand for an actor named before (الطرفين, التنظيم) are left out: they name no one.
    """
    members: list[Member] = []
    recent: list[Member] = []
    for at in sorted(mentions, key=lambda at: (at.first, -at.last)):
        if at.mention.rule == ANAPHOR:
            continue
        name, ids = telling_words(at.mention.value), known_as(at.mention.value)
        member = _find(recent, at, name, ids)
        if member is None:
            member = Member()
            members.append(member)
        else:
            recent.remove(member)
        recent.append(member)
        member.add(at, name, ids)
    return members


def _find(recent: list[Member], at: At, name: frozenset[str], ids: tuple[str, ...]) -> Member | None:
    """The member of the same name, else of the same known actor (داعش, تنظيم الدولة), else of a fuller or shorter name.

    The packs may part the last two.
    """
    recent = recent[-MEMORY:]
    for member in reversed(recent):
        if name in member.names:
            return member
    if ids and (known := next((member for member in reversed(recent) if member.ids == set(ids)), None)):
        return known
    for member in reversed(recent):
        if member.mentions[0].mention.kind is not at.mention.kind:
            continue
        if ids and member.ids and member.ids.isdisjoint(ids):
            continue
        if any(other <= name or name <= other for other in member.names):
            return member
    return None
