"""What is known before reading: words, places, actors, weights. Loaded, checked, read-only."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from marsad.knowledge.actor_words import ActorWords, load_actor_words
from marsad.knowledge.actors import ActorPack, load_actors
from marsad.knowledge.calendar import Calendar, load_calendar
from marsad.knowledge.calibration import Calibration, load_calibration
from marsad.knowledge.folders import user_packs
from marsad.knowledge.gazetteer import Gazetteer, load_gazetteer
from marsad.knowledge.imported import all_imported
from marsad.knowledge.outlets import load_outlets
from marsad.knowledge.packs import SHIPPED, pack_digest
from marsad.knowledge.people import People, load_people
from marsad.knowledge.persons import PersonWords, load_person_words
from marsad.knowledge.place_words import PlaceWords, load_place_words
from marsad.knowledge.speech import Speech, load_speech
from marsad.knowledge.ties import TieWords, load_ties
from marsad.knowledge.triggers import Triggers, load_triggers
from marsad.knowledge.weights import LinearModel, load_model
from marsad.knowledge.words import WordClasses, load_words


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything the steps look things up in."""

    triggers: Triggers
    words: WordClasses
    calendar: Calendar
    actors: ActorPack
    actor_words: ActorWords
    gazetteer: Gazetteer
    place_words: PlaceWords
    outlets: Mapping[str, str]
    people: People
    persons: PersonWords
    models: dict[str, LinearModel]
    speech: Speech
    ties: TieWords
    calibration: Calibration
    digests: dict[str, str]


LEARNED, BY_HAND = "weights", "rules"


@cache
def load_knowledge(packs: tuple[Path, ...] = (), *, without_model: bool = False) -> Knowledge:
    """The shipped packs, the user's own, those in `packs`, and imported gazetteers; PackError names a bad row.

    A few weights set by hand decide what no learned ones do; `without_model`, they decide all, to show what learning
    earns.
    """
    core = SHIPPED / "core"
    folders = [*sorted(p for p in SHIPPED.iterdir() if p.is_dir()), *user_packs(), *packs]
    others = [folder for folder in folders if folder != core]
    imported = list(all_imported())
    return Knowledge(
        triggers=load_triggers(core, others),
        words=load_words(core / "word_classes.tsv"),
        calendar=load_calendar(core),
        actors=load_actors(folders),
        actor_words=load_actor_words(core),
        gazetteer=load_gazetteer(folders, imported=imported),
        place_words=load_place_words(core),
        outlets=load_outlets(folders),
        people=load_people(core),
        persons=load_person_words(core),
        models=load_models(core / BY_HAND) | ({} if without_model else load_models(core / LEARNED)),
        speech=load_speech(core),
        ties=load_ties(core),
        calibration=load_calibration(core / "calibration.tsv"),
        digests={folder.name: pack_digest(folder) for folder in folders}
        | {f"gazetteer {each.name}": each.sha256 for each in imported},
    )


def load_models(folder: Path) -> dict[str, LinearModel]:
    """The linear models of a folder, by name."""
    return {path.stem: load_model(path) for path in sorted(folder.glob("*.tsv"))}
