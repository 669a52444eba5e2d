"""Who does what a cue says: behind the verb, before it, or, when the verb hides it, the last actor said."""

from collections.abc import Collection

from marsad.claims.ties.row import LAST_SENTENCE, MARKS, NOTHING, Hit, UnitRow
from marsad.claims.ties.units import ACTORS, DOERS, SEPARATORS, is_tie
from marsad.model import MentionKind
from marsad.text.normalize import fold

_FARTHEST = 30  # units before a verb in which its subject may stand
_LONGEST_PLURAL = 5


def find_subject(row: UnitRow, cue: Hit, stop: Collection[str] = NOTHING) -> int | None:
    """The subject of a cue: "سيطر [الجيش] على البلدة", "[الجيش] الذي سيطر", "شن [الجيش] هجوما وسيطر"."""
    found = after_verb(row, cue.last, stop)
    return found if found is not None else before_verb(row, cue)


def after_verb(row: UnitRow, n: int, stop: Collection[str] = NOTHING, reach: int = 4) -> int | None:
    """The actor that follows its verb: "انسحبت مجموعات من [الحركة]", "دخل رتل [للجيش]"."""
    sentence, part, close = row.sentence(n), False, reach == 1
    links = row.links
    while row.within(n, sentence) and reach > 0:
        unit = row.units[n]
        if unit.mention is not None:
            if unit.mention.kind in DOERS:
                return n if not unit.prep or (part and unit.prep == "ل") else None
            if unit.mention.kind is not MentionKind.DATE:
                return None
        elif unit.word in stop or unit.bare in links.speech or (close and unit.word in SEPARATORS):
            return None
        elif unit.bare in links.prepositions:
            if not (part and unit.bare == "من"):
                return None
        elif unit.bare in links.actor_heads:
            part = True
        elif not (part and unit.bare[0] == "ل" and row.is_head(unit.bare[1:])):
            reach -= unit.bare not in row.heads and unit.word not in MARKS and unit.word not in SEPARATORS
        n += 1
    return None


def before_verb(row: UnitRow, cue: Hit) -> int | None:
    """The subject before its verb; of several the nearest that agrees with it in gender."""
    verb = _verb_group(row, cue.first)
    found = _antecedent(row, verb)
    if found is not None:
        return found
    sentence = row.units[verb].sentence
    disagreeing: int | None = None
    oblique: int | None = None
    for k in range(verb - 1, max(verb - 1 - _FARTHEST, -1), -1):
        if row.units[k].sentence != sentence:
            break
        if row.kind(k) not in DOERS:
            continue
        if is_oblique(row, k):
            oblique = k if oblique is None else oblique
        elif _agrees(row, k, cue):
            return k
        else:
            disagreeing = k if disagreeing is None else disagreeing
    if disagreeing is not None or oblique is not None:
        return disagreeing if disagreeing is not None else oblique
    for k in range(verb - 1, max(verb - 1 - LAST_SENTENCE, -1), -1):
        if row.units[k].sentence < sentence - 1:
            break
        if row.kind(k) in DOERS and not is_oblique(row, k):
            return k
    return None


def _verb_group(row: UnitRow, verb: int) -> int:
    """The first unit of "يحاولون اقتحام", "تمكن من السيطرة": the subject stands before the whole."""
    while row.bare(verb - 1) in row.words.helping:
        verb -= 1
    return verb


def _antecedent(row: UnitRow, verb: int) -> int | None:
    """Whom a relative clause speaks of: "[المتمردين] المدعومين من إيران الذين"."""
    if verb < 2 or row.bare(verb - 1) not in row.links.relatives:
        return None
    found = row.left(verb - 2, DOERS, 2)
    if found is not None and _is_patron(row, found):
        return row.left(found - 1, DOERS, 2) or found
    return found


def _is_patron(row: UnitRow, n: int) -> bool:
    """Whether the name at `n` only says who stands behind another: "المدعومين من [إيران]"."""
    k = n - 1
    while word := row.bare(k):
        if is_tie(word, row.words.relation):
            return True
        if word not in row.links.prepositions and word not in row.heads:
            return False
        k -= 1
    return False


def is_oblique(row: UnitRow, n: int) -> bool:
    """Whether the name at `n` follows a preposition: "ضد التنظيم", "للنظام", or is joined to such a one.

    "رتل من التحالف" and "عدد من المسلحين" are no such names.
    """
    links = row.links
    while True:
        unit, k = row.units[n], n - 1
        if unit.prep.strip("وف"):
            return not (unit.prep == "ل" and row.bare(k) in links.convoys)
        while word := row.bare(k):
            if word in links.alongside or word in row.words.helpers or word in links.genitives:
                return True
            if word == "من" and row.bare(k - 1) in links.convoys | links.amounts:
                return False
            if word in links.prepositions or (word[0] in "بل" and row.is_head(word[1:])):
                return True
            if word not in row.heads and word not in MARKS and not _is_nisba(word):
                return False
            k -= 1
        if k < 0 or row.units[k].sentence != unit.sentence:
            return False
        if not row.units[k + 1].joined or row.kind(k) not in ACTORS:
            return False
        n = k


def _agrees(row: UnitRow, n: int, cue: Hit) -> bool:
    """Whether the actor at `n` may be the subject of a verb behind it: استعادت القوات, not المسلحين."""
    tense = cue.form.tense.name
    if tense == "word":
        return True
    verb = row.units[cue.first].bare
    if verb.endswith(("وا", "ون")):
        return _gender(row, n) == "people"
    feminine = verb.endswith("ت") if tense == "past" else verb.startswith("ت")
    return _gender(row, n) == ("feminine" if feminine else "masculine")


def _gender(row: UnitRow, n: int) -> str:
    """The agreement that an actor's first word asks of a verb behind it."""
    before = row.bare(n - 1)
    named = before in row.links.actor_heads and not row.units[n].prep
    word = before if named else fold(row.mention(n).value).split()[0]
    if word in row.links.people or (len(word) > _LONGEST_PLURAL and word.endswith(("ون", "ين"))):
        return "people"
    return "feminine" if word in row.links.feminine or word.endswith(("ه", "ات")) else "masculine"


def _is_nisba(word: str) -> bool:
    """اليمني، الكردية: an adjective of a land or people."""
    return word.startswith("ال") and word.endswith(("ي", "يه", "يين", "يون"))
