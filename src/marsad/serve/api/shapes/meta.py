"""The words and colours of the codebook, and what there is."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A code with its words."""

    code: str
    ar: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyLabel(Label):
    """A family with the colour and shape it has everywhere."""

    colour: str
    shape: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeLabel(Label):
    """A type with its family."""

    family: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatShape:
    """A format that incidents go out in."""

    code: str
    says: str
    suffix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What this server is, what its ledger holds, and the words for it."""

    version: str
    languages: list[str]
    base_map: bool
    login: bool
    demo: bool
    counts: dict[str, int]
    first_day: date | None
    last_day: date | None
    known_until: date | None
    families: list[FamilyLabel]
    types: list[TypeLabel]
    kinds: list[Label]
    modalities: list[Label]
    roles: list[Label]
    slots: list[Label]
    outcomes: list[Label]
    groups: list[Label]
    changes: list[Label]
    ties: list[Label]
    manners: list[Label]
    holds: list[Label]
    freshness: list[Label]
    place_kinds: list[Label]
    actor_kinds: list[Label]
    precisions: list[Label]
    questions: list[Label]
    formats: list[FormatShape]
