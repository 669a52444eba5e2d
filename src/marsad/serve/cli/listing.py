"""Claims of a ledger as a list: what `events`, `changes` and `flows` have in common."""

from marsad.serve.asking import Filters
from marsad.serve.cli.failing import errors_told
from marsad.serve.cli.options import Bidi, ListFormat


def list_claims(
    ledger: str,
    filters: Filters,
    *,
    single_source: bool | None = None,
    types: tuple[str, ...] | None = None,
    limit: int | None,
    skip: int,
    format: ListFormat,
    bidi: Bidi,
) -> None:
    """Print the claims that answer, as wished; `types` stand in the place of those of the filters."""
    from dataclasses import replace

    from marsad.ledger import Ledger
    from marsad.serve.asking import Window, asked_of
    from marsad.serve.cli.claim_list import print_claims

    with errors_told(), Ledger.open(ledger) as opened:
        asked = asked_of(filters, opened)
        asked = asked if types is None else replace(asked, types=types)
        print_claims(opened, asked, single_source, Window(limit, skip), format, bidi)
