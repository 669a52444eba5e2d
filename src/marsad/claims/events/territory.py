"""Who took the ground decides which kind of capture it is.

Codebook, 2: "Government regains territory" is for the country's own state forces or their allies, "Non-state actor
overtakes territory" for any other armed group or a foreign army.
"""

from collections.abc import Sequence

from marsad.claims.events.scene import Scene
from marsad.model.claim import ActorSlot
from marsad.model.codes import EventType, Role

CAPTURES = frozenset({EventType.GOVERNMENT_REGAINS, EventType.NON_STATE_OVERTAKES})
STATE, FOREIGN, POLITICAL = "state forces", "external", "political militia"
REBELS = frozenset({"rebel", "identity militia"})
# All who fight the Houthis in Yemen's war stand with the recognised government, whatever they call themselves.
FOES_OF_A_GOVERNMENT = "ye-houthis"


def settle_capture(kind: EventType, actors: Sequence[ActorSlot], scene: Scene) -> EventType:
    """The kind of a capture by the actor who took; as it was where the packs do not know him.

    "سيطر الجيش السوري على البلدة" is the government's; "طردت ميليشيا الدفاع الوطني ميليشيا قاطرجي من حواجزها", one
    militia against another, is not.
    """
    if kind not in CAPTURES:
        return kind
    takers = [scene.actor_known(slot.actor.value) for slot in actors if slot.role is Role.INITIATOR]
    losers = [scene.actor_known(slot.actor.value) for slot in actors if slot.role is Role.TARGET]
    kinds = {taker for taker, _ in takers if taker}
    if STATE in kinds:
        return EventType.GOVERNMENT_REGAINS
    if POLITICAL in kinds:
        against_rebels = not losers or any(loser in REBELS or not loser for loser, _ in losers)
        return EventType.GOVERNMENT_REGAINS if against_rebels else EventType.NON_STATE_OVERTAKES
    if kinds & (REBELS | {FOREIGN}):
        allied = any(FOES_OF_A_GOVERNMENT in ids for _, ids in losers)
        return EventType.GOVERNMENT_REGAINS if allied else EventType.NON_STATE_OVERTAKES
    return kind
