"""Movement claims: an armed actor withdraws, advances, redeploys or sends reinforcements."""

from collections.abc import Iterator, Sequence

from marsad.claims.ties.row import Hit, UnitRow
from marsad.claims.ties.subjects import after_verb, find_subject, is_oblique
from marsad.claims.ties.units import DOERS, PLACES, same_name
from marsad.knowledge.ties import TieWords
from marsad.model import Manner, Mention, MentionKind, Movement, Provenance
from marsad.text.analysis import Analysis

_RECENT = 100  # claims back that a claim is compared with
_ROUTE_REACH = 16
_ARRIVALS = frozenset({"reach", "enter", "under_way"})
_MOST_ROUTS = 40  # words of expulsion that a report is searched for


def find_movements(text: Analysis, mentions: Sequence[Mention], words: TieWords) -> list[Movement]:
    """Who goes where: "انسحبت القوات من البلدة إلى المدينة"; one claim a destination."""
    return movements_of(UnitRow(text, mentions, words))


def movements_of(row: UnitRow) -> list[Movement]:
    """The movement claims of a row, in text order, each said once."""
    claims: list[Movement] = []
    for hit in row.hits(row.words.movement):
        for claim in _read(row, hit):
            if not any(_repeats(claim, other) for other in claims[-_RECENT:]):
                claims.append(claim)
    return _without_headline(row, claims)


def _without_headline(row: UnitRow, claims: list[Movement]) -> list[Movement]:
    """The claims less those of the headline that the text tells again of the same actor."""
    end = row.headline
    told = [claim for claim in claims if claim.provenance.evidence.start >= end][:_RECENT]
    return [
        claim
        for claim in claims
        if claim.provenance.evidence.start >= end
        or not any(claim.manner is other.manner and same_name(claim.actor, other.actor) for other in told)
    ]


def _read(row: UnitRow, hit: Hit) -> list[Movement]:
    if _is_unsaid(row, hit):
        return []
    actor = _mover(row, hit)
    if actor is None or (hit.form.cue.id == "under_way" and not _is_convoy(row, actor)):
        return []
    manner = _manner(row, hit, actor)
    origins, destinations = _ends(row, hit, manner)
    actors = row.list_to(actor, DOERS) if actor < hit.first else [actor]
    ends: list[tuple[int | None, int | None]] = [(origins[0] if origins else None, end) for end in destinations] or [
        (origin, None) for origin in origins
    ]
    return [_claim(row, hit, manner, who, end) for who in actors for end in ends]


def _is_unsaid(row: UnitRow, hit: Hit) -> bool:
    """Whether the move is denied, wished, hindered or none of soldiers: "صدت القوات تقدم", "أرسلت رسالة"."""
    cue, links = hit.form.cue, row.links
    if row.guarded(hit.first, links.negations | links.intents, 6) or row.bare(hit.first - 1) == "ما":
        return True
    if cue.code == Manner.ADVANCES and row.guarded(hit.first, links.attempts, 3):
        return True
    return cue.id in ("send", "sending") and not _sends_soldiers(row, hit)


def _sends_soldiers(row: UnitRow, hit: Hit) -> bool:
    """Whether what is sent are soldiers: "أرسلت تعزيزات", not "أرسلت رسالة"."""
    return any(
        unit.bare in row.links.soldiers or unit.bare[1:] in row.links.soldiers
        for unit in row.units[hit.last : hit.last + 5]
        if unit.sentence == row.sentence(hit.first)
    )


def _manner(row: UnitRow, hit: Hit, actor: int) -> Manner:
    """What the cue says, unless help comes (reinforces) or the actor was driven out (withdraws)."""
    manner, cue = Manner(hit.form.cue.code), hit.form.cue
    if manner is Manner.ADVANCES and (_is_help(row, hit) or (cue.id in _ARRIVALS and _is_convoy(row, actor))):
        return Manner.REINFORCES
    if cue.id == "go_towards" and _was_driven_out(row, actor, hit.first):
        return Manner.WITHDRAWS
    return manner


def _is_convoy(row: UnitRow, n: int) -> bool:
    """تعزيزات للميليشيات, رتل تركي: reinforcements on their way."""
    words = row.links.reinforcements
    return row.units[n].word in words or row.bare(n - 1) in words


def _is_help(row: UnitRow, hit: Hit) -> bool:
    """دخلت القوات البلدة لدعم المقاتلين; وصلت أرتال إلى جبلة لمؤازرة الأمن."""
    sentence = row.sentence(hit.first)
    following = row.units[hit.last : hit.last + 14]
    return any(unit.bare in row.links.supports for unit in following if unit.sentence == sentence)


def _was_driven_out(row: UnitRow, actor: int, cue: int) -> bool:
    """Whether the report tells that the actor was expelled or withdrew: then going is withdrawing."""
    who, left = row.mention(actor), _MOST_ROUTS
    if any(_withdraws(row, k) for k in range(max(actor - 6, 0), cue) if row.sentence(k) == row.sentence(cue)):
        return True
    for k, unit in enumerate(row.units):
        if unit.bare not in row.links.driven_out or k == cue:
            continue
        first = row.right(k + 1, DOERS, 1)
        second = row.right(first + 1, DOERS, 2) if first is not None else None
        if any(n is not None and same_name(row.mention(n), who) for n in (first, second)):
            return True
        left -= 1
        if not left:
            return False
    return False


def _withdraws(row: UnitRow, n: int) -> bool:
    """Whether unit `n` is a word of withdrawal: "أخلوا المكان وتوجهوا"."""
    return any(form.cue.code == Manner.WITHDRAWS for form in row.words.movement.get(row.bare(n), ()))


def _mover(row: UnitRow, hit: Hit) -> int | None:
    """Who moves: the actor right after or right before the cue, never one of another clause.

    "وغادرت مئات العائلات البلدة" moves families, no armed actor.
    """
    noun = hit.form.cue.frame == "noun"
    if hit.form.cue.code == Manner.ADVANCES and row.guarded(hit.first, row.links.achievements, 10):
        return find_subject(row, hit)
    after = after_verb(row, hit.last, reach=1 if noun else 4)
    if after is not None:
        return after
    if noun:
        return _mover_of_noun(row, hit)
    if row.bare(hit.last) in row.links.own_men:
        return find_subject(row, hit)
    if hit.form.cue.frame == "verb" and _other_subject(row, hit.last):
        return None
    return _mover_before(row, hit)


def _mover_of_noun(row: UnitRow, hit: Hit) -> int | None:
    """تقدم لقوات النظام; تعزيزات عسكرية لقسد; أحرز الجيش تقدما; انسحابها; القوات ... الانسحاب."""
    cue, units = hit.form.cue, row.units
    if hit.last < len(units) and units[hit.last].prep == "ل" and row.kind(hit.last) in DOERS:
        return hit.last
    if cue.id == "reinforcements":
        led = row.links.towards | row.links.out_of | row.links.inside | {"ضد"}
        owner = row.right(hit.last, DOERS, 3, stop=led)
        return owner if owner is not None else find_subject(row, hit)
    if cue.id == "sending":
        return find_subject(row, hit)
    if not units[hit.first].bare.startswith(("ال", "بال", "لل")):
        return _owner(row, hit)
    return _mover_before(row, hit)


def _owner(row: UnitRow, hit: Hit) -> int | None:
    """Whose "انسحابها" it is: the last actor before; "مغادرة" alone is nobody's."""
    end = row.text.tokens[row.units[hit.last - 1].last - 1].end
    owned = row.units[hit.last - 1].word.endswith(("ها", "هم")) or row.text.content[end - 1] == "ه"
    return find_subject(row, hit) if owned else None


def _mover_before(row: UnitRow, hit: Hit) -> int | None:
    """The actor before the cue, in reach; people who flee or a relative clause end the search."""
    sentence = row.sentence(hit.first)
    reach, k = (14 if row.units[hit.first].joined else 4), hit.first - 1
    while row.within(k, sentence) and reach > 0:
        if row.kind(k) is MentionKind.GOODS:
            return None
        if row.kind(k) in DOERS and not is_oblique(row, k):
            return k
        if row.bare(k) in row.links.relatives:
            return row.left(k - 1, DOERS, 1)
        reach -= row.units[k].bare not in row.heads
        k -= 1
    return None


def _other_subject(row: UnitRow, n: int) -> bool:
    """Whether a plain noun follows the verb and so is what moves."""
    if n >= len(row.units):
        return False
    if row.units[n].mention is not None:
        return row.kind(n) is MentionKind.GOODS
    word, links = row.units[n].bare, row.links
    leads = (
        links.prepositions,
        links.towards,
        links.inside,
        links.place_heads,
        links.adverbs,
        links.soldiers,
    )
    return word[0].isalpha() and not any(word in group for group in leads)


def _ends(row: UnitRow, hit: Hit, manner: Manner) -> tuple[list[int], list[int]]:
    """Origins and destinations by the prepositions right of the cue.

    A place with no preposition is where one enters and what one leaves; "في" is where one advances to and
    what one withdraws from.
    """
    found: dict[str, list[int]] = {"from": [], "to": [], "at": [], "": []}
    for side, places in _route(row, hit):
        found[side] = found[side] or places
    bare, leaves = _bare_side(hit), manner is Manner.WITHDRAWS
    origins = found["from"] or (found[""] if bare == "from" else []) or (found["at"] if leaves else [])
    inside = [] if leaves or hit.form.cue.id == "enter" else found["at"]
    return origins, found["to"] or (found[""] if bare == "to" else []) or inside


def _bare_side(hit: Hit) -> str:
    """What a place without a preposition is to the cue: دخل البلدة "to", غادر البلدة "from"."""
    return hit.form.cue.links[0][0] if hit.form.cue.links else ""


def _side(row: UnitRow, n: int) -> str:
    """The side that the preposition at unit `n` gives a place; none in "نحو 45 شاحنة", "أجزاء من البلدة"."""
    word, links = row.units[n].bare, row.links
    if word in links.towards:
        return "" if row.bare(n + 1).isdigit() else "to"
    if word in links.out_of:
        return "" if row.bare(n - 1) in links.amounts else "from"
    if word in links.inside:
        return "at"
    return "via" if word in links.through else ""


def _route(row: UnitRow, hit: Hit) -> Iterator[tuple[str, list[int]]]:
    """The lists of places right of a cue, each with the side its preposition gives it."""
    k, sentence, reach, side = hit.last, row.sentence(hit.first), _ROUTE_REACH, ""
    goes_on = hit.form.cue.code == Manner.ADVANCES
    while row.within(k, sentence) and reach > 0:
        unit = row.units[k]
        word = unit.bare
        if unit.mention is not None and not (unit.again and word in row.links.there):
            if unit.mention.kind in PLACES:
                places = row.list_from(k, PLACES)
                side = side or ("at" if unit.prep.endswith("ب") else "")
                if side != "via":
                    yield side, places
                k, side = places[-1], ""
            else:
                reach -= unit.mention.kind is not MentionKind.DATE
        elif led := _side(row, k):
            side = led
            if word in row.links.there:
                yield side, row.last_places(hit.first)
                side = ""
        elif word == "لها" and _bare_side(hit) == "from":
            yield "from", row.last_places(hit.first)
        elif word in row.links.route_stops or word == "." or (word in row.words.holding and not goes_on):
            return
        else:
            reach -= word not in row.heads
        k += 1


def _claim(row: UnitRow, hit: Hit, manner: Manner, actor: int, ends: tuple[int | None, int | None]) -> Movement:
    cue = hit.form.cue
    origin, destination = ends
    chosen = [hit.first, hit.last - 1, actor, *(n for n in (origin, destination) if n is not None)]
    return Movement(
        provenance=Provenance(evidence=row.evidence(chosen), rules=(f"movement:{cue.id}",), confidence=cue.confidence),
        actor=row.mention(actor),
        manner=manner,
        origin=row.mention(origin) if origin is not None else None,
        destination=row.mention(destination) if destination is not None else None,
        date=row.day(hit),
    )


def _repeats(claim: Movement, other: Movement) -> bool:
    if claim.manner is not other.manner or not same_name(claim.actor, other.actor):
        return False
    return _agree(claim.destination, other.destination) and _agree(claim.origin, other.origin)


def _agree(left: Mention | None, right: Mention | None) -> bool:
    return left is None or right is None or same_name(left, right)
