"""What pages of a server show of a ledger, beside claims and incidents: reports, places, actors, people's words."""

from collections import Counter
from collections.abc import Collection, Iterable

from sqlalchemy import Engine, func, select

from marsad.ledger import doubting, geography, restricting, saying, texts
from marsad.ledger.answering import claim_numbers
from marsad.ledger.doubting import DoubtLine
from marsad.ledger.finding import Asked
from marsad.ledger.geography import ActorNames, PlaceFacts
from marsad.ledger.loading import chosen, load_records
from marsad.ledger.opening import reading, writing
from marsad.ledger.saying import Said
from marsad.ledger.schema import claims, incident_members, incident_pairs, reports
from marsad.ledger.texts import ReportFacts, ReportLine, ReportsAsked
from marsad.model import ClaimRecord
from marsad.model.incident import Pair

_MANY = 500


class Browsing:
    """Questions to a ledger that need no more than reading."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def claim_numbers(self, asked: Asked) -> list[int]:
        """The rows of the claims that answer, in no order."""
        with reading(self._engine) as connection:
            return claim_numbers(connection, asked)

    def count(self, asked: Asked) -> int:
        """How many claims answer."""
        return len(self.claim_numbers(asked))

    def claims(self, keys: Collection[str]) -> dict[str, ClaimRecord]:
        """The claims of these keys that hold now."""
        wanted, found = sorted(keys), dict[str, ClaimRecord]()
        with reading(self._engine) as connection:
            for start in range(0, len(wanted), _MANY):
                some = chosen(claims.c.live, claims.c.key.in_(wanted[start : start + _MANY]))
                found |= {record.key: record for record in load_records(connection, some)}
        return found

    def incidents_of(self, keys: Collection[str]) -> dict[str, str]:
        """The incidents that claims are in."""
        wanted, found = sorted(keys), dict[str, str]()
        with reading(self._engine) as connection:
            for start in range(0, len(wanted), _MANY):
                query = select(incident_members.c.claim, incident_members.c.incident).where(
                    incident_members.c.claim.in_(wanted[start : start + _MANY])
                )
                found |= {row.claim: row.incident for row in connection.execute(query)}
        return found

    def pairs_between(self, low: float, high: float) -> list[Pair]:
        """The compared pairs of a chance between two bounds, by the keys of their claims."""
        left, right = incident_members.alias("l"), incident_members.alias("r")
        both = incident_pairs.join(left, left.c.row == incident_pairs.c.left).join(
            right, right.c.row == incident_pairs.c.right
        )
        query = (
            select(left.c.claim.label("one"), right.c.claim.label("other"), incident_pairs)
            .select_from(both)
            .where(incident_pairs.c.chance.between(low, high))
        )
        with reading(self._engine) as connection:
            return [
                Pair(row.one, row.other, row.chance, tuple(map(int, row.levels))) for row in connection.execute(query)
            ]

    def doubt_lines(self) -> list[DoubtLine]:
        """Every claim of an incident that nobody called wrong, as a review queue looks at it."""
        with reading(self._engine) as connection:
            return doubting.doubt_lines(connection)

    def judged_pairs(self) -> set[tuple[str, str]]:
        """The pairs of claims that people judged."""
        with reading(self._engine) as connection:
            return doubting.judged_pairs(connection)

    # --- reports

    def reports(self, asked: ReportsAsked, *, limit: int, skip: int = 0) -> tuple[list[ReportLine], int]:
        """The reports that answer, the latest first, and how many there are in all."""
        with reading(self._engine) as connection:
            return texts.find_reports(connection, asked, limit=limit, skip=skip)

    def report(self, asked: str) -> ReportFacts:
        """The report of an id or the beginning of a sha256; LedgerError for none or several."""
        with reading(self._engine) as connection:
            return texts.report_facts(connection, asked)

    def titles(self, wanted: Collection[str]) -> dict[str, str]:
        """The titles of reports by their sha256."""
        with reading(self._engine) as connection:
            return texts.titles_of(connection, wanted)

    def contents(self, wanted: Collection[str]) -> dict[str, str]:
        """Title, newline and text of reports by their sha256."""
        with reading(self._engine) as connection:
            return texts.contents_of(connection, wanted)

    def count_reports(self) -> int:
        """How many reports there are."""
        with reading(self._engine) as connection:
            return connection.execute(select(func.count()).select_from(reports)).scalar_one()

    # --- places and actors

    def places(self) -> dict[str, PlaceFacts]:
        """Every place of the ledger with what it lies in."""
        with reading(self._engine) as connection:
            return geography.all_places(connection)

    def actors(self) -> dict[str, ActorNames]:
        """Every actor of the ledger."""
        with reading(self._engine) as connection:
            return geography.all_actors(connection)

    def place_counts(self) -> dict[str, int]:
        """How many claims name each place."""
        with reading(self._engine) as connection:
            return geography.place_counts(connection)

    def actor_counts(self) -> dict[str, int]:
        """How many claims name each actor."""
        with reading(self._engine) as connection:
            return geography.actor_counts(connection)

    def around(self, latitude: float, longitude: float, km: float) -> list[tuple[str, float]]:
        """The places near a point, the nearest first, with the kilometres."""
        with reading(self._engine) as connection:
            return geography.around(connection, latitude, longitude, km)

    def spellings(self, actor: str) -> list[str]:
        """What reports call an actor, the commonest first."""
        with reading(self._engine) as connection:
            return geography.spellings(connection, actor)

    def kin(self, actor: str) -> tuple[list[str], list[str]]:
        """The ids of what an actor is part of, and of its parts."""
        with reading(self._engine) as connection:
            return geography.kin(connection, actor)

    def actor_called(self, asked: str) -> str | None:
        """The id of the actor that is meant by an id or a name."""
        with reading(self._engine) as connection:
            return geography.actor_called(connection, asked)

    # --- people's words

    def said(self, keys: Collection[str] | None = None) -> list[Said]:
        """What people said of some claims, or of all, the latest first."""
        with reading(self._engine) as connection:
            return saying.said_of(connection, keys)

    def count_notes(self, keys: Iterable[str]) -> Counter[str]:
        """How many notes there are of each of these claims."""
        with reading(self._engine) as connection:
            return saying.count_notes(connection, keys)

    def restricted(self) -> dict[str, tuple[str, ...]]:
        """The restricted outlets, each with the roles that may see its words."""
        with reading(self._engine) as connection:
            return restricting.restricted(connection)

    def restrict(self, outlet: str, roles: Collection[str] | None) -> None:
        """Only these roles may see what an outlet says; None: everybody may."""
        with writing(self._engine) as connection:
            restricting.restrict(connection, outlet, roles)
