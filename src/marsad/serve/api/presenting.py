"""Claims as the API shows them: with the names of what they mean, and without words that one may not see."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from marsad.knowledge import Knowledge
from marsad.ledger import Ledger
from marsad.ledger.geography import ActorNames, PlaceFacts
from marsad.ledger.saying import Said
from marsad.model import Actor, ClaimRecord, CountRange, Judgement, Place, SlotValue
from marsad.serve.api.access import Person
from marsad.serve.api.board import View
from marsad.serve.api.shapes.claims import (
    ClaimShape,
    CountShape,
    HistoryShape,
    JudgedShape,
    SpanShape,
    ValueShape,
)

QUESTIONS = {
    **dict.fromkeys(("type", "trigger", "goods", "cause"), "what"),
    **dict.fromkeys(("initiator", "target", "party", "holder", "previous", "actor", "subject", "object"), "who"),
    **dict.fromkeys(("place", "admin", "facility", "origin", "destination", "via"), "where"),
    **dict.fromkeys(("days", "date"), "when"),
    **dict.fromkeys(("killed", "injured", "detained", "abducted"), "how_many"),
    "source": "says",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Presenter:
    """Shows claims to one person, with what is known about them at one moment."""

    view: View
    me: Person
    incidents: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    verdicts: Mapping[str, str] = field(default_factory=dict)
    knowledge: Knowledge | None = None  # for what the ledger has not met yet

    def claim(self, record: ClaimRecord) -> ClaimShape:
        """A claim."""
        return ClaimShape(**self.fields(record))

    def fields(self, record: ClaimRecord) -> dict[str, Any]:
        """The fields of a claim's shape."""
        seen, days = self.me.sees(record.outlet), record.days
        return {
            "key": record.key,
            "kind": str(record.kind),
            "type": record.type,
            "family": str(record.family) if record.family else None,
            "incident": self.incidents.get(record.key),
            "modality": str(record.modality),
            "confidence": round(record.confidence, 4),
            "first_day": days.start if days else None,
            "last_day": days.end if days else None,
            "known_on": record.known_on,
            "published": record.published,
            "outlet": record.outlet,
            "url": record.url,
            "report": record.report,
            "report_id": record.report_id,
            "report_title": self.titles.get(record.report) if seen else None,
            "origin": record.origin,
            "evidence": SpanShape(start=record.evidence.start, end=record.evidence.end),
            "quote": record.quote if seen else None,
            "values": [self.value(slot, seen) for slot in record.slots],
            "ongoing": record.ongoing,
            "aggregate": record.aggregate,
            "edited": record.edited,
            "rejected": record.rejected,
            "restricted": record.outlet in self.view.restricted,
            "verdict": "wrong" if record.rejected else self.verdicts.get(record.key),
        }

    def value(self, slot: SlotValue, seen: bool) -> ValueShape:
        """A value; where one may not see the words, only what they mean or count."""
        name, latin = self.names(slot.target)
        return ValueShape(
            slot=slot.slot,
            question=QUESTIONS.get(slot.slot, "what"),
            value=slot.value if seen or slot.count is not None else name,
            target=slot.target,
            target_name=name,
            target_name_en=latin,
            count=count_of(slot.count),
            words=slot.words if seen else None,
            start=slot.span.start if slot.span else None,
            end=slot.span.end if slot.span else None,
        )

    def names(self, target: str | None) -> tuple[str | None, str | None]:
        """The Arabic and Latin name of a known place or actor."""
        id = target or ""
        known: PlaceFacts | ActorNames | Place | Actor | None = self.view.places.get(id) or self.view.actors.get(id)
        if known is None and self.knowledge is not None:
            known = self.knowledge.gazetteer.places.get(id) or self.knowledge.actors.actors.get(id)
        return (known.name, known.name_en) if known else (None, None)

    def judged(self, judgement: Judgement, claims: Mapping[str, ClaimRecord], said: Mapping[str, Said]) -> JudgedShape:
        """What the machine thinks of two claims, and what a person said of them."""
        return JudgedShape(**self.judged_fields(judgement, claims, said))

    def judged_fields(
        self, judgement: Judgement, claims: Mapping[str, ClaimRecord], said: Mapping[str, Said]
    ) -> dict[str, Any]:
        """The fields of the shape of two compared claims."""
        left, right = claims.get(judgement.left), claims.get(judgement.right)
        word = said.get(f"{judgement.left} {judgement.right}")
        return {
            "left": judgement.left,
            "right": judgement.right,
            "chance": round(judgement.score, 4),
            "reasons": list(judgement.reasons),
            "against": list(judgement.against),
            "left_quote": self._quote(left),
            "right_quote": self._quote(right),
            "left_outlet": left.outlet if left else None,
            "right_outlet": right.outlet if right else None,
            "verdict": word.action if word else None,
            "who": word.who if word else None,
        }

    def _quote(self, record: ClaimRecord | None) -> str | None:
        return record.quote if record is not None and self.me.sees(record.outlet) else None


def presenter_for(ledger: Ledger, view: View, me: Person, records: Collection[ClaimRecord]) -> Presenter:
    """Who shows these claims."""
    keys = [record.key for record in records]
    return Presenter(
        view=view,
        me=me,
        incidents=ledger.browse.incidents_of(keys),
        titles=ledger.browse.titles({record.report for record in records}),
        verdicts=verdicts_of(ledger.browse.said([record.key for record in records if record.edited])),
    )


def shown(ledger: Ledger, view: View, me: Person, records: Sequence[ClaimRecord]) -> list[ClaimShape]:
    """Claims as one person may see them."""
    presenter = presenter_for(ledger, view, me, records)
    return [presenter.claim(record) for record in records]


def verdicts_of(said: Iterable[Said]) -> dict[str, str]:
    """What people called right or wrong, by claim; the last word holds."""
    words = {"accept": "right", "reject": "wrong"}
    ordered = sorted((each for each in said if each.action in words and not each.taken), key=lambda each: each.at)
    return {each.claim: words[each.action] for each in ordered}


def judgements_by_pair(said: Iterable[Said]) -> dict[str, Said]:
    """What people said of pairs, by the keys of both; the last word holds."""
    ordered = sorted((each for each in said if each.other and not each.taken), key=lambda each: each.at)
    return {f"{each.claim} {each.other}": each for each in ordered}


def count_of(count: CountRange | None) -> CountShape | None:
    """How many."""
    return None if count is None else CountShape(min=count.min, max=count.max, approx=count.approx)


def history_of(said: Iterable[Said], me: Person | None = None) -> list[HistoryShape]:
    """What people said, in the order given; what `me` may take back carries a word that does it."""
    return [
        HistoryShape(
            at=each.at,
            who=each.who,
            action=each.action,
            claim=each.claim,
            other=each.other,
            slot=each.slot,
            value=each.value,
            why=each.why,
            withdrawn=each.taken,
            undo=each.mark if me is not None and may_undo(each, me) else None,
        )
        for each in said
    ]


def may_undo(said: Said, me: Person) -> bool:
    """Whether a person may take a word back: analysts their own, editors that of anybody."""
    if said.taken or said.action == "withdrawn":
        return False
    return "add" in me.can or ("judge" in me.can and said.who == me.name)
