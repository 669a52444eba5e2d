"""A case file: one HTML page that opens offline, in Arabic and English, every value linked to the words that say it.

The page has no script, and its policy forbids it to fetch anything. Each report stands in it as it was read, with its
SHA-256, so that who gets the file can prove that no letter was changed.
"""

from collections.abc import Iterable, Iterator
from html import escape
from typing import BinaryIO

from marsad.exports.flat import bounds
from marsad.exports.highlight import Mark, highlighted
from marsad.exports.labels import arabic
from marsad.exports.losses import Loss
from marsad.exports.surroundings import Surroundings
from marsad.incidents.merging import spoken
from marsad.model import ClaimRecord, Modality, SlotValue, Span
from marsad.model.incident import Incident, Merged, Told
from marsad.text.normalize import fold
from marsad.version import VERSION

_SLOT_OF = {"type": "trigger", "days": "date"}  # what of a claim gives a value that the incident names otherwise
_STYLE = """
:root{color-scheme:light;--line:#d4d0c8;--soft:#6b6660;--mark:#fff0b3;--said:#f7f4ec;--hit:#ffb84d}
*{box-sizing:border-box}
body{font:17px/1.75 "Noto Naskh Arabic","Amiri","Geeza Pro","Segoe UI",Tahoma,sans-serif;color:#1d1b19;
max-width:60rem;margin:2rem auto;padding:0 1.25rem;background:#fff}
h1{font-size:1.7rem;line-height:1.4;margin:0 0 .25rem}h2{font-size:1.3rem;margin:2.5rem 0 .25rem}
h3{font-size:1.05rem;margin:1.5rem 0 .25rem}
[lang=en]{font-family:system-ui,"Segoe UI",Helvetica,Arial,sans-serif;font-size:.82em;color:var(--soft)}
table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;padding:.4rem .6rem;
border-bottom:1px solid var(--line)}th{white-space:nowrap;font-weight:600}
a{color:#0b5394;text-decoration-thickness:1px;text-underline-offset:3px}
article{border:1px solid var(--line);border-radius:6px;padding:.25rem 1rem 1rem;margin:1rem 0}
.text{white-space:pre-wrap;overflow-wrap:anywhere}.evidence{background:var(--said)}
mark{background:var(--mark);padding:.05em .1em;border-radius:3px}
:target,mark:target{background:var(--hit);outline:2px solid #c77700}
.hash{font:12px/1.5 ui-monospace,Consolas,monospace;direction:ltr;unicode-bidi:isolate;overflow-wrap:anywhere}
.warn{color:#8a3b00}.gone{text-decoration:line-through}
@media print{body{margin:0;max-width:none}article{break-inside:avoid-page}}
"""
_HEAD = f"""<!doctype html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>مرصد</title>
<style>{_STYLE}</style>
</head>
<body>
"""


def write_casefile(incidents: Iterable[Incident], around: Surroundings, file: BinaryIO) -> Iterator[Loss]:
    """The page of these incidents, one below the other."""
    file.write(_HEAD.encode())
    file.write(f"<h1>{_both('case file')}</h1>\n".encode())
    for number, incident in enumerate(incidents, start=1):
        file.write("".join(_section(incident, number, around)).encode())
        yield from _placed_by_people(incident)
    file.write(f'<footer lang="en" dir="ltr">Marsad {escape(VERSION)}</footer>\n</body>\n</html>\n'.encode())


def _placed_by_people(incident: Incident) -> Iterator[Loss]:
    for member in incident.members:
        for slot in member.slots:
            if slot.span is None:
                yield Loss(incident.id, slot.slot, slot.value, "a person put it there; no words of the report say it")


def _both(term: str) -> str:
    return f'{escape(arabic(term))} <span lang="en" dir="ltr">{escape(term)}</span>'


def _section(incident: Incident, number: int, around: Surroundings) -> Iterator[str]:
    place = incident.place
    own = around.own(place.target) if place else None
    where = escape(place.value) if place else escape(arabic("place unknown"))
    latin = f' <span lang="en" dir="ltr">{escape(own.latin)}</span>' if own else ""
    when = escape(str(incident.days)) if incident.days else _both("day unknown")
    yield f'<section id="{escape(incident.id)}">\n'
    yield f"<h2>{_both(incident.type)} · {where}{latin} · <bdi>{when}</bdi></h2>\n"
    warning = f' <span class="warn">{_both("single source")}</span>' if incident.single_source else ""
    yield f'<p class="hash">{escape(incident.id)}</p><p>{len(incident.origins)} {_both("sources")}{warning}</p>\n'
    yield "<table>\n"
    for slot in incident.slots:
        yield _rows(slot, incident, number)
    yield f"</table>\n<h3>{_both('sources')}</h3>\n"
    for at, member in enumerate(incident.members, start=1):
        yield _article(member, f"{number}-{at}", around)
    yield "</section>\n"


def _rows(slot: Merged, incident: Incident, number: int) -> str:
    told = "".join(f"<div>{_told(each, slot.slot, incident, number)}</div>" for each in slot.told)
    low, best, high = bounds(slot)
    if slot.count is not None:
        told += f'<div lang="en" dir="ltr">{low} – {high if high is not None else "?"}, best {best}</div>'
    if slot.contested:
        told += f'<div class="warn">{_both("sources disagree")}</div>'
    return f"<tr><th>{_both(slot.slot)}</th><td>{told}</td></tr>\n"


def _told(told: Told, slot: str, incident: Incident, number: int) -> str:
    """A value, with a link to the words of each claim that gives it."""
    value = spoken(told.count) if told.count else told.value
    shown = _both(value) if slot == "type" else f"<bdi>{escape(value)}</bdi>"
    links = []
    for at, member in enumerate(incident.members, start=1):
        if member.key in told.claims:
            links.append(f'<a href="#{_anchor(member, told, slot, f"{number}-{at}")}">[{at}]</a>')
    return f"{shown} {' '.join(links)}"


def _anchor(member: ClaimRecord, told: Told, slot: str, name: str) -> str:
    """Where in a report a value is said: its words, else the evidence as a whole."""
    wanted = _SLOT_OF.get(slot, slot)
    for at, each in enumerate(member.slots):
        if each.slot == wanted and each.span is not None and _says(each, told, slot):
            return f"c{name}-{at}"
    return f"c{name}"


def _says(value: SlotValue, told: Told, slot: str) -> bool:
    if slot in _SLOT_OF or told.count is not None:
        return True
    return value.target == told.target if told.target else fold(value.value) == fold(told.value)


def _article(member: ClaimRecord, name: str, around: Surroundings) -> str:
    content = around.content(member.report)
    shift = 0
    if content is None:  # only the evidence is known
        content, shift = member.quote, member.evidence.start
    outlet = escape(member.outlet) if member.outlet else _both("an unnamed outlet")
    surely = f" · {_both(str(member.modality))}" if member.modality is not Modality.ASSERTED else ""
    gone = f' · <span class="warn">{_both("no longer counted")}</span>' if member.rejected else ""
    url = f'<div class="hash">{escape(member.url)}</div>' if member.url else ""
    day = f"{_both('published')} <bdi>{member.published}</bdi>" if member.published else ""
    return (
        f'<article class="{"gone" if member.rejected else "counted"}">\n<h3>{outlet} · {day}{surely}{gone}</h3>{url}'
        f'<div class="text">{highlighted(content, list(_marks(member, name, shift, len(content))))}</div>'
        f'<p class="hash">{_both("report fingerprint")} sha256:{escape(member.report)}</p></article>\n'
    )


def _marks(member: ClaimRecord, name: str, shift: int, length: int) -> Iterator[Mark]:
    """The evidence and every value in it or elsewhere in the text, as far as the text is at hand."""
    evidence = _moved(member.evidence, shift, length)
    if evidence:
        yield Mark(evidence, f"c{name}", None)
    for at, slot in enumerate(member.slots):
        span = _moved(slot.span, shift, length) if slot.span else None
        if span:
            yield Mark(span, f"c{name}-{at}", f"{arabic(slot.slot)} · {slot.slot}")


def _moved(span: Span, shift: int, length: int) -> Span | None:
    start, end = span.start - shift, span.end - shift
    return Span(start, end) if 0 <= start < end <= length else None
