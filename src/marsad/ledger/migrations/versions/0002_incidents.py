"""Incidents: which claims were compared, and which incident each is in."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the two tables; `marsad add` fills them with what the ledger has."""
    op.create_table(
        "incident_pairs",
        sa.Column("left", Id, primary_key=True, autoincrement=False),
        sa.Column("right", Id, primary_key=True, autoincrement=False),
        sa.Column("chance", sa.Float, nullable=False),
        sa.Column("levels", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("incident_pairs_right", "incident_pairs", ["right"])
    op.create_table(
        "incident_members",
        sa.Column("claim", sa.Text, primary_key=True),
        sa.Column("row", Id, nullable=False),
        sa.Column("incident", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("incident_members_row", "incident_members", ["row"])
    op.create_index("incident_members_incident", "incident_members", ["incident"])
