"""How cues of control are read: each frame says where place and holder stand around the cue."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from marsad.claims.ties.places import antecedents, objects
from marsad.claims.ties.row import Hit, UnitRow
from marsad.claims.ties.subjects import after_verb, find_subject
from marsad.claims.ties.units import ACTORS, DOERS, PLACES, POWERS
from marsad.model import Change, MentionKind

_ON = "علي"
_UNTIL_NOW = ("obj_noun", "obj", "on_noun")
_NO_TAKING = frozenset({"تحت", "مناطق", "بمناطق", "من", "منطقه"})
_TAKING = frozenset({"السيطره", "سيطرتها", "سيطرته"})
_OUT_OF = frozenset({"من", "منها", "منه"})
_FROM = frozenset({"من"})


@dataclass(frozen=True, slots=True)
class Found:
    """What a frame read: units of places and holders, and the change they make."""

    places: Sequence[int]
    holders: Sequence[int]
    change: Change
    previous: int | None = None


_Frame = Callable[[UnitRow, Hit], Iterator[Found]]


def read_control(row: UnitRow, hit: Hit) -> Iterator[Found]:
    """What a cue of control says about the places and holders around it."""
    return _FRAMES[hit.form.cue.frame](row, hit)


def _on(row: UnitRow, hit: Hit) -> Iterator[Found]:
    """سيطر الجيش على البلدة; البلدة التي يسيطر عليها الجيش."""
    change = _change(row, hit)
    on = row.particle(hit.last, row.links.onto, 8)
    if change is None or on is None:
        return
    if row.units[on].word != _ON:
        if hit.form.tense.name == "present" and change is Change.CONTESTS:
            change = Change.HOLDS  # an attack on "a pocket that they hold" tries for the pocket
        holder = row.right(hit.last, DOERS, 4, stop=row.links.prepositions - row.links.onto)
        places = antecedents(row, hit.first, (holder if holder is not None else on) + 1)
        if holder is None:
            holder = find_subject(row, hit)
        if holder is not None and places:
            yield Found(places, row.list_from(holder, DOERS), change)
        return
    places = objects(row, on + 1, hit.first)
    holder = _late_subject(row, hit, places)
    if holder is None:
        holder = find_subject(row, hit, stop=row.links.onto)
    yield from _found(row, hit, places, holder, change)


def _late_subject(row: UnitRow, hit: Hit, places: list[int]) -> int | None:
    """تسيطر على طرابلس حكومة الوفاق: a verb that opens its clause may have its subject behind the object."""
    if not places or after_verb(row, hit.last, row.links.onto) is not None:
        return None
    k, clause = hit.first - 1, row.units[hit.first].clause
    while k >= 0 and row.units[k].clause == clause:
        if row.kind(k) in DOERS:
            return None
        k -= 1
    free = row.links.times | {"،", ","}
    found = row.right(places[-1] + 1, DOERS, 1, stop=row.links.prepositions, free=free)
    return found if found is not None and not row.units[found].prep else None


def _on_noun(row: UnitRow, hit: Hit) -> Iterator[Found]:
    """سيطرة الجيش على البلدة; تمكن الجيش من السيطرة على البلدة; هجوم للسيطرة على البلدة."""
    if row.bare(hit.first - 1) in _NO_TAKING and not row.units[hit.first].bare.startswith("ال"):
        return
    change = _change(row, hit)
    on = row.particle(hit.last, row.links.onto, 6)
    if change is None or on is None:
        return
    holder = find_subject(row, hit, stop=row.links.onto)
    said_after = row.units[on].word == _ON
    places = objects(row, on + 1, hit.first) if said_after else antecedents(row, hit.first, on + 1)
    yield from _found(row, hit, places, holder, change)


def _obj(row: UnitRow, hit: Hit) -> Iterator[Found]:
    """استعاد الجيش البلدة من المسلحين; هضبة الجولان التي تحتلها إسرائيل."""
    change = _change(row, hit)
    if change is None or _goes_on(row, hit.last):
        return
    holder, start = _holder_after(row, hit)
    if hit.form.tense.pronoun:
        places = antecedents(row, hit.first, hit.last)
    else:
        stop = row.links.prepositions - {"من", "في"}
        places = objects(row, start, hit.first, reach=1, stop=stop)
    yield from _found(row, hit, places, holder, change)


def _obj_noun(row: UnitRow, hit: Hit) -> Iterator[Found]:
    """استعادة البلدة; عملية تحرير المدينة من التنظيم."""
    change = _change(row, hit)
    if change is None or _goes_on(row, hit.last):
        return
    holder = find_subject(row, hit)
    start = holder + 1 if holder is not None and holder >= hit.last else hit.last
    places = objects(row, start, hit.first, reach=2, stop=row.links.prepositions - _FROM)
    yield from _found(row, hit, places, holder, change)


def _run(row: UnitRow, hit: Hit) -> Iterator[Found]:
    """حقل العمر الذي تديره النصرة; يتمسك النظام بالجورة."""
    change = _change(row, hit)
    if change is None:
        return
    holder, start = _holder_after(row, hit)
    if hit.form.tense.pronoun:
        places = antecedents(row, hit.first, hit.last)
    else:
        places = objects(row, start, hit.first, reach=2)
    if holder is not None and places:
        yield Found(places, row.list_from(holder, DOERS), change)


def _holder_after(row: UnitRow, hit: Hit) -> tuple[int | None, int]:
    """The holder of a verb and where its object may begin; "تديرها" has the holder next."""
    holder = None
    if hit.form.tense.pronoun:
        holder = row.right(hit.last, DOERS, 2, stop=row.links.prepositions)
    if holder is None:
        holder = find_subject(row, hit)
    return holder, holder + 1 if holder is not None and holder >= hit.last else hit.last


def _under(row: UnitRow, hit: Hit) -> Iterator[Found]:
    """البلدة الخاضعة لسيطرة المعارضة; مناطق سيطرة قسد."""
    holder = row.right(hit.last, DOERS, 2, stop=row.links.prepositions | row.links.onto)
    if holder is None or row.guarded(hit.first, row.links.negations, 3) or _has_fallen(row, hit):
        return
    holders = row.list_from(holder, DOERS)
    places = antecedents(row, hit.first, holders[-1] + 1)
    if places:
        yield Found(places, holders, Change.HOLDS)


def _has_fallen(row: UnitRow, hit: Hit) -> bool:
    """Whether a fall leads here: "سقطت البلدة في أيدي" is read by _fell. "بيد أن" only means but."""
    if row.bare(hit.last) == "ان":
        return True
    words = (row.bare(n) for n in range(hit.first - 4, hit.first))
    return any(form.cue.frame == "fell" for word in words for form in row.words.control.get(word, ()))


def _from(row: UnitRow, hit: Hit) -> Iterator[Found]:
    """خطط لاستعادة المدينة من أيدي التنظيم: until then the other side holds it."""
    holder = row.right(hit.last, DOERS, 2, stop=row.links.prepositions)
    place = row.left(hit.first - 1, PLACES, 4)
    if holder is None or place is None:
        return
    for k in range(place - 1, max(place - 8, -1), -1):
        if row.units[k].sentence != row.units[place].sentence:
            return
        found = row.words.control.get(row.units[k].bare) or row.words.control.get(row.units[k].word)
        if found and found[0].cue.frame in _UNTIL_NOW:
            wished = row.guarded(k, row.links.attempts | row.links.intents, 6)
            if wished or row.units[k].bare.startswith("لا"):
                yield Found(row.list_to(place, PLACES), [holder], Change.HOLDS)
            return


def _hold_of(row: UnitRow, hit: Hit) -> Iterator[Found]:
    """الغوطة الشرقية، آخر معقل للمعارضة قرب دمشق."""
    holder = row.right(hit.last, ACTORS, 2, stop=row.links.prepositions)
    if holder is None and row.units[hit.first].bare.endswith(("ها", "ه", "هم")):
        holder = row.left(hit.first - 1, DOERS, 8)
    if holder is None:
        return
    place = row.left(hit.first - 1, PLACES, 4, stop=row.links.prepositions)
    places = row.climb(place) if place is not None else []
    if not places:
        place = row.right(max(holder, hit.last - 1) + 1, PLACES, 1, stop=row.links.near)
        places = [place] if place is not None else []
    if places:
        yield Found(places, [holder], Change.HOLDS)


def _fell(row: UnitRow, hit: Hit) -> Iterator[Found]:
    """سقطت المدينة في أيدي التنظيم; آلت السخنة إلى جيش سوريا الحرة."""
    if row.guarded(hit.first, row.links.negations | row.links.intents, 5):
        return
    phrases = [tuple(phrase.split()) for phrase in row.links.into_hands]
    for k in range(hit.last, min(hit.last + 4, len(row.units))):
        if row.units[k].sentence != row.units[hit.first].sentence:
            return
        phrase = max((p for p in phrases if row.spells(k, p)), key=len, default=())
        if not phrase or (len(phrase) == 1 and phrase[0] == "الي" and hit.form.cue.id != "fall_to"):
            continue
        holder = row.right(k + len(phrase), DOERS, 1, stop=row.links.prepositions)
        if holder is None:
            return
        place = row.right(hit.last, PLACES, 2)
        places = row.list_from(place, PLACES) if place is not None and place < k else []
        places = places or antecedents(row, hit.first, holder + 1)
        if places:
            yield Found(places, [holder], Change.TAKES)
        return


def _siege(row: UnitRow, hit: Hit) -> Iterator[Found]:
    """تحاصر قسد المدينة; البلدة التي يحاصرها الجيش."""
    if row.guarded(hit.first, row.links.negations, 3):
        return
    holder, start = _holder_after(row, hit)
    if hit.form.tense.pronoun:
        places = antecedents(row, hit.first, hit.last)
    else:
        places = objects(row, start, hit.first, reach=2, stop=row.links.prepositions - {"في", "من"})
        late = _late_subject(row, hit, places)
        holder = late if late is not None else holder
    if holder is not None and places:
        yield Found(places, _all_holders(row, holder, hit.first), Change.CONTESTS)


def _siege_noun(row: UnitRow, hit: Hit) -> Iterator[Found]:
    """فرض الجيش حصارا على المدينة; أحكمت قسد طوقها على البلدة."""
    holder = find_subject(row, hit, stop=row.links.onto)
    on = row.particle(hit.last, row.links.onto, 4)
    if on is None and row.bare(hit.first - 1) in row.links.onto:
        on = hit.first - 1
    if on is None:
        places = objects(row, hit.last, hit.first, reach=1, stop=row.links.prepositions)
    elif row.units[on].word == _ON:
        places = objects(row, on + 1, hit.first)
    else:
        places = antecedents(row, hit.first, on + 1)
    if holder is not None and places:
        yield Found(places, [holder], Change.CONTESTS)


def _storm(row: UnitRow, hit: Hit) -> Iterator[Found]:
    """يحاولون اقتحام المدينة; a raid alone holds nothing."""
    if row.guarded(hit.first, row.links.attempts, 6):
        yield from _siege_noun(row, hit)


def _expel(row: UnitRow, hit: Hit) -> Iterator[Found]:
    """طردت القوات التنظيم من المدينة: she takes it, he held it."""
    holder = find_subject(row, hit) if _change(row, hit) is Change.TAKES else None
    if holder is None:
        return
    loser = row.right(holder + 1 if holder >= hit.last else hit.last, DOERS, 2, stop=_FROM)
    origin = row.particle(loser + 1, _OUT_OF, 3) if loser is not None else None
    if loser is None or origin is None:
        return
    if row.units[origin].word == "من":
        places = objects(row, origin + 1, hit.first, reach=3)
    else:
        places = antecedents(row, hit.first, origin + 1)
    if places and loser != holder:
        yield Found(places, [holder], Change.TAKES, loser)


def _lose(row: UnitRow, hit: Hit) -> Iterator[Found]:
    """فقد التنظيم سيطرته على المدينة; خسر النظام البلدة."""
    holder = find_subject(row, hit)
    if holder is None or row.guarded(hit.first, row.links.negations - {"خسر", "خسرت"}, 3):
        return
    start = holder + 1 if holder >= hit.last else hit.last
    on = row.particle(start, row.links.onto, 3)
    if on is not None and row.units[on].word != _ON:
        places = antecedents(row, hit.first, on + 1)
    else:
        places = objects(row, on + 1 if on is not None else start, hit.first, reach=2)
    if places:
        yield Found(places, [holder], Change.LOSES)


def _sway(row: UnitRow, hit: Hit) -> Iterator[Found]:
    """تتمتع الميليشيا بنفوذ أوسع هناك; مناطق نفوذها في إدلب وريف اللاذقية."""
    holder = row.right(hit.last, DOERS, 0, stop=row.links.prepositions)
    if holder is None:
        holder = find_subject(row, hit)
    if holder is None:
        return
    places = objects(row, max(hit.last, holder + 1 if holder >= hit.last else 0), hit.first, reach=4)
    if places:
        yield Found(places, row.list_to(holder, DOERS), Change.INFLUENCE)


def _deploy(row: UnitRow, hit: Hit) -> Iterator[Found]:
    """تنتشر مجموعات من التنظيم في البادية; تنتشر في إدلب مجموعات إرهابية; جماعات متمركزة في شمال العراق."""
    holder = find_subject(row, hit)
    if holder is None or row.guarded(hit.first, row.links.negations, 3):
        return
    start = holder + 1 if holder >= hit.last else hit.last
    places = objects(row, start, hit.first, reach=2)
    if places and holder < hit.first and row.bare(hit.last) == "في":
        later = row.right(places[-1] + 1, DOERS, 3)
        holder = later if later is not None and not row.units[later].prep else holder
    if places:
        yield Found(places, [holder], Change.INFLUENCE)


def _loyal(row: UnitRow, hit: Hit) -> Iterator[Found]:
    """بلدتي الفوعة وكفريا المواليتين لقوات النظام."""
    place = row.left(hit.first - 1, POWERS, 0)
    holder = row.right(hit.last, DOERS, 0)
    if place is not None and holder is not None and row.kind(place) is MentionKind.PLACE:
        yield Found(row.list_to(place, PLACES), [holder], Change.INFLUENCE)


_FRAMES: dict[str, _Frame] = {
    "on": _on,
    "on_noun": _on_noun,
    "obj": _obj,
    "obj_noun": _obj_noun,
    "run": _run,
    "under": _under,
    "from": _from,
    "hold_of": _hold_of,
    "fell": _fell,
    "siege": _siege,
    "siege_noun": _siege_noun,
    "storm": _storm,
    "expel": _expel,
    "lose": _lose,
    "sway": _sway,
    "deploy": _deploy,
    "loyal": _loyal,
}


def _change(row: UnitRow, hit: Hit) -> Change | None:
    """What the cue says here: a try contests, a denial or a wish says nothing."""
    if row.guarded(hit.first, row.links.negations, 5) or row.guarded(hit.first, row.links.intents, 5):
        return None
    tense, word = hit.form.tense.name, row.units[hit.first].bare
    wanted = tense == "word" and word.startswith("ل")
    construct = tense == "word" and not word.startswith(("ال", "بال"))
    if wanted or row.guarded(hit.first, row.links.attempts, 1 if construct else 6):
        return Change.CONTESTS
    if tense == "present" and row.in_headline(hit.first) and not _is_said_of(row, hit):
        return Change.TAKES  # headlines tell the news in the present
    return Change(hit.form.cue.code_of(hit.form.tense))


def _is_said_of(row: UnitRow, hit: Hit) -> bool:
    """Whether a verb only tells which place is meant: "البلدة التي يسيطر عليها", "التي تحتلها"."""
    return hit.form.tense.pronoun or row.bare(hit.first - 1) in row.links.relatives


def _found(row: UnitRow, hit: Hit, places: list[int], holder: int | None, change: Change) -> Iterator[Found]:
    """The usual end of a frame: holders joined to the found one, and who held the places before."""
    if holder is not None and places:
        previous = _previous(row, places[-1] + 1)
        yield Found(places, _all_holders(row, holder, hit.first), change, previous)


def _goes_on(row: UnitRow, n: int) -> bool:
    """Whether "السيطرة" follows, which then speaks for the verb: استعادت القوات السيطرة على."""
    return any(unit.bare in _TAKING for unit in row.units[n : n + 12])


def _all_holders(row: UnitRow, holder: int, cue: int) -> list[int]:
    """The holder and those joined to it: "القوات التركية والجيش السوري الحر"."""
    return row.list_to(holder, DOERS) if holder < cue else row.list_from(holder, DOERS)


def _previous(row: UnitRow, n: int) -> int | None:
    """Who held the place before: "من قبضة التنظيم", "من أيدي قسد"."""
    at = row.particle(n, _FROM, 4)
    return row.right(at + 1, DOERS, 2, stop=row.links.prepositions) if at is not None else None
