"""The first tables: reports and sightings, readings and claims, edits and judgements, places, copies, words."""

import sqlalchemy as sa
from alembic import op

from marsad.ledger.words import create_words

revision = "0001"
down_revision = None

Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make all of them."""
    _reports()
    _readings()
    _claims()
    _people()
    _known()
    _copies()
    create_words(op.get_bind())


def _reports() -> None:
    op.create_table(
        "counters",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("last", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "reports",
        sa.Column("id", Id, primary_key=True, autoincrement=False),
        sa.Column("sha256", sa.Text, nullable=False, unique=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "sightings",
        sa.Column("id", Id, primary_key=True, autoincrement=False),
        sa.Column("report", Id, sa.ForeignKey("reports.id"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("outlet", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("published", sa.Date),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("retrieved", sa.Text, nullable=False),
    )
    op.create_index("sightings_report", "sightings", ["report"])
    op.create_index("sightings_name", "sightings", ["name"])


def _readings() -> None:
    op.create_table(
        "readers",
        sa.Column("id", Id, primary_key=True, autoincrement=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("packs", sa.Text, nullable=False),
    )
    op.create_table(
        "readings",
        sa.Column("id", Id, primary_key=True, autoincrement=False),
        sa.Column("report", Id, sa.ForeignKey("reports.id"), nullable=False),
        sa.Column("sighting", Id, sa.ForeignKey("sightings.id"), nullable=False),
        sa.Column("reader", Id, sa.ForeignKey("readers.id"), nullable=False),
        sa.Column("made", sa.Text, nullable=False),
        sa.Column("published", sa.Date),
        sa.Column("known_on", sa.Date, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("superseded_at", sa.Text),
    )
    op.create_index("readings_report", "readings", ["report"])


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("id", Id, primary_key=True, autoincrement=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("reading", Id, sa.ForeignKey("readings.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("family", sa.Text),
        sa.Column("modality", sa.Text, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("first_day", sa.Date),
        sa.Column("last_day", sa.Date),
        sa.Column("place", sa.Text),
        sa.Column("place_id", sa.Text),
        sa.Column("killed_min", sa.BigInteger),
        sa.Column("killed_max", sa.BigInteger),
        sa.Column("injured_min", sa.BigInteger),
        sa.Column("injured_max", sa.BigInteger),
        sa.Column("detained_min", sa.BigInteger),
        sa.Column("detained_max", sa.BigInteger),
        sa.Column("abducted_min", sa.BigInteger),
        sa.Column("abducted_max", sa.BigInteger),
        sa.Column("source", sa.Text),
        sa.Column("start", sa.BigInteger, nullable=False),
        sa.Column("end", sa.BigInteger, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("ongoing", sa.Boolean, nullable=False),
        sa.Column("aggregate", sa.Boolean, nullable=False),
        sa.Column("rejected", sa.Boolean, nullable=False),
        sa.Column("known_on", sa.Date, nullable=False),
        sa.Column("edit", Id),
        sa.Column("live", sa.Boolean, nullable=False),
    )
    op.create_index("claims_key", "claims", ["key"])
    op.create_index("claims_reading", "claims", ["reading"])
    op.create_index("claims_day", "claims", ["first_day"])
    op.create_index("claims_place", "claims", ["place_id"])
    op.create_table(
        "claim_slots",
        sa.Column("claim", Id, sa.ForeignKey("claims.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("slot", sa.Text, nullable=False),
        sa.Column("start", sa.BigInteger),
        sa.Column("end", sa.BigInteger),
        sa.Column("words", sa.Text),
        sa.Column("value", sa.Text),
        sa.Column("key", sa.Text),
        sa.Column("target", sa.Text),
        sa.Column("least", sa.BigInteger),
        sa.Column("most", sa.BigInteger),
        sa.Column("approx", sa.Boolean),
        sqlite_with_rowid=False,
    )
    for column in ("key", "target"):
        filled = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"claim_slots_{column}", "claim_slots", [column], sqlite_where=filled, postgresql_where=filled)
    op.create_table(
        "links",
        sa.Column("target", sa.Text, primary_key=True),
        sa.Column("reading", Id, sa.ForeignKey("readings.id"), primary_key=True),
        sa.Column("question", sa.Text, primary_key=True),
        sa.Column("mentions", sa.Integer, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sqlite_with_rowid=False,
    )


def _people() -> None:
    op.create_table(
        "edits",
        sa.Column("id", Id, primary_key=True, autoincrement=False),
        sa.Column("claim", sa.Text, nullable=False),
        sa.Column("slot", sa.Text, nullable=False),
        sa.Column("value", sa.Text),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
    )
    op.create_index("edits_claim", "edits", ["claim"])
    op.create_table(
        "judgements",
        sa.Column("id", Id, primary_key=True, autoincrement=False),
        sa.Column("left", sa.Text, nullable=False),
        sa.Column("right", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("against", sa.Text, nullable=False),
        sa.Column("who", sa.Text),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("withdraws", Id),
    )
    op.create_index("judgements_left", "judgements", ["left"])
    op.create_index("judgements_right", "judgements", ["right"])
    op.create_table(
        "tombstones",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
    )
    op.create_table(
        "outlets",
        sa.Column("id", Id, primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("affiliation", sa.Text),
        sa.Column("note", sa.Text),
        sa.Column("syndicates_from", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_index("outlets_name", "outlets", ["name"])


def _known() -> None:
    op.create_table(
        "places",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("country", sa.Text, nullable=False),
        sa.Column("latitude", sa.Float),
        sa.Column("longitude", sa.Float),
        sa.Column("cell", sa.BigInteger),
    )
    op.create_index("places_key", "places", ["key"])
    op.create_table(
        "place_areas",
        sa.Column("area", sa.Text, primary_key=True),
        sa.Column("place", sa.Text, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "actors",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("country", sa.Text),
    )
    op.create_index("actors_key", "actors", ["key"])
    op.create_table(
        "actor_wholes",
        sa.Column("whole", sa.Text, primary_key=True),
        sa.Column("part", sa.Text, primary_key=True),
        sqlite_with_rowid=False,
    )


def _copies() -> None:
    op.create_table(
        "bands",
        sa.Column("band", sa.BigInteger, primary_key=True),
        sa.Column("report", Id, sa.ForeignKey("reports.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "copies",
        sa.Column("left", Id, sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("right", Id, sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("likeness", sa.Float, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("copies_right", "copies", ["right"])
    op.create_table(
        "origins",
        sa.Column("report", Id, sa.ForeignKey("reports.id"), primary_key=True, autoincrement=False),
        sa.Column("origin", sa.Text, nullable=False),
    )
    op.create_index("origins_origin", "origins", ["origin"])
