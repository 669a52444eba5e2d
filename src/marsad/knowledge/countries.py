"""Countries under the names, numbers and regions that others give them."""

from dataclasses import dataclass
from functools import cache

from marsad.knowledge.packs import SHIPPED, read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country as ACLED, ISO, UCDP (Gleditsch-Ward) and the Correlates of War have it; "" where one has none."""

    number: str
    iso3: str
    name: str
    region: str
    gw: str
    cow: str
    ucdp_name: str
    ucdp_region: str


_COLUMNS = ("code", "number", "iso3", "name", "region", "gw", "cow", "ucdp_name", "ucdp_region")


@cache
def load_countries() -> dict[str, Country]:
    """Countries by ISO code of two letters."""
    table = read_table(SHIPPED / "core" / "countries.tsv", _COLUMNS)
    return {row["code"]: Country(**{name: row[name] for name in _COLUMNS[1:]}) for row in table}


def country_code(text: str) -> str | None:
    """The ISO code of two letters of a country that ACLED, UCDP or ISO names or numbers so.

    >>> country_code("760"), country_code("Syria"), country_code("652")
    ('SY', 'SY', 'SY')
    """
    return _codes().get(text.strip().casefold().removesuffix(".0"))


@cache
def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for code, country in load_countries().items():
        for name in (code, country.number, country.iso3, country.name, country.ucdp_name, country.gw):
            if name:
                codes.setdefault(name.casefold(), code)
    return codes
