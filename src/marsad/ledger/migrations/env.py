"""Run by Alembic: the steps are taken on the connection of the ledger that is opened, within its transaction."""

from alembic import context

from marsad.ledger.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
