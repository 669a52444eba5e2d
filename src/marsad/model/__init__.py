"""What everything is made of; standard library only."""

from marsad.model.claim import (
    ActorSlot,
    Casualties,
    Claim,
    Control,
    Event,
    Flow,
    Movement,
    Provenance,
    Relation,
)
from marsad.model.codes import (
    Change,
    EventFamily,
    EventType,
    Manner,
    MentionKind,
    Modality,
    Outcome,
    Role,
    Tie,
    VictimGroup,
)
from marsad.model.coding import CodedReport, Coding, Spot
from marsad.model.dates import DateExpression, DateRange
from marsad.model.entity import Actor, Place
from marsad.model.judgement import Judgement, Verdict
from marsad.model.mention import Mention
from marsad.model.quantity import CountRange
from marsad.model.reading import Candidate, DateLink, Link, Offset, Reading, Way
from marsad.model.record import ClaimKind, ClaimRecord, Edit, Outlet, Point, Sighting, SlotValue, Tombstone
from marsad.model.report import Report, Span

__all__ = [
    "Actor",
    "ActorSlot",
    "Candidate",
    "Casualties",
    "Change",
    "Claim",
    "ClaimKind",
    "ClaimRecord",
    "CodedReport",
    "Coding",
    "Control",
    "CountRange",
    "DateExpression",
    "DateLink",
    "DateRange",
    "Edit",
    "Event",
    "EventFamily",
    "EventType",
    "Flow",
    "Judgement",
    "Link",
    "Manner",
    "Mention",
    "MentionKind",
    "Modality",
    "Movement",
    "Offset",
    "Outcome",
    "Outlet",
    "Place",
    "Point",
    "Provenance",
    "Reading",
    "Relation",
    "Report",
    "Role",
    "Sighting",
    "SlotValue",
    "Span",
    "Spot",
    "Tie",
    "Tombstone",
    "Verdict",
    "VictimGroup",
    "Way",
]
