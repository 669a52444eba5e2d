"""Cues that tell what really happened: no negation, attempt or threat, no direct hit on a thing."""

from collections.abc import Iterator

from marsad.claims.tolls.view import SentenceView
from marsad.claims.tolls.words import DIRECT_HIT, LEADING, NEGATIONS, UNREAL
from marsad.knowledge.people import Cue
from marsad.model.codes import Outcome

_NEED_REACH = 14
_LED_REACH = 4


def find_cues(view: SentenceView) -> Iterator[tuple[int, Cue]]:
    """The cues of a sentence from left to right: "لم يُقتل أحد" has none."""
    for at in range(view.first, view.last):
        cue = view.people.cue(view.tokens[at].text)
        if cue is not None and _is_real(view, at, cue):
            yield at, cue


def _is_real(view: SentenceView, at: int, cue: Cue) -> bool:
    before = (view.text(at - 1), view.text(at - 2))
    if before[0] in NEGATIONS or not UNREAL.isdisjoint(before):
        return False
    if cue.verbal and cue.prefix[-1:] in ("س", "ل", "ب"):
        # بقتل and أدى لقتل are the verbal noun that is written like the verb; سيقتل and ليقتل have not happened.
        led = cue.prefix[-1:] == "ل" and not LEADING.isdisjoint(view.texts(at - _LED_REACH, at))
        return (led or cue.prefix[-1:] == "ب") and not cue.needs
    if cue.outcome is Outcome.INJURED and not DIRECT_HIT.isdisjoint(view.texts(at + 1, at + 3)):
        return False
    return not cue.needs or any(word in cue.needs for word in view.texts(at + 1, at + 1 + _NEED_REACH))
