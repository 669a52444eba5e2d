"""Arabic words for the terms of the codebook."""

from functools import cache

from marsad.knowledge.packs import SHIPPED, read_table


@cache
def load_labels() -> dict[str, str]:
    """Term in English -> in Arabic."""
    return {row["term"]: row["arabic"] for row in read_table(SHIPPED / "core" / "labels.tsv", ("term", "arabic"))}


def arabic(term: str) -> str:
    """The Arabic of a term; the term itself where none is written down.

    >>> arabic("killed")
    'قتلى'
    """
    return load_labels().get(term, term)
