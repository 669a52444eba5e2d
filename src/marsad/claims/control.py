"""Control claims: who takes, loses, holds, contests or sways a place."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from marsad.claims.scene import ACTORS, DOERS, PLACES, Hit, Scene, same_name
from marsad.knowledge.ties import TieWords
from marsad.model import Change, Control, MentionKind, Provenance
from marsad.text.analysis import Analysis
from marsad.model.mention import Mention

_ON = frozenset({"علي", "عليها", "عليه", "عليهما", "عليهم"})
_INTO_HANDS = (
    ("في", "ايدي"), ("في", "يد"), ("بيد",), ("بايدي",), ("الي", "سيطره"), ("تحت", "سيطره"), ("في", "قبضه"), ("الي",),
)  # fmt: skip
_FROM = frozenset({"من"})
_LOCATING = frozenset({"الواقعه", "الواقع", "الموجوده", "الواقعتين", "ضمن", "تقع", "يقع", "الكائنه"})
_NEAR = frozenset({"قرب", "بالقرب", "المجاوره", "القريبه", "المحاذيه"})
_SUCH_AS = frozenset({"منها", "ابرزها", "بينها", "وهي", "هي", "بضمنها", "اهمها"})
_GENERIC = frozenset(
    {
        "مناطق",
        "منطقه",
        "بلدات",
        "قري",
        "اراض",
        "اراضي",
        "المناطق",
        "الاراضي",
        "جيب",
        "جيوب",
        "احياء",
        "اجزاء",
        "مدن",
    }
)


@dataclass(frozen=True, slots=True)
class _Found:
    """What a frame read: units of places and holders, and the change they make."""

    places: Sequence[int]
    holders: Sequence[int]
    change: Change
    previous: int | None = None


_Frame = Callable[[Scene, Hit], Iterator[_Found]]


def find_controls(text: Analysis, mentions: Sequence[Mention], words: TieWords) -> list[Control]:
    """Who holds what: "سيطر الجيش على البلدة", "الخاضعة لسيطرة المعارضة"; one claim a named place and holder."""
    return controls_of(Scene(text, mentions, words))


def controls_of(scene: Scene) -> list[Control]:
    """The control claims of a scene, in text order, each said once."""
    claims: list[Control] = []
    for hit in scene.hits(scene.words.control):
        frame = _FRAMES[hit.form.cue.frame]
        for found in frame(scene, hit):
            for place in found.places:
                if scene.is_whole_land(place):
                    continue
                for holder in found.holders:
                    claim = _claim(scene, hit, found, place, holder)
                    if not any(_repeats(claim, other) for other in claims):
                        claims.append(claim)
    return claims


def _claim(scene: Scene, hit: Hit, found: _Found, place: int, holder: int) -> Control:
    units = scene.units
    cue = hit.form.cue
    place_mention, holder_mention = units[place].mention, units[holder].mention
    previous = units[found.previous].mention if found.previous is not None else None
    assert place_mention is not None and holder_mention is not None
    facility = next(
        (
            units[k].mention
            for k in range(hit.last, min(place, hit.last + 8))
            if scene.kind(k) is MentionKind.FACILITY
        ),
        None,
    )
    return Control(
        provenance=Provenance(
            evidence=scene.evidence((hit.first, hit.last - 1, place, holder)),
            rules=(f"control:{cue.id}",),
            confidence=cue.confidence,
        ),
        place=place_mention,
        holder=holder_mention,
        change=found.change,
        facility=facility,
        previous=previous if previous is not None and not same_name(previous, holder_mention) else None,
    )


def _repeats(claim: Control, other: Control) -> bool:
    return (
        claim.change is other.change
        and same_name(claim.place, other.place)
        and same_name(claim.holder, other.holder)
    )


# -- frames ---------------------------------------------------------------------------------------------------


def _on(scene: Scene, hit: Hit) -> Iterator[_Found]:
    """سيطر الجيش على البلدة; البلدة التي يسيطر عليها الجيش."""
    change = _change(scene, hit)
    on = _particle(scene, hit.last, _ON, 8)
    if change is None or on is None:
        return
    if scene.units[on].word != "علي":
        holder = scene.right(hit.last, DOERS, 4, stop=scene.prepositions - _ON)
        after = holder if holder is not None else on
        places = _antecedents(scene, hit.first, after + 1)
        if holder is None:
            holder = scene.subject(hit)
        if holder is not None and places:
            yield _Found(places, scene.list_from(holder, DOERS), change)
        return
    places = _objects(scene, on + 1, hit.first)
    holder = _late_subject(scene, hit, places)
    if holder is None:
        holder = scene.subject(hit, stop=_ON)
    if holder is not None and places:
        yield _Found(places, _holders(scene, holder, hit.first), change, _previous(scene, places[-1] + 1))


def _late_subject(scene: Scene, hit: Hit, places: list[int]) -> int | None:
    """تسيطر على طرابلس حكومة الوفاق: a verb that opens its clause may have its subject behind the object."""
    if not places or scene.after_verb(hit.last, _ON) is not None:
        return None
    k, clause = hit.first - 1, scene.units[hit.first].clause
    while k >= 0 and scene.units[k].clause == clause:
        if scene.kind(k) in DOERS:
            return None
        k -= 1
    found = scene.right(places[-1] + 1, DOERS, 1, stop=scene.prepositions, free=scene.times | {"،", ","})
    return found if found is not None and not scene.units[found].prep else None


def _on_noun(scene: Scene, hit: Hit) -> Iterator[_Found]:
    """سيطرة الجيش على البلدة; تمكن الجيش من السيطرة على البلدة; هجوم للسيطرة على البلدة."""
    before = scene.units[hit.first - 1].bare if hit.first else ""
    if before in ("تحت", "مناطق", "بمناطق", "من", "منطقه") and not scene.units[hit.first].bare.startswith(
        "ال"
    ):
        return
    change = _change(scene, hit)
    on = _particle(scene, hit.last, _ON, 6)
    if change is None or on is None:
        return
    holder = scene.subject(hit, stop=_ON)
    if scene.units[on].word == "علي":
        places = _objects(scene, on + 1, hit.first)
    else:
        places = _antecedents(scene, hit.first, on + 1)
    if holder is not None and places:
        yield _Found(places, _holders(scene, holder, hit.first), change, _previous(scene, places[-1] + 1))


def _obj(scene: Scene, hit: Hit) -> Iterator[_Found]:
    """استعاد الجيش البلدة من المسلحين."""
    change = _change(scene, hit)
    if change is None or _goes_on(scene, hit.last):
        return
    if hit.form.tense.pronoun:
        holder = scene.right(hit.last, DOERS, 2, stop=scene.prepositions)
        holder = holder if holder is not None else scene.subject(hit)
        places = _antecedents(scene, hit.first, hit.last)
    else:
        holder = scene.subject(hit)
        start = holder + 1 if holder is not None and holder >= hit.last else hit.last
        places = _objects(scene, start, hit.first, reach=1, stop=scene.prepositions - {"من", "في"})
    if holder is not None and places:
        yield _Found(places, _holders(scene, holder, hit.first), change, _previous(scene, places[-1] + 1))


def _obj_noun(scene: Scene, hit: Hit) -> Iterator[_Found]:
    """استعادة البلدة; عملية تحرير المدينة من التنظيم."""
    change = _change(scene, hit)
    if change is None or _goes_on(scene, hit.last):
        return
    holder = scene.subject(hit)
    start = holder + 1 if holder is not None and holder >= hit.last else hit.last
    places = _objects(scene, start, hit.first, reach=2, stop=scene.prepositions - {"من"})
    if holder is not None and places:
        yield _Found(places, _holders(scene, holder, hit.first), change, _previous(scene, places[-1] + 1))


def _run(scene: Scene, hit: Hit) -> Iterator[_Found]:
    """حقل العمر الذي تديره النصرة; هضبة الجولان التي تحتلها إسرائيل; يتمسك النظام بالجورة."""
    change = _change(scene, hit)
    if change is None:
        return
    if hit.form.tense.pronoun:
        holder = scene.right(hit.last, DOERS, 2, stop=scene.prepositions)
        holder = holder if holder is not None else scene.subject(hit)
        places = _antecedents(scene, hit.first, hit.last)
    else:
        holder = scene.subject(hit)
        start = holder + 1 if holder is not None and holder >= hit.last else hit.last
        places = _objects(scene, start, hit.first, reach=2)
    if holder is not None and places:
        yield _Found(places, scene.list_from(holder, DOERS), change)


def _under(scene: Scene, hit: Hit) -> Iterator[_Found]:
    """البلدة الخاضعة لسيطرة المعارضة; مناطق سيطرة قسد."""
    if scene.guarded(hit.first, scene.negations, 3):
        return
    holder = scene.right(hit.last, DOERS, 2, stop=scene.prepositions | _ON)
    if holder is None:
        return
    holders = scene.list_from(holder, DOERS)
    places = _antecedents(scene, hit.first, holders[-1] + 1)
    if places:
        yield _Found(places, holders, Change.HOLDS)


def _from(scene: Scene, hit: Hit) -> Iterator[_Found]:
    """خطط لاستعادة المدينة من أيدي التنظيم: until then the other side holds it."""
    holder = scene.right(hit.last, DOERS, 2, stop=scene.prepositions)
    place = scene.left(hit.first - 1, PLACES, 4)
    if holder is None or place is None:
        return
    for k in range(place - 1, max(place - 8, -1), -1):
        if scene.units[k].sentence != scene.units[place].sentence:
            return
        found = scene.words.control.get(scene.units[k].bare) or scene.words.control.get(scene.units[k].word)
        if found and found[0].cue.frame in ("obj_noun", "obj", "on_noun"):
            if scene.guarded(k, scene.attempts | scene.intents, 6) or scene.units[k].bare.startswith("لا"):
                yield _Found(scene.list_to(place, PLACES), [holder], Change.HOLDS)
            return


def _hold_of(scene: Scene, hit: Hit) -> Iterator[_Found]:
    """الغوطة الشرقية، آخر معقل للمعارضة قرب دمشق."""
    holder = scene.right(hit.last, ACTORS, 2, stop=scene.prepositions)
    if holder is None and scene.units[hit.first].bare.endswith(("ها", "ه", "هم")):
        holder = scene.left(hit.first - 1, DOERS, 8)
    if holder is None:
        return
    place = scene.left(hit.first - 1, PLACES, 4, stop=scene.prepositions)
    places = scene.climb(place) if place is not None else []
    if not places:
        place = scene.right(max(holder, hit.last - 1) + 1, PLACES, 1, stop=_NEAR)
        places = [place] if place is not None else []
    if places:
        yield _Found(places, [holder], Change.HOLDS)


def _fell(scene: Scene, hit: Hit) -> Iterator[_Found]:
    """سقطت المدينة في أيدي التنظيم; آلت السخنة إلى جيش سوريا الحرة."""
    units = scene.units
    for k in range(hit.last, min(hit.last + 4, len(units))):
        if units[k].sentence != units[hit.first].sentence:
            return
        for phrase in _INTO_HANDS:
            if tuple(u.bare for u in units[k : k + len(phrase)]) != phrase:
                continue
            if phrase == ("الي",) and not hit.form.cue.id.endswith("to"):
                continue
            holder = scene.right(k + len(phrase), DOERS, 1, stop=scene.prepositions)
            if holder is None:
                return
            place = scene.right(hit.last, PLACES, 2)
            places = scene.list_from(place, PLACES) if place is not None and place < k else []
            places = places or _antecedents(scene, hit.first, holder + 1)
            if places:
                yield _Found(places, [holder], Change.TAKES)
            return


def _siege(scene: Scene, hit: Hit) -> Iterator[_Found]:
    """تحاصر قسد المدينة; البلدة التي يحاصرها الجيش."""
    if scene.guarded(hit.first, scene.negations, 3):
        return
    if hit.form.tense.pronoun:
        holder = scene.right(hit.last, DOERS, 2, stop=scene.prepositions)
        holder = holder if holder is not None else scene.subject(hit)
        places = _antecedents(scene, hit.first, hit.last)
    else:
        holder = scene.subject(hit)
        start = holder + 1 if holder is not None and holder >= hit.last else hit.last
        places = _objects(scene, start, hit.first, reach=2, stop=scene.prepositions - {"في", "من"})
        late = _late_subject(scene, hit, places)
        holder = late if late is not None else holder
    if holder is not None and places:
        yield _Found(places, _holders(scene, holder, hit.first), Change.CONTESTS)


def _siege_noun(scene: Scene, hit: Hit) -> Iterator[_Found]:
    """فرض الجيش حصارا على المدينة; أحكمت قسد طوقها على البلدة."""
    holder = scene.subject(hit, stop=_ON)
    on = _particle(scene, hit.last, _ON, 4)
    if on is None and hit.first and scene.units[hit.first - 1].bare in _ON:
        on = hit.first - 1
    if on is None:
        places = _objects(scene, hit.last, hit.first, reach=1, stop=scene.prepositions)
    elif scene.units[on].word == "علي":
        places = _objects(scene, on + 1, hit.first)
    else:
        places = _antecedents(scene, hit.first, on + 1)
    if holder is not None and places:
        yield _Found(places, [holder], Change.CONTESTS)


def _storm(scene: Scene, hit: Hit) -> Iterator[_Found]:
    """يحاولون اقتحام المدينة; a raid alone holds nothing."""
    if scene.guarded(hit.first, scene.attempts, 6):
        yield from _siege_noun(scene, hit)


def _expel(scene: Scene, hit: Hit) -> Iterator[_Found]:
    """طردت القوات التنظيم من المدينة: she takes it, he held it."""
    change = _change(scene, hit)
    if change is not Change.TAKES:
        return
    holder = scene.subject(hit)
    if holder is None:
        return
    start = holder + 1 if holder >= hit.last else hit.last
    loser = scene.right(start, DOERS, 2, stop=_FROM)
    if loser is None:
        return
    origin = _particle(scene, loser + 1, frozenset({"من", "منها", "منه"}), 3)
    if origin is None:
        return
    if scene.units[origin].word == "من":
        places = _objects(scene, origin + 1, hit.first, reach=3)
    else:
        places = _antecedents(scene, hit.first, origin + 1)
    if places and loser != holder:
        yield _Found(places, [holder], Change.TAKES, loser)


def _lose(scene: Scene, hit: Hit) -> Iterator[_Found]:
    """فقد التنظيم سيطرته على المدينة; خسر النظام البلدة."""
    holder = scene.subject(hit)
    if holder is None or scene.guarded(hit.first, scene.negations, 3):
        return
    start = holder + 1 if holder >= hit.last else hit.last
    on = _particle(scene, start, _ON, 3)
    if on is not None and scene.units[on].word != "علي":
        places = _antecedents(scene, hit.first, on + 1)
    else:
        places = _objects(scene, on + 1 if on is not None else start, hit.first, reach=2)
    if places:
        yield _Found(places, [holder], Change.LOSES)


def _sway(scene: Scene, hit: Hit) -> Iterator[_Found]:
    """تتمتع الميليشيا بنفوذ أوسع هناك; مناطق نفوذها في إدلب وريف اللاذقية."""
    holder = scene.right(hit.last, DOERS, 0, stop=scene.prepositions)
    if holder is None:
        holder = scene.subject(hit)
    if holder is None:
        return
    places = _objects(scene, max(hit.last, holder + 1 if holder >= hit.last else 0), hit.first, reach=4)
    if places:
        yield _Found(places, scene.list_to(holder, DOERS), Change.INFLUENCE)


def _deploy(scene: Scene, hit: Hit) -> Iterator[_Found]:
    """تنتشر مجموعات من التنظيم في البادية; جماعات متمركزة في شمال العراق."""
    if scene.guarded(hit.first, scene.negations, 3):
        return
    holder = scene.subject(hit)
    if holder is None:
        return
    start = holder + 1 if holder >= hit.last else hit.last
    places = _objects(scene, start, hit.first, reach=2)
    if places and holder < hit.first and scene.units[hit.last].bare == "في":
        later = scene.right(places[-1] + 1, DOERS, 3)
        holder = later if later is not None and not scene.units[later].prep else holder
    if places:
        yield _Found(places, [holder], Change.INFLUENCE)


def _loyal(scene: Scene, hit: Hit) -> Iterator[_Found]:
    """بلدتي الفوعة وكفريا المواليتين لقوات النظام."""
    place = scene.left(hit.first - 1, POWERS_AND_PLACES, 0)
    holder = scene.right(hit.last, DOERS, 0)
    if place is not None and holder is not None and scene.kind(place) is MentionKind.PLACE:
        yield _Found(scene.list_to(place, PLACES), [holder], Change.INFLUENCE)


POWERS_AND_PLACES = DOERS | PLACES


def _hand(scene: Scene, hit: Hit) -> Iterator[_Found]:
    """بسطت الحركة سيطرتها على المدينة: the noun that follows speaks."""
    del scene, hit
    return iter(())


_FRAMES: dict[str, _Frame] = {
    "on": _on,
    "hand": _hand,
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


# -- parts ----------------------------------------------------------------------------------------------------


def _change(scene: Scene, hit: Hit) -> Change | None:
    """What the cue says here: a try contests, a denial or a wish says nothing."""
    if scene.guarded(hit.first, scene.negations, 5) or scene.guarded(hit.first, scene.intents, 5):
        return None
    change = Change(hit.form.cue.code_of(hit.form.tense))
    if scene.units[hit.first].sentence == 0 and hit.form.tense.name == "present":
        change = Change.TAKES  # headlines tell the news in the present
    word = scene.units[hit.first].bare
    wanted = hit.form.tense.name == "word" and word.startswith("ل")
    construct = hit.form.tense.name == "word" and not word.startswith(("ال", "بال"))
    if wanted or scene.guarded(hit.first, scene.attempts, 1 if construct else 6):
        return Change.CONTESTS
    return change


def _particle(scene: Scene, n: int, particles: frozenset[str], reach: int) -> int | None:
    """The first of these small words at or after unit `n`."""
    if n >= len(scene.units):
        return None
    sentence = scene.units[n].sentence
    while scene.within(n, sentence) and reach > 0:
        unit = scene.units[n]
        if unit.mention is None or unit.again:
            if unit.bare in particles:
                return n
            if unit.bare not in scene.heads:
                reach -= 1
        n += 1
    return None


def _goes_on(scene: Scene, n: int) -> bool:
    """Whether "السيطرة" follows, which then speaks for the verb: استعادت القوات السيطرة على."""
    for unit in scene.units[n : n + 12]:
        if unit.bare in ("السيطره", "سيطرتها", "سيطرته"):
            return True
    return False


def _objects(
    scene: Scene, n: int, cue: int, *, reach: int = 7, stop: frozenset[str] | set[str] = frozenset()
) -> list[int]:
    """The list of places that begins at or after unit `n`; "هناك" and "منها" go back to the last list."""
    if n >= len(scene.units):
        return []
    sentence = scene.units[n].sentence
    k, left = n, reach
    while scene.within(k, sentence) and left >= 0:
        unit = scene.units[k]
        if unit.mention is not None:
            if unit.mention.kind is MentionKind.PLACE:
                return scene.list_from(k, PLACES)
            left -= unit.mention.kind is not MentionKind.DATE
        elif unit.bare in scene.there or unit.bare in _SUCH_AS:
            follower = scene.right(k + 1, PLACES, 0)
            if follower is not None and unit.bare in _SUCH_AS and not scene.units[follower].prep:
                return scene.list_from(follower, PLACES)
            if unit.bare in scene.there:
                return scene.last_places(cue)
            left -= 1
        elif unit.bare in stop or unit.bare in scene.not_places or unit.bare in _NEAR:
            return []
        elif unit.bare in _GENERIC:
            left += 3
        elif unit.word != unit.bare and unit.bare not in scene.heads and unit.bare not in scene.posts:
            return []
        elif unit.bare not in scene.heads and unit.bare not in scene.times and unit.bare not in scene.posts:
            left -= 1
        k += 1
    return []


def _antecedents(scene: Scene, cue: int, after: int) -> list[int]:
    """The places a relative clause or participle speaks of.

    "بلدة نوى في ريف درعا، التي": نوى. "مناطق تسيطر عليها المعارضة في إدلب": إدلب, which comes after.
    """
    units = scene.units
    k = cue - 1
    while k >= 0 and units[k].mention is None and units[k].bare in scene.relatives:
        k -= 1
    named_by_cue = units[cue].bare in ("مناطق", "بمناطق", "منطقه")
    if (k >= 0 and units[k].mention is None and units[k].bare in _GENERIC) or named_by_cue:
        if not (named_by_cue and _is_located(scene, cue)):
            place = scene.right(after, PLACES, 2)
            if place is not None:
                return scene.list_from(place, PLACES)
        elif not named_by_cue:
            return []
    place = scene.left(cue - 1, PLACES, 5)
    if place is not None:
        return scene.climb(place)
    place = scene.right(after, PLACES, 1)
    if place is not None:
        return scene.list_from(place, PLACES)
    return scene.last_places(cue) if cue and units[cue - 1].sentence == units[cue].sentence else []


def _is_located(scene: Scene, n: int) -> bool:
    """Whether "الواقعة" or a preposition leads to unit `n`: قرية درنج الواقعة بمناطق سيطرة قسد."""
    unit = scene.units[n]
    if unit.bare.startswith("ب"):
        return True
    return any(
        scene.units[k].bare in _LOCATING or scene.units[k].bare == "في" for k in range(max(0, n - 2), n)
    )


def _holders(scene: Scene, holder: int, cue: int) -> list[int]:
    """The holder and those joined to it: "القوات التركية والجيش السوري الحر"."""
    return scene.list_to(holder, DOERS) if holder < cue else scene.list_from(holder, DOERS)


def _previous(scene: Scene, n: int) -> int | None:
    """Who held the place before: "من قبضة التنظيم", "من أيدي قسد", "إثر انسحاب المقاتلين"."""
    if n >= len(scene.units):
        return None
    at = _particle(scene, n, _FROM, 4)
    return scene.right(at + 1, DOERS, 2, stop=scene.prepositions) if at is not None else None
