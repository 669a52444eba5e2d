"""What became of incidents since a day: new, changed, withdrawn."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from tempfile import TemporaryFile

from marsad.incidents import group, name_of
from marsad.ledger import Asked, Ledger
from marsad.ledger.flattening import KEY_DIGITS
from marsad.model.incident import Incident, Verdicts

NEW, CHANGED, WITHDRAWN = "new", "changed", "withdrawn"


class Changes:
    """The changes since a day (that day included): claims that became known, people's words, claims that went."""

    def __init__(self, ledger: Ledger, since: date) -> None:
        self._ledger, self._since = ledger, since
        self._edits = [edit for edit in ledger.edits() if edit.at.date() >= since]
        self._edited = {edit.claim for edit in self._edits}
        judged = [each for each in ledger.judgements().values() if each.who is not None and each.at.date() >= since]
        self._judged = {key for each in judged for key in (each.left, each.right)}
        self._rows = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 -- closed with the object; a list would grow
        self._counts: Counter[str] = Counter()
        self._quiet = False

    def close(self) -> None:
        """Let go of the temporary file."""
        self._rows.close()

    def again(self) -> "Changes":
        """The same for a second pass, which counts nothing."""
        self._quiet = True
        return self

    def has(self, incident: Incident) -> bool:
        """Whether an incident is new or changed; what happened to it is written down."""
        known = [member for member in incident.members if member.known_on < self._since]
        keys = {member.key for member in incident.members}
        if not known:
            self._say(incident.id, NEW, f"known since {incident.known_on}")
            return True
        reasons = []
        if len(known) < len(incident.members):
            reasons.append(f"{len(incident.members) - len(known)} claims became known")
        if keys & self._edited:
            reasons.append("a person corrected a value")
        if keys & self._judged:
            reasons.append("a person said what belongs together")
        if not reasons:
            return False
        self._say(incident.id, CHANGED, "; ".join(reasons))
        for name in self._names_before({member.key for member in known}) - {incident.id}:
            self._say(name, WITHDRAWN, f"it is part of {incident.id} now")
        return True

    def _names_before(self, keys: set[str]) -> set[str]:
        """What the incidents were called that these claims made before there were others."""
        pairs = [pair for pair in self._ledger.pairs_of(keys) if pair.left in keys and pair.right in keys]
        return {name_of(min(members)) for members in group(keys, pairs, Verdicts())}

    def told(self, asked: Asked) -> Iterator[tuple[str, ...]]:
        """Incident, change, why, of all that was asked about and then of what was withdrawn."""
        if asked.known_by is None or asked.known_by >= self._since:
            self._withdrawn()
        self._rows.seek(0)
        for line in self._rows:
            yield tuple(line.rstrip("\n").split("\t"))

    def _withdrawn(self) -> None:
        """Incidents that people called wrong, those of reports that were forgotten, claims no longer found."""
        wrong = {edit.claim for edit in self._edits if edit.slot == "verdict" and edit.value == "wrong"}
        names = {name for key in wrong if (name := self._ledger.incident_of(key))}
        for members in self._ledger.members_of(sorted(names)):
            if all(member.rejected for member in members):
                self._say(name_of(min(member.key for member in members)), WITHDRAWN, "a person called it wrong")
        for tombstone in self._ledger.tombstones():
            if tombstone.at.date() >= self._since:
                what = f"i-{tombstone.sha256[:KEY_DIGITS]}-*"
                self._say(what, WITHDRAWN, f"report {tombstone.id} was forgotten")
        for key in self._ledger.gone_claims(self._since):
            self._say(name_of(key), WITHDRAWN, "reading again no longer finds it")

    def _say(self, incident: str, change: str, why: str) -> None:
        if not self._quiet:
            self._counts[change] += 1
            self._rows.write(f"{incident}\t{change}\t{' '.join(why.split())}\n")

    def summary(self) -> str:
        """How many of each."""
        return ", ".join(f"{self._counts[each]} {each}" for each in (NEW, CHANGED, WITHDRAWN))
