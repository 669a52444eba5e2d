"""A format: how its file is written, what stands beside it, what it wants installed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from marsad.exports.losses import Loss
from marsad.exports.surroundings import Surroundings
from marsad.model.incident import Incident

# Incidents in order, what is known of their places and actors, the file -> what was lost.
Export = Callable[[Iterable[Incident], Surroundings, BinaryIO], Iterable[Loss]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One way out. `beside` are further files by the ending that is put behind the file's name."""

    write: Export
    says: str
    beside: Mapping[str, Export] = field(default_factory=dict)
