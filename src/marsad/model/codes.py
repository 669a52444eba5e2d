"""The codebook's own words: event types, roles, modalities and the rest, spelled as in docs/codebook.md.

Event types are the sub-event types of the ACLED codebook (https://acleddata.com, 2023 edition).
"""

from enum import StrEnum


class EventFamily(StrEnum):
    """The six event types of ACLED."""

    BATTLES = "Battles"
    REMOTE = "Explosions/Remote violence"
    CIVILIANS = "Violence against civilians"
    PROTESTS = "Protests"
    RIOTS = "Riots"
    STRATEGIC = "Strategic developments"


class EventType(StrEnum):
    """The 25 sub-event types of ACLED; a claim's event is of exactly one."""

    ARMED_CLASH = "Armed clash"
    GOVERNMENT_REGAINS = "Government regains territory"
    NON_STATE_OVERTAKES = "Non-state actor overtakes territory"
    AIR_STRIKE = "Air/drone strike"
    SHELLING = "Shelling/artillery/missile attack"
    REMOTE_EXPLOSIVE = "Remote explosive/landmine/IED"
    SUICIDE_BOMB = "Suicide bomb"
    GRENADE = "Grenade"
    CHEMICAL = "Chemical weapon"
    ATTACK = "Attack"
    ABDUCTION = "Abduction/forced disappearance"
    SEXUAL_VIOLENCE = "Sexual violence"
    PEACEFUL_PROTEST = "Peaceful protest"
    PROTEST_INTERVENTION = "Protest with intervention"
    EXCESSIVE_FORCE = "Excessive force against protesters"
    VIOLENT_DEMONSTRATION = "Violent demonstration"
    MOB_VIOLENCE = "Mob violence"
    AGREEMENT = "Agreement"
    ARRESTS = "Arrests"
    CHANGE = "Change to group/activity"
    DISRUPTED_WEAPONS = "Disrupted weapons use"
    BASE_ESTABLISHED = "Headquarters or base established"
    LOOTING = "Looting/property destruction"
    NON_VIOLENT_TRANSFER = "Non-violent transfer of territory"
    OTHER = "Other"

    @property
    def family(self) -> EventFamily:
        """The ACLED event type this sub-event type belongs to."""
        return _FAMILY[self]


_MEMBERS = {
    EventFamily.BATTLES: "ARMED_CLASH GOVERNMENT_REGAINS NON_STATE_OVERTAKES",
    EventFamily.REMOTE: "AIR_STRIKE SHELLING REMOTE_EXPLOSIVE SUICIDE_BOMB GRENADE CHEMICAL",
    EventFamily.CIVILIANS: "ATTACK ABDUCTION SEXUAL_VIOLENCE",
    EventFamily.PROTESTS: "PEACEFUL_PROTEST PROTEST_INTERVENTION EXCESSIVE_FORCE",
    EventFamily.RIOTS: "VIOLENT_DEMONSTRATION MOB_VIOLENCE",
    EventFamily.STRATEGIC: "AGREEMENT ARRESTS CHANGE DISRUPTED_WEAPONS BASE_ESTABLISHED LOOTING "
    "NON_VIOLENT_TRANSFER OTHER",
}
_FAMILY = {EventType[name]: family for family, names in _MEMBERS.items() for name in names.split()}


class Modality(StrEnum):
    """How surely the report says it (codebook, 4)."""

    ASSERTED = "asserted"
    UNCONFIRMED = "unconfirmed"
    DENIED = "denied"
    PLANNED = "planned"


class Role(StrEnum):
    """What an actor does in an event; `party` when two sides clash and no one is said to have begun."""

    INITIATOR = "initiator"
    TARGET = "target"
    PARTY = "party"


class Outcome(StrEnum):
    """What happened to people."""

    KILLED = "killed"
    INJURED = "injured"
    DETAINED = "detained"
    ABDUCTED = "abducted"


class VictimGroup(StrEnum):
    """Whom it happened to."""

    CIVILIAN = "civilian"
    COMBATANT = "combatant"
    UNKNOWN = "unknown"


class Change(StrEnum):
    """What a control claim says of holder and place."""

    TAKES = "takes"
    LOSES = "loses"
    HOLDS = "holds"
    CONTESTS = "contests"
    INFLUENCE = "influence"


class Manner(StrEnum):
    """How an armed actor moves."""

    WITHDRAWS = "withdraws"
    ADVANCES = "advances"
    REDEPLOYS = "redeploys"
    REINFORCES = "reinforces"


class Tie(StrEnum):
    """A lasting tie of a subject to an object."""

    COMMANDS = "commands"
    MEMBER_OF = "member_of"
    PART_OF = "part_of"
    BACKED_BY = "backed_by"
    ALLIED_WITH = "allied_with"
    RIVAL_OF = "rival_of"
    ALSO_KNOWN_AS = "also_known_as"
    SPLIT_FROM = "split_from"


class MentionKind(StrEnum):
    """What a mention in the text is a mention of."""

    PLACE = "place"
    ACTOR = "actor"
    PERSON = "person"
    FACILITY = "facility"
    GOODS = "goods"
    TRIGGER = "trigger"
    DATE = "date"
    COUNT = "count"
    SOURCE = "source"
