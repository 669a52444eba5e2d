"""What a server needs: summaries of incidents, notes, edits taken back, accounts, restricted outlets, the audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ASKED = (
    *("id", "live", "kind", "rejected", "type", "family", "modality", "confidence", "first_day", "last_day"),
    *("killed_min", "injured_min", "known_on", "place_id", "reading"),
)
Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables; summaries are worked out when they are first asked for."""
    _what_people_say()
    _accounts()
    op.create_table(
        "incident_summaries",
        sa.Column("incident", sa.Text, primary_key=True),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("body", sa.LargeBinary),
        sqlite_with_rowid=False,
    )
    op.create_index("incident_summaries_version", "incident_summaries", ["version"])
    op.create_table(
        "audit",
        sa.Column("id", Id, primary_key=True, autoincrement=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("target", sa.Text),
        sa.Column("detail", sa.Text, nullable=False),
    )
    op.create_index("audit_who", "audit", ["who"])
    op.create_index("sightings_outlet", "sightings", ["outlet"])
    op.create_index("claims_asked", "claims", list(ASKED))


def _what_people_say() -> None:
    op.create_table(
        "edit_withdrawals",
        sa.Column("edit", Id, sa.ForeignKey("edits.id"), primary_key=True, autoincrement=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_table(
        "notes",
        sa.Column("id", Id, primary_key=True, autoincrement=False),
        sa.Column("claim", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("withdrawn_at", sa.Text),
    )
    op.create_index("notes_claim", "notes", ["claim"])
    op.create_table(
        "restrictions",
        sa.Column("outlet", sa.Text, primary_key=True),
        sa.Column("roles", sa.Text, nullable=False),
    )


def _accounts() -> None:
    op.create_table(
        "users",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("created", sa.Text, nullable=False),
        sa.Column("last_login", sa.Text),
        sa.Column("disabled", sa.Boolean, nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("user", sa.Text, sa.ForeignKey("users.name"), nullable=False),
        sa.Column("csrf", sa.Text, nullable=False),
        sa.Column("ends", sa.Text, nullable=False),
    )
    op.create_index("sessions_user", "sessions", ["user"])
    op.create_table(
        "tokens",
        sa.Column("id", Id, primary_key=True, autoincrement=False),
        sa.Column("user", sa.Text, sa.ForeignKey("users.name"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False, unique=True),
        sa.Column("created", sa.Text, nullable=False),
        sa.Column("last_used", sa.Text),
    )
    op.create_index("tokens_user", "tokens", ["user"])
