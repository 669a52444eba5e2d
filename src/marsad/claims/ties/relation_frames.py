"""How cues of relation are read: each frame says where subject and object stand around the cue."""

from collections.abc import Callable, Iterator

from marsad.claims.ties.aliases import named_aliases
from marsad.claims.ties.coined import coin_body, coin_person
from marsad.claims.ties.linked import (
    linked,
    owner_of_tie,
    person_after,
    person_before,
    power_left,
    power_right,
    powers_from,
)
from marsad.claims.ties.row import Hit, UnitRow
from marsad.claims.ties.subjects import find_subject, is_oblique
from marsad.claims.ties.units import ACTORS, DOERS, PERSONS, POWERS, SEPARATORS
from marsad.model import MentionKind, Tie
from marsad.text.normalize import fold

Pair = tuple[int, Tie, int]
_Frame = Callable[[UnitRow, Hit], Iterator[Pair]]
_CRAFT = "craft"
_OFF = frozenset({"عن"})
_OWN_POST_REACH = 20
_OPENING_REACH = 12


def read_relation(row: UnitRow, hit: Hit) -> Iterator[Pair]:
    """The ties a cue of relation tells: subject, tie, object."""
    return _FRAMES[hit.form.cue.frame](row, hit)


def _after(row: UnitRow, hit: Hit) -> Iterator[Pair]:
    """القوات المدعومة من روسيا; فصائل موالية لها; التحالف بقيادة السعودية."""
    code = hit.form.cue.code
    subject = owner_of_tie(row, hit.first, 0 if code == Tie.PART_OF else 2)
    if subject is None and code == Tie.PART_OF:
        yield from _part_unknown(row, hit)
    if subject is None or (code == Tie.PART_OF and row.mention(subject).rule == _CRAFT):
        return
    thing = linked(row, hit)
    if thing == subject:
        thing = row.left(subject - 1, POWERS, 3)
    if thing is None or (code == Tie.ALLIED_WITH and _is_bare_crowd(row, subject)):
        return
    if code == "led_by":
        yield thing, Tie.COMMANDS, subject
    elif code == Tie.PART_OF:
        yield _belongs(row, subject, thing)
    else:
        for one in powers_from(row, thing):
            yield subject, Tie(code), one


def _part_unknown(row: UnitRow, hit: Hit) -> Iterator[Pair]:
    """غرفة عمليات الكرامة، التابعة للجيش: a part that no list knows."""
    thing = linked(row, hit)
    if thing is None or row.kind(thing) is not MentionKind.ACTOR or row.is_land(thing):
        return
    subject = coin_body(row, hit.first)
    if subject is not None:
        yield subject, Tie.PART_OF, thing


def _belongs(row: UnitRow, subject: int, thing: int) -> Pair:
    """التابع لقسد is part of it; التابع للرئيس is led by him; التابع لتركيا is backed by her."""
    if row.kind(thing) is MentionKind.PERSON:
        return thing, Tie.COMMANDS, subject
    return subject, Tie.BACKED_BY if row.is_land(thing) else Tie.PART_OF, thing


def _is_bare_crowd(row: UnitRow, n: int) -> bool:
    """Whether only "القوات" or "مسلحين" stands before the tie: such a crowd is no actor of its own."""
    unit = row.units[n]
    return unit.last - unit.first == 1 and unit.word in row.links.crowds


def _clause(row: UnitRow, hit: Hit) -> Iterator[Pair]:
    """شنت القوات هجوما بدعم من روسيا; بدعم روسي."""
    thing = linked(row, hit)
    if thing is None and row.bare(hit.last) in row.links.power_adverbs:
        thing = hit.last
    if thing is None:
        return
    for subject in _helped(row, hit, thing):
        for one in powers_from(row, thing):
            yield subject, Tie.BACKED_BY, one


def _helped(row: UnitRow, hit: Hit, thing: int) -> list[int]:
    """Who acts with help: said before it, or behind the pause where the help opens the sentence."""
    subject = row.left(hit.first - 1, DOERS, 12)
    while subject is not None and is_oblique(row, subject):
        subject = row.left(subject - 1, DOERS, 8)
    if subject is not None:
        return row.list_to(subject, DOERS)
    k, sentence = thing + 1, row.sentence(thing)
    while row.within(k, sentence) and k < thing + _OPENING_REACH:
        if row.units[k].word in SEPARATORS:
            later = row.right(k + 1, DOERS, 3)
            return row.list_from(later, DOERS) if later is not None else []
        k += 1
    return []


def _relverb(row: UnitRow, hit: Hit) -> Iterator[Pair]:
    """التحالف الذي تقوده السعودية; جيش أحرار العشائر الذي تدعمه عمان."""
    subject = owner_of_tie(row, hit.first)
    thing = power_right(row, hit.last, 1)
    if subject is None or thing is None:
        return
    if hit.form.cue.code == "led_by":
        yield thing, Tie.COMMANDS, subject
    else:
        for one in powers_from(row, thing):
            yield subject, Tie.BACKED_BY, one


def _verb(row: UnitRow, hit: Hit) -> Iterator[Pair]:
    """إيران تدعم النظام; تدعم إيران النظام; الشيخ الذي يقود قوات العشائر."""
    thing = power_right(row, hit.last, 0)
    if thing is None or row.guarded(hit.first, row.links.negations, 3):
        return
    later = power_right(row, thing + 1, 0) if not row.units[thing].prep else None
    if later is not None and not row.units[later].joined:
        subject: int | None = thing
        thing = later
    else:
        subject = power_left(row, hit.first - 1, 2)
    if subject is None:
        return
    if hit.form.cue.code == Tie.COMMANDS:
        yield subject, Tie.COMMANDS, thing
    else:
        yield thing, Tie.BACKED_BY, subject


def _ally(row: UnitRow, hit: Hit) -> Iterator[Pair]:
    """الحكومة السورية وحليفتها روسيا; نظام الأسد وداعميه، روسيا وإيران."""
    subject = power_left(row, hit.first - 1, 1)
    thing = power_right(row, hit.last, 1)
    if subject is not None and thing is not None:
        for one in powers_from(row, thing):
            yield subject, Tie(hit.form.cue.code), one


def _post(row: UnitRow, hit: Hit) -> Iterator[Pair]:
    """القيادي في حركة حماس فلان; قائد قسد، فلان; فلان، زعيم الجماعة."""
    thing = linked(row, hit, ACTORS)
    if thing is None or row.kind(thing) is MentionKind.PERSON or _is_office(row, thing):
        return
    tie = Tie(hit.form.cue.code)
    if tie is Tie.COMMANDS and row.bare(hit.first - 1) in row.links.deputies:
        tie = Tie.MEMBER_OF
    subject = person_after(row, thing + 1)
    if subject is None:
        subject = person_before(row, hit.first - 1)
    if subject is None:
        subject = coin_person(row, thing + 1)
    if subject is not None:
        yield subject, tie, thing


def _is_office(row: UnitRow, n: int) -> bool:
    """الحكومة، الأمم المتحدة: whoever heads or speaks for them commands no one."""
    return fold(row.mention(n).value).split()[0] in row.links.offices


def _own_post(row: UnitRow, hit: Hit) -> Iterator[Pair]:
    """حركة رجال الكرامة ... قائدها الشيخ فلان."""
    subject = person_after(row, hit.last)
    thing = row.left(hit.first - 1, DOERS, _OWN_POST_REACH)
    if subject is not None and thing is not None:
        yield subject, Tie(hit.form.cue.code), thing


def _among(row: UnitRow, hit: Hit) -> Iterator[Pair]:
    """21 مسلحا من التنظيم بينهم فلان; عدد من عناصرها بينهم القيادي فلان."""
    subject = row.right(hit.last, PERSONS, 1, stop=row.links.prepositions | row.links.speech)
    thing = row.left(hit.first - 1, DOERS, 8)
    if subject is not None and thing is not None:
        for one in row.list_from(subject, PERSONS):
            yield one, Tie.MEMBER_OF, thing


def _mourns(row: UnitRow, hit: Hit) -> Iterator[Pair]:
    """زفت المقاومة الإسلامية الشهيد فلان."""
    thing = row.right(hit.last, DOERS, 1, stop=row.links.prepositions)
    subject = row.right(thing + 1, PERSONS, 4, stop=row.links.prepositions) if thing is not None else None
    if subject is not None and thing is not None:
        yield subject, Tie.MEMBER_OF, thing


def _rival(row: UnitRow, hit: Hit) -> Iterator[Pair]:
    """تتهم الجبهة الشامية خصمها، فرقة السلطان مراد."""
    subject = row.left(hit.first - 1, ACTORS, 2)
    thing = row.right(hit.last, ACTORS, 1, stop=row.links.prepositions)
    if subject is not None and thing is not None:
        yield subject, Tie.RIVAL_OF, thing


def _against(row: UnitRow, hit: Hit) -> Iterator[Pair]:
    """حربه ضد الدولة; الجيش الذي يقاتل التنظيم."""
    thing = linked(row, hit)
    subject = row.left(hit.first - 1, ACTORS, 6)
    if subject is not None and thing is not None:
        yield subject, Tie.RIVAL_OF, thing


def _between(row: UnitRow, hit: Hit) -> Iterator[Pair]:
    """الخلافات بين الجانبين; الصراع بين الجيش والدعم السريع."""
    between = next((k for k in range(hit.last, hit.last + 3) if row.bare(k) == "بين"), None)
    if between is None:
        return
    if row.bare(between + 1) in row.links.sides:
        yield from ((one, Tie.RIVAL_OF, other) for one, other in row.dyad(hit.first))
        return
    left = power_right(row, between + 1, 2)
    right = row.right(left + 1, POWERS, 4) if left is not None else None
    if left is not None and right is not None and (row.units[right].joined or row.units[right - 1].joined):
        yield left, Tie.RIVAL_OF, right


def _split(row: UnitRow, hit: Hit) -> Iterator[Pair]:
    """انشقت الكتيبة عن الفرقة; انشقاقه عن الفوج."""
    off = row.particle(hit.last, _OFF, 4)
    thing = row.right(off + 1, DOERS, 0) if off is not None else None
    subject = find_subject(row, hit, stop=_OFF)
    if subject is not None and thing is not None:
        yield subject, Tie.SPLIT_FROM, thing


_FRAMES: dict[str, _Frame] = {
    "after": _after,
    "clause": _clause,
    "relverb": _relverb,
    "verb": _verb,
    "ally": _ally,
    "post": _post,
    "own_post": _own_post,
    "among": _among,
    "mourns": _mourns,
    "alias": named_aliases,
    "rival": _rival,
    "against": _against,
    "between": _between,
    "split": _split,
}
