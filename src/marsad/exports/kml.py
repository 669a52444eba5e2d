"""KML 2.2: a placemark an incident, with its days as a time span and every column of the flat row as data."""

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from marsad.exports.flat import ONE, flat, plain
from marsad.exports.losses import Loss, values_lost
from marsad.exports.surroundings import Surroundings
from marsad.model.incident import Incident

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
    "<name>incidents</name>\n"
)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # characters that XML cannot hold
_ELSEWHERE = ("title", "latitude", "longitude")


def write_kml(incidents: Iterable[Incident], around: Surroundings, file: BinaryIO) -> Iterator[Loss]:
    """Placemarks as the incidents come."""
    file.write(_HEAD.encode())
    for incident in incidents:
        file.write((_placemark(incident, around) + "\n").encode())
        yield from values_lost(incident, one=ONE)
        if incident.point is None:
            yield Loss(incident.id, "point", "", "a map shows no placemark without a point; it is in the list alone")
    file.write(b"</Document></kml>\n")


def xml_text(value: object) -> str:
    """A value as text of XML."""
    return escape(_NO_XML.sub("\ufffd", str(value)))


def _placemark(incident: Incident, around: Surroundings) -> str:
    row, point, days = flat(incident, around), incident.point, incident.days
    data = "".join(
        f"<Data name={quoteattr(name)}><value>{xml_text(plain(value))}</value></Data>"
        for name, value in row.items()
        if value is not None and name not in _ELSEWHERE
    )
    when = f"<TimeSpan><begin>{days.start}</begin><end>{days.end}</end></TimeSpan>" if days else ""
    where = f"<Point><coordinates>{point.longitude:.6f},{point.latitude:.6f}</coordinates></Point>" if point else ""
    return (
        f"<Placemark id={quoteattr(incident.id)}><name>{xml_text(row['title'])}</name>"
        f"<description>{xml_text(plain(row['quotes']))}</description>{when}<ExtendedData>{data}</ExtendedData>"
        f"{where}</Placemark>"
    )
