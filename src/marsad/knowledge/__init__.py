"""What is known before reading: words, places, actors, weights. Loaded, checked, read-only."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from marsad.knowledge.calendar import Calendar, load_calendar
from marsad.knowledge.packs import SHIPPED, pack_digest
from marsad.knowledge.speech import Speech, load_speech
from marsad.knowledge.ties import TieWords, load_ties
from marsad.knowledge.triggers import Triggers, load_triggers


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything the steps look things up in."""

    triggers: Triggers
    calendar: Calendar
    speech: Speech
    ties: TieWords
    digests: dict[str, str]


@cache
def load_knowledge(packs: tuple[Path, ...] = ()) -> Knowledge:
    """The shipped packs and those in `packs`, checked; PackError names a bad row."""
    core = SHIPPED / "core"
    folders = [*sorted(p for p in SHIPPED.iterdir() if p.is_dir()), *packs]
    return Knowledge(
        triggers=load_triggers(core),
        calendar=load_calendar(core),
        speech=load_speech(core),
        ties=load_ties(core),
        digests={folder.name: pack_digest(folder) for folder in folders},
    )
