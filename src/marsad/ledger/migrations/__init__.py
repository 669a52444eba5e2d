"""How the tables of a ledger came to be, a file a step; Alembic runs the steps that a ledger lacks."""
