"""Names that no gazetteer has as they are written, sought among the places of the parent that is named beside them.

"قرية كفر نبودا" beside حماة is كفر نبودة. Likeness alone invents places (بقرص فوقاني is no قفر فوقاني), so every word
must be alike, and where two places are, the name stays open.
"""

from collections.abc import Iterable

from marsad.knowledge.gazetteer import WIDE, Gazetteer, key_of, loose_key
from marsad.model.entity import Place
from marsad.model.reading import Candidate
from marsad.text.clitics import without_article

WHOLE, WORD = 83.0, 70.0  # the least likeness of a name and of each of its words, of 100
SHORTEST = 4  # letters; shorter names are like too many others
TRUST = 0.7  # a name that is only like another is worth less than one that is it


def alike(name: str, parents: Iterable[Place], gazetteer: Gazetteer) -> list[Candidate]:
    """The places within some of these parents whose names are like one, the likest first."""
    from rapidfuzz import fuzz

    key, loose = key_of(name), loose_key(name)
    if len(loose) < SHORTEST:
        return []
    words = [without_article(word) for word in key.split()]
    found: dict[str, Candidate] = {}
    for parent in parents:
        for place, other in gazetteer.inside(parent.id):
            if place.kind in WIDE:
                continue
            likeness = fuzz.ratio(loose, loose_key(other), score_cutoff=WHOLE)
            theirs = [without_article(word) for word in other.split()] if likeness else []
            if len(theirs) != len(words):
                continue
            if any(fuzz.ratio(mine, their) < WORD for mine, their in zip(words, theirs, strict=True)):
                continue
            score = round(TRUST * likeness / 100, 3)
            if place.id not in found or found[place.id].score < score:
                reason = (
                    f"spelled like {place.name} ({likeness:.0f} of 100), inside {parent.name}, which is named beside it"
                )
                found[place.id] = Candidate(id=place.id, name=place.name, score=score, reason=reason)
    return sorted(found.values(), key=lambda candidate: (-candidate.score, candidate.id))
