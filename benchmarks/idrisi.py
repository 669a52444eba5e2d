"""Toponyms of Arabic tweets (IDRISI) against the gazetteer: how many points lie within 161 km, by type of place.

    python benchmarks/idrisi.py TRAIN.jsonl.gz        with the gazetteers the user has imported, if any

Every toponym is given; what it means is decided by the names beside it in the tweet and, failing these, by size, as
`linking.places` does. "all" counts a toponym without a point as wrong; "found" leaves it out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from marsad.knowledge import load_knowledge
from marsad.knowledge.gazetteer import Gazetteer, distance_km
from marsad.knowledge.place_words import PlaceWords
from marsad.linking import link_places
from marsad.linking.places import countries_of
from marsad.model import Link, Mention, MentionKind, Place, Report, Span
from marsad.text.clitics import stems
from marsad.text.normalize import fold

NEAR_KM = 161
_SIGNS = re.compile('[#_«»"]+')
_SIZE = {"country": 6, "governorate": 5, "city": 4, "town": 3, "district": 2}


def mention_of(said: dict[str, Any], gazetteer: Gazetteer, words: PlaceWords) -> Mention:
    """A toponym as reading would take it: without signs, clitics, kind words and directions: بمدينة الدمام."""
    plain = " ".join(_SIGNS.sub(" ", said["text"].replace("\u2060", "")).split())
    first, _, rest = plain.partition(" ")
    forms = [plain, *(f"{stem} {rest}".strip() for _, stem in stems(fold(first)))]
    if rest and any(stem in words.kinds or stem in words.areas for _, stem in stems(fold(first))):
        forms.append(rest)
    name = next((form for form in forms if gazetteer.named(form)), plain)
    return Mention(kind=MentionKind.PLACE, span=Span(said["start"], said["end"]), value=name, rule="given")


def choose(link: Link, gazetteer: Gazetteer, home: str | None) -> Place | None:
    """What a link means; of an open one the candidate at home, of the larger size."""
    if link.target is not None:
        return gazetteer.places[link.target]
    found = [gazetteer.places[each.id] for each in link.candidates]
    found = [place for place in found if place.latitude is not None]
    return max(
        found,
        key=lambda place: (place.country == home, _SIZE.get(place.kind, 0), place.population or 0, place.id),
        default=None,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tweets", type=Path)
    knowledge = load_knowledge()
    gazetteer = knowledge.gazetteer
    all_of, found_of, right_of = Counter[str](), Counter[str](), Counter[str]()
    with gzip.open(parser.parse_args().tweets, "rt", encoding="utf-8") as lines:
        for tweet in map(json.loads, lines):
            mentions = [mention_of(said, gazetteer, knowledge.place_words) for said in tweet["mentions"]]
            report = Report(id=tweet["id"], title="", text=tweet["text"])
            links = link_places(report, mentions, gazetteer, knowledge.place_words)
            shares = countries_of(links, gazetteer)
            home = max(shares, key=lambda each: (shares[each], each), default=None)
            for said, link in zip(tweet["mentions"], links, strict=True):
                meant = Place(
                    id="", name="", kind="", country="", latitude=said["lat"], longitude=said["lon"], source=""
                )
                place = choose(link, gazetteer, home)
                apart = distance_km(place, meant) if place else None
                all_of[said["type"]] += 1
                found_of[said["type"]] += apart is not None
                right_of[said["type"]] += apart is not None and apart <= NEAR_KM
    print(f"{'type':<28}{'toponyms':>9}{'of all':>9}{'of found':>10}")
    for kind, count in all_of.most_common():
        found = found_of[kind]
        print(f"{kind:<28}{count:>9}{right_of[kind] / count:>9.3f}{right_of[kind] / found if found else 0:>10.3f}")
    total, found = all_of.total(), found_of.total()
    print(
        f"{'together':<28}{total:>9}{right_of.total() / total:>9.3f}{right_of.total() / found if found else 0:>10.3f}"
    )


if __name__ == "__main__":
    main()
