"""Relation claims: lasting ties between two actors or persons."""

from collections.abc import Callable, Iterator, Sequence

from marsad.claims.scene import ACTORS, POWERS, Hit, Scene, Unit, same_name
from marsad.knowledge.ties import TieWords
from marsad.model import MentionKind, Provenance, Relation, Tie
from marsad.model.mention import Mention
from marsad.text.analysis import Analysis

_Pair = tuple[int, Tie, int]
_Frame = Callable[[Scene, Hit], Iterator[_Pair]]
_PERSON_ONLY = frozenset({MentionKind.PERSON})
_SYMMETRIC = frozenset({Tie.ALLIED_WITH, Tie.RIVAL_OF, Tie.ALSO_KNOWN_AS})


def find_relations(text: Analysis, mentions: Sequence[Mention], words: TieWords) -> list[Relation]:
    """Who leads, belongs to, backs or fights whom: "قسد المدعومة من واشنطن"."""
    return relations_of(Scene(text, mentions, words))


def relations_of(scene: Scene) -> list[Relation]:
    """The relation claims of a scene, in text order, each said once."""
    claims: list[Relation] = []
    for hit in scene.hits(scene.words.relation):
        for pair in _FRAMES[hit.form.cue.frame](scene, hit):
            _add(claims, scene, pair, (hit.first, hit.last - 1), hit.form.cue.id, hit.form.cue.confidence)
    for n in range(len(scene.units)):
        pair = _in_brackets(scene, n)
        if pair is not None:
            _add(claims, scene, pair, (pair[0], pair[2]), "brackets", 0.7)
    return sorted(claims, key=lambda claim: claim.provenance.evidence.start)


def _add(
    claims: list[Relation], scene: Scene, pair: _Pair, cue: tuple[int, int], rule: str, confidence: float
) -> None:
    left, tie, right = pair
    subject, thing = scene.units[left].mention, scene.units[right].mention
    if subject is None or thing is None or same_name(subject, thing):
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


def _repeats(claim: Relation, other: Relation) -> bool:
    if claim.tie is not other.tie:
        return False
    if same_name(claim.subject, other.subject) and same_name(claim.object, other.object):
        return True
    return claim.tie in _SYMMETRIC and same_name(claim.subject, other.object) and same_name(claim.object, other.subject)


# -- frames ---------------------------------------------------------------------------------------------------


def _after(scene: Scene, hit: Hit) -> Iterator[_Pair]:
    """القوات المدعومة من روسيا; فصائل موالية لها; التحالف بقيادة السعودية."""
    tie = hit.form.cue.code
    thing = _linked(scene, hit)
    subject = _head_of(scene, hit.first)
    if subject is None or thing is None:
        return
    for one in scene.list_from(thing, POWERS) if tie != "led_by" else [thing]:
        if tie == "led_by":
            yield one, Tie.COMMANDS, subject
        else:
            yield subject, Tie(tie), one


def _clause(scene: Scene, hit: Hit) -> Iterator[_Pair]:
    """شنت القوات هجوما بدعم من روسيا."""
    thing = _linked(scene, hit)
    subject = scene.left(hit.first - 1, ACTORS, 12) if hit.first else None
    if subject is not None and thing is not None:
        for one in scene.list_from(thing, POWERS):
            yield subject, Tie.BACKED_BY, one


def _relverb(scene: Scene, hit: Hit) -> Iterator[_Pair]:
    """التحالف الذي تقوده السعودية; جيش أحرار العشائر الذي تدعمه عمان."""
    subject = _head_of(scene, hit.first)
    thing = scene.right(hit.last, POWERS, 1, stop=scene.prepositions)
    if subject is None or thing is None:
        return
    if hit.form.cue.code == "led_by":
        yield thing, Tie.COMMANDS, subject
    else:
        for one in scene.list_from(thing, POWERS):
            yield subject, Tie.BACKED_BY, one


def _verb(scene: Scene, hit: Hit) -> Iterator[_Pair]:
    """إيران تدعم النظام; الشيخ الذي يقود قوات العشائر."""
    if scene.guarded(hit.first, scene.negations, 3):
        return
    subject = scene.right(hit.last, POWERS, 0, stop=scene.prepositions)
    after = hit.last
    if subject is not None and not scene.units[subject].prep:
        after = subject + 1
        thing = scene.right(after, POWERS, 0, stop=scene.prepositions)
        if thing is None:
            thing, subject = subject, _head_of(scene, hit.first)
    else:
        thing = scene.right(hit.last, POWERS, 0, stop=scene.prepositions)
        subject = _head_of(scene, hit.first)
    if subject is None or thing is None:
        return
    if hit.form.cue.code == "commands":
        yield subject, Tie.COMMANDS, thing
    else:
        yield thing, Tie.BACKED_BY, subject


def _ally(scene: Scene, hit: Hit) -> Iterator[_Pair]:
    """الحكومة السورية وحليفتها روسيا."""
    subject = scene.left(hit.first - 1, POWERS, 1) if hit.first else None
    thing = scene.right(hit.last, POWERS, 1, stop=scene.prepositions)
    if subject is not None and thing is not None:
        yield subject, Tie.ALLIED_WITH, thing


def _post(scene: Scene, hit: Hit) -> Iterator[_Pair]:
    """القيادي في حركة حماس فلان; قائد قسد، فلان; فلان، زعيم الجماعة."""
    thing = _linked(scene, hit, ACTORS)
    if thing is None or scene.kind(thing) is MentionKind.PERSON:
        return
    tie = Tie(hit.form.cue.code)
    subject = _person_after(scene, thing + 1)
    if subject is None:
        subject = _person_before(scene, hit.first - 1)
    if subject is not None:
        yield subject, tie, thing


def _alias(scene: Scene, hit: Hit) -> Iterator[_Pair]:
    """فراس الجهام، المعروف باسم فراس العراقية."""
    thing = _linked(scene, hit, ACTORS)
    subject = _head_of(scene, hit.first)
    if subject is not None and thing is not None:
        yield subject, Tie.ALSO_KNOWN_AS, thing


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
    between = next((k for k in range(hit.last, min(hit.last + 3, len(units))) if units[k].bare == "بين"), None)
    if between is None:
        return
    left = scene.right(between + 1, POWERS, 2, stop=scene.prepositions)
    if left is None:
        return
    right = scene.right(left + 1, POWERS, 4)
    if right is not None and (units[right].joined or units[right - 1].joined):
        yield left, Tie.RIVAL_OF, right


def _split(scene: Scene, hit: Hit) -> Iterator[_Pair]:
    """انشقت الكتيبة عن الفرقة."""
    thing = _linked(scene, hit)
    subject = scene.subject(hit.first, hit.last)
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


# -- parts ----------------------------------------------------------------------------------------------------


def _linked(scene: Scene, hit: Hit, kinds: frozenset[MentionKind] = POWERS) -> int | None:
    """The name that the cue's link words lead to: المدعومة "من" روسيا, الموالية "ل"لحكومة."""
    units = scene.units
    for link in hit.form.cue.links:
        if link == ("-",):
            found = scene.right(hit.last, kinds, 0, stop=scene.prepositions)
            if found is not None and not units[found].prep.strip("وف"):
                return found
            continue
        if len(link) == 1 and len(link[0]) == 1:
            found = _clitic_linked(scene, hit.last, link[0], kinds)
        else:
            end = hit.last + len(link)
            if tuple(unit.bare for unit in units[hit.last : end]) != link:
                continue
            found = scene.right(end, kinds, 0)
        if found is not None:
            return found
    return None


def _clitic_linked(scene: Scene, n: int, letter: str, kinds: frozenset[MentionKind]) -> int | None:
    """A name behind a one-letter preposition: "للحكومة", "لقوات النظام", "بـ قسد", or "لها"."""
    units = scene.units
    if n >= len(units):
        return None
    unit = units[n]
    if unit.mention is not None:
        return n if unit.prep.endswith(letter) and unit.mention.kind in kinds else None
    if unit.word in (letter, letter + "ـ") or (unit.bare.startswith(letter) and _is_head(scene, unit.bare)):
        return scene.right(n + 1, kinds, 0)
    if unit.word in (letter + "ها", letter + "ه", letter + "هم"):
        return scene.left(n - 2, kinds, 3)
    return None


def _is_head(scene: Scene, word: str) -> bool:
    """لقوات، للرئيس، بمقاتلي: a head noun behind one letter."""
    rest = word[1:]
    if rest.startswith("ل") and "ا" + rest in scene.heads:
        return True
    return rest in scene.heads


def _head_of(scene: Scene, cue: int) -> int | None:
    """The name a participle or relative clause belongs to: the nearest before it, over a place between."""
    if cue == 0:
        return None
    return scene.left(cue - 1, ACTORS, 2, free=scene.relatives | {"،", ",", "-"})


def _person_after(scene: Scene, n: int) -> int | None:
    """The person named right after a post: "القيادي في حماس خالد مشعل", "قائد قسد في الحسكة، فلان"."""
    if n >= len(scene.units):
        return None
    found = scene.right(n, ACTORS, 2, free={"،", ",", "-"}, stop=scene.speech)
    return found if found is not None and not scene.units[found].prep else None


def _person_before(scene: Scene, n: int) -> int | None:
    """The person named right before a post: "فلان، زعيم الجماعة"."""
    if n < 0:
        return None
    return scene.left(n, ACTORS, 0, free={"،", ",", "-", "احد"})
