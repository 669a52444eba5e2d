"""The tables of a ledger, as they are now; how they came to be is in migrations/.

Days are dates, times are ISO 8601 text in UTC, and texts are exactly as read. Rows are added and never
changed, but for the marks that say a reading or a claim is superseded, and for what can be worked out anew:
known places and actors, origins, the words that are searched.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

metadata = MetaData()


def only(condition: str) -> dict[str, Any]:
    """An index of the rows that hold something, on either database."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


# What questions look at: they are answered from this index alone, without the long rows. `id` stands first, so that
# nobody takes the index for a way to the few rows of a key.
ASKED = (
    *("id", "live", "kind", "rejected", "type", "family", "modality", "confidence", "first_day", "last_day"),
    *("killed_min", "injured_min", "known_on", "place_id", "reading"),
)
Id = BigInteger().with_variant(Integer, "sqlite")

counters = Table(  # the last number given to a row of a table: numbers are never given twice
    "counters",
    metadata,
    Column("name", Text, primary_key=True),
    Column("last", BigInteger, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("sha256", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
)

sightings = Table(
    "sightings",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("report", Id, ForeignKey("reports.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("outlet", Text),
    Column("url", Text),
    Column("published", Date),
    Column("place", Text, nullable=False),
    Column("retrieved", Text, nullable=False),
    Index("sightings_report", "report"),
    Index("sightings_name", "name"),
    Index("sightings_outlet", "outlet"),
)

readers = Table(  # which Marsad read, with which packs
    "readers",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("version", Text, nullable=False),
    Column("packs", Text, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("report", Id, ForeignKey("reports.id"), nullable=False),
    Column("sighting", Id, ForeignKey("sightings.id"), nullable=False),
    Column("reader", Id, ForeignKey("readers.id"), nullable=False),
    Column("made", Text, nullable=False),
    Column("published", Date),
    Column("known_on", Date, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("superseded_at", Text),
    Index("readings_report", "report"),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False),
    Column("reading", Id, ForeignKey("readings.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("family", Text),
    Column("modality", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("place", Text),
    Column("place_id", Text),
    Column("killed_min", BigInteger),
    Column("killed_max", BigInteger),
    Column("injured_min", BigInteger),
    Column("injured_max", BigInteger),
    Column("detained_min", BigInteger),
    Column("detained_max", BigInteger),
    Column("abducted_min", BigInteger),
    Column("abducted_max", BigInteger),
    Column("source", Text),
    Column("start", BigInteger, nullable=False),
    Column("end", BigInteger, nullable=False),
    Column("quote", Text, nullable=False),
    Column("ongoing", Boolean, nullable=False),
    Column("aggregate", Boolean, nullable=False),
    Column("rejected", Boolean, nullable=False),
    Column("known_on", Date, nullable=False),
    Column("edit", Id),
    Column("live", Boolean, nullable=False),
    Index("claims_key", "key"),
    Index("claims_reading", "reading"),
    Index("claims_day", "first_day"),
    Index("claims_place", "place_id"),
    Index("claims_asked", *ASKED),
)

claim_slots = Table(
    "claim_slots",
    metadata,
    Column("claim", Id, ForeignKey("claims.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("slot", Text, nullable=False),
    Column("start", BigInteger),
    Column("end", BigInteger),
    Column("words", Text),
    Column("value", Text),  # None where it is the words themselves
    Column("key", Text),  # folded value, for slots that are searched by name
    Column("target", Text),
    Column("least", BigInteger),
    Column("most", BigInteger),
    Column("approx", Boolean),
    Index("claim_slots_key", "key", **only("key IS NOT NULL")),
    Index("claim_slots_target", "target", **only("target IS NOT NULL")),
    sqlite_with_rowid=False,
)

links = Table(  # which known things a reading's mentions mean; each mention's own link is in the reading
    "links",
    metadata,
    Column("target", Text, primary_key=True),
    Column("reading", Id, ForeignKey("readings.id"), primary_key=True),
    Column("question", Text, primary_key=True),
    Column("mentions", Integer, nullable=False),
    Column("score", Float, nullable=False),  # of the surest mention
    sqlite_with_rowid=False,
)

edits = Table(
    "edits",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("claim", Text, nullable=False),
    Column("slot", Text, nullable=False),
    Column("value", Text),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("why", Text, nullable=False),
    Index("edits_claim", "claim"),
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("left", Text, nullable=False),
    Column("right", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("against", Text, nullable=False),
    Column("who", Text),
    Column("at", Text, nullable=False),
    Column("withdraws", Id),
    Index("judgements_left", "left"),
    Index("judgements_right", "right"),
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("claims", Integer, nullable=False),
)

outlets = Table(  # every statement about an outlet is a row; the last one holds
    "outlets",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("language", Text),
    Column("affiliation", Text),
    Column("note", Text),
    Column("syndicates_from", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Index("outlets_name", "name"),
)

places = Table(
    "places",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("name_en", Text),
    Column("kind", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("cell", BigInteger),  # H3
    Index("places_key", "key"),
)

place_areas = Table(  # everything a place lies in, and the place itself
    "place_areas",
    metadata,
    Column("area", Text, primary_key=True),
    Column("place", Text, primary_key=True),
    sqlite_with_rowid=False,
)

actors = Table(
    "actors",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("name_en", Text),
    Column("kind", Text, nullable=False),
    Column("country", Text),
    Index("actors_key", "key"),
)

actor_wholes = Table(  # every actor that an actor is part of, and the actor itself
    "actor_wholes",
    metadata,
    Column("whole", Text, primary_key=True),
    Column("part", Text, primary_key=True),
    sqlite_with_rowid=False,
)

bands = Table(  # sketches of texts: two near copies share a band
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True),
    Column("report", Id, ForeignKey("reports.id"), primary_key=True),
    sqlite_with_rowid=False,
)

copies = Table(  # pairs of reports, one of which is a near copy of the other
    "copies",
    metadata,
    Column("left", Id, ForeignKey("reports.id"), primary_key=True),
    Column("right", Id, ForeignKey("reports.id"), primary_key=True),
    Column("likeness", Float, nullable=False),
    Index("copies_right", "right"),
    sqlite_with_rowid=False,
)

origins = Table(  # groups of near copies, named by the smallest sha256 among them; a text without copies has no row
    "origins",
    metadata,
    Column("report", Id, ForeignKey("reports.id"), primary_key=True, autoincrement=False),
    Column("origin", Text, nullable=False),
    Index("origins_origin", "origin"),
)

incident_pairs = Table(  # claims that were compared: the chance that they tell of one happening, and why
    "incident_pairs",
    metadata,
    Column("left", Id, primary_key=True, autoincrement=False),  # rows of claims
    Column("right", Id, primary_key=True, autoincrement=False),
    Column("chance", Float, nullable=False),
    Column("levels", Text, nullable=False),  # a digit for each comparison
    Index("incident_pairs_right", "right"),
    sqlite_with_rowid=False,
)

incident_members = Table(  # the incident each claim is in; `row` is the claim as it was when it was compared
    "incident_members",
    metadata,
    Column("claim", Text, primary_key=True),
    Column("row", Id, nullable=False),
    Column("incident", Text, nullable=False),
    Index("incident_members_row", "row"),
    Index("incident_members_incident", "incident"),
    sqlite_with_rowid=False,
)

feeds = Table(  # feeds that are watched, and what to ask their server with next time
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("modified", Text),
    Column("looked", Text, nullable=False),
    Column("failures", Integer, nullable=False),  # in a row
)

feed_entries = Table(  # entries that were read, or were asked for `tries` times in vain; digests stand for both
    "feed_entries",
    metadata,
    Column("feed", Text, primary_key=True),
    Column("entry", Text, primary_key=True),
    Column("version", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("listed", Date, nullable=False),  # the last day the feed had it
    sqlite_with_rowid=False,
)
incident_summaries = Table(  # an incident as lists and maps show it; no body: it must be worked out anew, or is gone
    "incident_summaries",
    metadata,
    Column("incident", Text, primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("body", LargeBinary),
    Index("incident_summaries_version", "version"),
    sqlite_with_rowid=False,
)

edit_withdrawals = Table(  # edits that were taken back
    "edit_withdrawals",
    metadata,
    Column("edit", Id, ForeignKey("edits.id"), primary_key=True, autoincrement=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
)

notes = Table(
    "notes",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("claim", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("withdrawn_at", Text),
    Index("notes_claim", "claim"),
)

restrictions = Table(  # outlets whose words only some roles may see
    "restrictions",
    metadata,
    Column("outlet", Text, primary_key=True),
    Column("roles", Text, nullable=False),
)

users = Table(
    "users",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),  # an argon2 hash
    Column("created", Text, nullable=False),
    Column("last_login", Text),
    Column("disabled", Boolean, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("digest", Text, primary_key=True),  # sha256 of what the cookie holds
    Column("user", Text, ForeignKey("users.name"), nullable=False),
    Column("csrf", Text, nullable=False),
    Column("ends", Text, nullable=False),
    Index("sessions_user", "user"),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("user", Text, ForeignKey("users.name"), nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("digest", Text, nullable=False, unique=True),
    Column("created", Text, nullable=False),
    Column("last_used", Text),
    Index("tokens_user", "user"),
)

audit = Table(  # every change that was made through the server, for good
    "audit",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("target", Text),
    Column("detail", Text, nullable=False),
    Index("audit_who", "who"),
)
