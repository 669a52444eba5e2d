"""Relation claims: lasting ties between two actors or persons."""

from collections.abc import Callable, Iterator, Sequence

from marsad.claims.scene import ACTORS, DOERS, PERSONS, POWERS, Hit, Scene, Unit, same_name
from marsad.knowledge.ties import TieWords
from marsad.model import MentionKind, Provenance, Relation, Tie
from marsad.model.mention import Mention
from marsad.text.analysis import Analysis
from marsad.text.normalize import fold

_Pair = tuple[int, Tie, int]
_Frame = Callable[[Scene, Hit], Iterator[_Pair]]
_SYMMETRIC = frozenset({Tie.ALLIED_WITH, Tie.RIVAL_OF, Tie.ALSO_KNOWN_AS})
_DEPUTIES = frozenset({"نايب", "مساعد", "مستشار", "معاون", "نجل", "شقيق", "ناءب"})
_PAUSES = frozenset({"،", ",", "-", "–"})


def find_relations(text: Analysis, mentions: Sequence[Mention], words: TieWords) -> list[Relation]:
    """Who leads, belongs to, backs or fights whom: "قسد المدعومة من واشنطن"."""
    return relations_of(Scene(text, mentions, words))


def relations_of(scene: Scene) -> list[Relation]:
    """The relation claims of a scene, in text order, each said once."""
    claims: list[Relation] = []
    hits = list(scene.hits(scene.words.relation))
    aliases: dict[int, int] = {}
    for n in range(len(scene.units)):
        pair = _in_brackets(scene, n) or _after_dash(scene, n)
        if pair is not None:
            aliases[pair[2]] = pair[0]
            _add(claims, scene, pair, (pair[0], pair[2]), "brackets", 0.7)
    for hit in hits:
        if hit.form.cue.frame == "alias":
            for pair in _alias(scene, hit):
                aliases[pair[2]] = pair[0]
    for hit in hits:
        for left, tie, right in _FRAMES[hit.form.cue.frame](scene, hit):
            pair = (
                aliases.get(left, left),
                tie,
                right if tie is Tie.ALSO_KNOWN_AS else aliases.get(right, right),
            )
            _add(claims, scene, pair, (hit.first, hit.last - 1), hit.form.cue.id, hit.form.cue.confidence)
    return sorted(claims, key=lambda claim: claim.provenance.evidence.start)


def _add(
    claims: list[Relation], scene: Scene, pair: _Pair, cue: tuple[int, int], rule: str, confidence: float
) -> None:
    left, tie, right = pair
    subject, thing = _named(scene, left), _named(scene, right)
    if subject is None or thing is None or fold(subject.value) == fold(thing.value):
        return
    if tie is Tie.ALSO_KNOWN_AS and same_name(subject, thing):
        return
    claim = Relation(
        provenance=Provenance(
            evidence=scene.evidence((*cue, left, right)), rules=(f"relation:{rule}",), confidence=confidence
        ),
        subject=subject,
        tie=tie,
        object=thing,
    )
    if not any(_repeats(claim, other) for other in claims):
        claims.append(claim)


def _named(scene: Scene, n: int) -> Mention | None:
    """The name at a unit; the adverb of "المدعومة أميركيا" names its power."""
    unit = scene.units[n]
    if unit.mention is not None:
        return unit.mention
    if n in scene.coined:
        return scene.coined[n]
    if unit.bare in scene.power_adverbs:
        span = scene.text.span(unit.first, unit.last)
        value = scene.text.content[span.start : span.end]
        return Mention(kind=MentionKind.ACTOR, span=span, value=value, rule="relation:adverb")
    return None


def _repeats(claim: Relation, other: Relation) -> bool:
    if claim.tie is not other.tie:
        return False
    if same_name(claim.subject, other.subject) and same_name(claim.object, other.object):
        return True
    return (
        claim.tie in _SYMMETRIC
        and same_name(claim.subject, other.object)
        and same_name(claim.object, other.subject)
    )


# -- frames ---------------------------------------------------------------------------------------------------


def _after(scene: Scene, hit: Hit) -> Iterator[_Pair]:
    """القوات المدعومة من روسيا; فصائل موالية لها; التحالف بقيادة السعودية."""
    tie = hit.form.cue.code
    subject = _head_of(scene, hit.first, 0 if tie == "part_of" else 2)
    if subject is not None and tie == "part_of" and scene.mention(subject).rule == "craft":
        return
    thing = _linked(scene, hit)
    if thing is not None and thing == subject:
        thing = scene.left(subject - 1, POWERS, 3) if subject else None
    if subject is None or thing is None or (tie == "allied_with" and _is_bare_crowd(scene, subject)):
        return
    if tie == "led_by":
        yield thing, Tie.COMMANDS, subject
    elif tie == "part_of" and scene.kind(thing) is MentionKind.PERSON:
        yield thing, Tie.COMMANDS, subject
    elif tie == "part_of" and _is_land(scene, thing):
        yield subject, Tie.BACKED_BY, thing
    elif tie == "part_of":
        yield subject, Tie.PART_OF, thing
    else:
        for one in _powers_from(scene, thing):
            yield subject, Tie(tie), one


def _is_bare_crowd(scene: Scene, n: int) -> bool:
    """Whether only "القوات" or "مسلحين" stands before the tie: such a crowd is no actor of its own."""
    unit = scene.units[n]
    return unit.last - unit.first == 1 and unit.word in scene.crowds


def _is_land(scene: Scene, n: int) -> bool:
    mention = scene.units[n].mention
    return mention is not None and fold(mention.value) in scene.powers


def _clause(scene: Scene, hit: Hit) -> Iterator[_Pair]:
    """شنت القوات هجوما بدعم من روسيا."""
    thing = _linked(scene, hit)
    if thing is None and hit.last < len(scene.units) and scene.units[hit.last].bare in scene.power_adverbs:
        thing = hit.last
    subject = scene.left(hit.first - 1, DOERS, 12) if hit.first else None
    while subject is not None and subject and scene.is_oblique(subject):
        subject = scene.left(subject - 1, DOERS, 8)
    if subject is not None and thing is not None:
        for one in _powers_from(scene, thing):
            yield subject, Tie.BACKED_BY, one


def _relverb(scene: Scene, hit: Hit) -> Iterator[_Pair]:
    """التحالف الذي تقوده السعودية; جيش أحرار العشائر الذي تدعمه عمان."""
    subject = _head_of(scene, hit.first)
    thing = _power_right(scene, hit.last, 1)
    if subject is None or thing is None:
        return
    if hit.form.cue.code == "led_by":
        yield thing, Tie.COMMANDS, subject
    else:
        for one in _powers_from(scene, thing):
            yield subject, Tie.BACKED_BY, one


def _verb(scene: Scene, hit: Hit) -> Iterator[_Pair]:
    """إيران تدعم النظام; الشيخ الذي يقود قوات العشائر."""
    if scene.guarded(hit.first, scene.negations, 3):
        return
    thing = _power_right(scene, hit.last, 0)
    if thing is None:
        return
    later = _power_right(scene, thing + 1, 0) if not scene.units[thing].prep else None
    if later is not None and not scene.units[later].joined:
        subject: int | None = thing
        thing = later
    else:
        subject = _power_left(scene, hit.first - 1, 2)
    if subject is None:
        return
    if hit.form.cue.code == "commands":
        yield subject, Tie.COMMANDS, thing
    else:
        yield thing, Tie.BACKED_BY, subject


def _ally(scene: Scene, hit: Hit) -> Iterator[_Pair]:
    """الحكومة السورية وحليفتها روسيا; نظام الأسد وداعميه، روسيا وإيران."""
    subject = _power_left(scene, hit.first - 1, 1)
    thing = _power_right(scene, hit.last, 1)
    if subject is not None and thing is not None:
        for one in _powers_from(scene, thing):
            yield subject, Tie(hit.form.cue.code), one


def _post(scene: Scene, hit: Hit) -> Iterator[_Pair]:
    """القيادي في حركة حماس فلان; قائد قسد، فلان; فلان، زعيم الجماعة."""
    thing = _linked(scene, hit, ACTORS)
    if thing is None or scene.kind(thing) is MentionKind.PERSON or scene.units[thing].word in scene.offices:
        return
    tie = Tie(hit.form.cue.code)
    if tie is Tie.COMMANDS and hit.first and scene.units[hit.first - 1].bare in _DEPUTIES:
        tie = Tie.MEMBER_OF
    subject = _person_after(scene, thing + 1)
    if subject is None:
        subject = _person_before(scene, hit.first - 1)
    if subject is not None:
        yield subject, tie, thing


def _own_post(scene: Scene, hit: Hit) -> Iterator[_Pair]:
    """حركة رجال الكرامة ... قائدها الشيخ فلان; المتحدث باسمه فلان."""
    subject = _person_after(scene, hit.last)
    if subject is None:
        return
    thing = scene.left(hit.first - 1, DOERS, 20) if hit.first else None
    if thing is not None:
        yield subject, Tie(hit.form.cue.code), thing


def _among(scene: Scene, hit: Hit) -> Iterator[_Pair]:
    """21 مسلحا من التنظيم بينهم فلان; عدد من عناصرها بينهم القيادي فلان."""
    subject = scene.right(hit.last, PERSONS, 1, stop=scene.prepositions | scene.speech)
    thing = scene.left(hit.first - 1, DOERS, 8) if hit.first else None
    if subject is not None and thing is not None:
        for one in scene.list_from(subject, PERSONS):
            yield one, Tie.MEMBER_OF, thing


def _mourns(scene: Scene, hit: Hit) -> Iterator[_Pair]:
    """زفت المقاومة الإسلامية الشهيد فلان."""
    thing = scene.right(hit.last, DOERS, 1, stop=scene.prepositions)
    subject = scene.right(thing + 1, PERSONS, 4, stop=scene.prepositions) if thing is not None else None
    if subject is not None and thing is not None:
        yield subject, Tie.MEMBER_OF, thing


def _alias(scene: Scene, hit: Hit) -> Iterator[_Pair]:
    """فراس الجهام، المعروف باسم فراس العراقية."""
    before = [unit.bare for unit in scene.units[max(0, hit.first - 2) : hit.first]]
    if before and before[-1] in scene.actor_heads and not (before[-1] == "ما" and before[0] == "او"):
        return
    thing = _linked(scene, hit, ACTORS) or _alias_after(scene, hit)
    subject = _head_of(scene, hit.first)
    if subject is not None and thing is not None:
        yield subject, Tie.ALSO_KNOWN_AS, thing


def _alias_after(scene: Scene, hit: Hit) -> int | None:
    """An alias that is no known name: the words in quotation marks behind "المعروف بـ"; the unit becomes a name."""
    units = scene.units
    for link in hit.form.cue.links:
        n = hit.last + len(link)
        if tuple(unit.word for unit in units[hit.last : n]) != link:
            continue
        if n < len(units) and _quoted(units[n]):
            end = next((k for k in range(n + 1, min(n + 7, len(units))) if _quoted(units[k])), None)
            if end is not None and end > n + 1:
                span = scene.text.span(units[n + 1].first, units[end - 1].last)
                value = scene.text.content[span.start : span.end]
                scene.coined[n + 1] = Mention(
                    kind=MentionKind.PERSON, span=span, value=value, rule="relation:alias"
                )
                return n + 1
    return None


def _rival(scene: Scene, hit: Hit) -> Iterator[_Pair]:
    """تتهم الجبهة الشامية خصمها، فرقة السلطان مراد."""
    subject = scene.left(hit.first - 1, ACTORS, 2) if hit.first else None
    thing = scene.right(hit.last, ACTORS, 1, stop=scene.prepositions)
    if subject is not None and thing is not None:
        yield subject, Tie.RIVAL_OF, thing


def _against(scene: Scene, hit: Hit) -> Iterator[_Pair]:
    """حربه ضد الدولة; الجيش الذي يقاتل التنظيم."""
    thing = _linked(scene, hit)
    subject = scene.left(hit.first - 1, ACTORS, 6) if hit.first else None
    if subject is not None and thing is not None:
        yield subject, Tie.RIVAL_OF, thing


def _between(scene: Scene, hit: Hit) -> Iterator[_Pair]:
    """الخلافات بين الجانبين; الصراع بين الجيش والدعم السريع."""
    units = scene.units
    between = next(
        (k for k in range(hit.last, min(hit.last + 3, len(units))) if units[k].bare == "بين"), None
    )
    if between is None:
        return
    if between + 1 < len(units) and units[between + 1].bare in scene.sides:
        yield from ((one, Tie.RIVAL_OF, other) for one, other in scene.dyad(hit.first))
        return
    left = _power_right(scene, between + 1, 2)
    if left is None:
        return
    right = scene.right(left + 1, POWERS, 4)
    if right is not None and (units[right].joined or units[right - 1].joined):
        yield left, Tie.RIVAL_OF, right


def _split(scene: Scene, hit: Hit) -> Iterator[_Pair]:
    """انشقت الكتيبة عن الفرقة."""
    thing = _linked(scene, hit)
    subject = scene.subject(hit)
    if subject is not None and thing is not None:
        yield subject, Tie.SPLIT_FROM, thing


_FRAMES: dict[str, _Frame] = {
    "after": _after,
    "clause": _clause,
    "relverb": _relverb,
    "verb": _verb,
    "ally": _ally,
    "post": _post,
    "alias": _alias,
    "rival": _rival,
    "against": _against,
    "between": _between,
    "split": _split,
    "own_post": _own_post,
    "among": _among,
    "mourns": _mourns,
}


def _in_brackets(scene: Scene, n: int) -> _Pair | None:
    """قوات سوريا الديمقراطية (قسد); محمد الجاسم (أبو عمشة)."""
    units = scene.units
    if units[n].word != "(" or n == 0 or n + 2 >= len(units):
        return None
    left = n - 1
    while left > 0 and _quoted(units[left]):
        left -= 1
    right = n + 1
    while right + 1 < len(units) and _quoted(units[right]):
        right += 1
    close = right + 1
    while close < len(units) and (_quoted(units[close]) or units[close].bare in ("سابقا",)):
        close += 1
    if close >= len(units) or units[close].word != ")":
        return None
    one, other = units[left].mention, units[right].mention
    if one is None or other is None or one.kind not in ACTORS or other.kind not in ACTORS:
        return None
    return left, Tie.ALSO_KNOWN_AS, right


def _quoted(unit: Unit) -> bool:
    return unit.mention is None and unit.word in "\"«»“”'‘’"


def _after_dash(scene: Scene, n: int) -> _Pair | None:
    """المقاومة الإسلامية في لبنان - حزب الله."""
    units = scene.units
    if units[n].word not in ("-", "–") or n == 0 or n + 1 >= len(units):
        return None
    left, right = n - 1, n + 1
    while right + 1 < len(units) and _quoted(units[right]):
        right += 1
    while left > 0 and _quoted(units[left]):
        left -= 1
    one, other = units[left].mention, units[right].mention
    if one is None or other is None or one.kind not in DOERS or other.kind not in DOERS or units[right].prep:
        return None
    return left, Tie.ALSO_KNOWN_AS, right


# -- parts ----------------------------------------------------------------------------------------------------


def _linked(scene: Scene, hit: Hit, kinds: frozenset[MentionKind] = POWERS) -> int | None:
    """The name that the cue's link words lead to: المدعومة "من" روسيا, الموالية "ل"لحكومة.

    An adjective may stand before the link: القيادي البارز في حماس.
    """
    units = scene.units
    if hit.form.cue.id == "backed" and hit.last < len(units) and units[hit.last].bare in scene.power_adverbs:
        return hit.last
    for start in range(hit.last, min(hit.last + 3, len(units))):
        if start > hit.last and not _is_adjective(scene, start - 1):
            return None
        for link in hit.form.cue.links:
            found = _by_link(scene, start, link, kinds)
            if found is not None and (scene.is_power(found)):
                return found
    return None


def _by_link(scene: Scene, n: int, link: tuple[str, ...], kinds: frozenset[MentionKind]) -> int | None:
    units = scene.units
    if link == ("-",):
        found = scene.right(n, kinds, 0, stop=scene.prepositions)
        return found if found is not None and not units[found].prep.strip("وف") else None
    if len(link) == 1 and len(link[0]) == 1:
        return _clitic_linked(scene, n, link[0], kinds)
    end = n + len(link)
    if link == ("مع",) and n < len(units) and units[n].word in ("معها", "معه", "معهم"):
        return scene.left(n - 2, kinds, 3)
    if tuple(unit.bare for unit in units[n:end]) != link:
        return None
    return scene.right(end, kinds, 0)


def _is_adjective(scene: Scene, n: int) -> bool:
    """البارز، الأمنية، الرسمي: an adjective between a post and its link."""
    unit = scene.units[n]
    return unit.mention is None and (unit.bare in scene.heads or unit.bare.startswith("ال"))


def _clitic_linked(scene: Scene, n: int, letter: str, kinds: frozenset[MentionKind]) -> int | None:
    """A name behind a one-letter preposition: "للحكومة", "لقوات النظام", "بـ قسد", or "لها"."""
    units = scene.units
    if n >= len(units):
        return None
    unit = units[n]
    if unit.mention is not None:
        return n if unit.prep.endswith(letter) and unit.mention.kind in kinds else None
    if unit.word in (letter, letter + "ـ"):
        return scene.right(n + 1, kinds, 0)
    if unit.bare.startswith(letter) and scene.is_head(unit.bare[1:]):
        return scene.right(n + 1, kinds, 1, stop=scene.prepositions)
    if unit.word in (letter + "ها", letter + "ه", letter + "هم"):
        return scene.left(n - 2, kinds, 3)
    return None


def _head_of(scene: Scene, cue: int, reach: int = 2) -> int | None:
    """The actor a participle or relative clause belongs to: the nearest name before it, over a place "in" between."""
    if cue == 0:
        return None
    found = scene.left(cue - 1, POWERS, reach, stop=scene.posts, free=scene.relatives | _PAUSES)
    if found is not None and scene.kind(found) is MentionKind.PLACE and found:
        located = scene.units[found].prep.endswith("ب") or scene.units[found - 1].bare in scene.directions
        found = scene.left(found - 1, ACTORS, 1, free=scene.directions) if located else found
    return found if found is not None and scene.is_power(found) else None


def _power_right(scene: Scene, n: int, reach: int) -> int | None:
    found = scene.right(n, POWERS, reach, stop=scene.prepositions)
    return found if found is not None and scene.is_power(found) else None


def _power_left(scene: Scene, n: int, reach: int) -> int | None:
    found = scene.left(n, POWERS, reach, free=scene.relatives) if n >= 0 else None
    while found is not None and scene.kind(found) is MentionKind.PLACE and found and scene.is_oblique(found):
        found = scene.left(found - 1, POWERS, reach, free=scene.relatives)
    return found if found is not None and scene.is_power(found) else None


def _powers_from(scene: Scene, n: int) -> Iterator[int]:
    """The powers coordinated with the one at `n`: "روسيا وإيران"."""
    if scene.units[n].mention is None:
        yield n
        return
    yield from (one for one in scene.list_from(n, POWERS) if scene.is_power(one))


def _person_after(scene: Scene, n: int) -> int | None:
    """The person named right after a post: "القيادي في حماس خالد مشعل", "قائد قسد في الحسكة، فلان"."""
    if n >= len(scene.units):
        return None
    found = scene.right(n, PERSONS, 2, free=_PAUSES, stop=scene.speech)
    return found if found is not None and not scene.units[found].prep else None


def _person_before(scene: Scene, n: int) -> int | None:
    """The person named right before a post: "فلان، زعيم الجماعة"."""
    if n < 0:
        return None
    return scene.left(n, PERSONS, 0, free=_PAUSES | {"احد"})
