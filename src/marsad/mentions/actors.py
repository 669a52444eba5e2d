"""Armed actors in a text: known names, class nouns with what tells which, adjectives of doers, anaphora.

Every mention says by its rule how it was found: `name` (a name of the packs), `state` (a land as doer),
`class` (a class noun with adjective, owner or unknown name), `craft` (aircraft and guns), `fighters` (مسلحون
مجهولون), `complement` (a known actor named inside another's name), `adjective` (قصف روسي) and `anaphor`
(الطرفين، التنظيم).
"""

from collections.abc import Iterator

from marsad.knowledge.actor_words import ARTICLE
from marsad.mentions.actor_phrases import AND, CLOSE, OPEN, TELLING, ActorFinder, Phrase, PhraseReader
from marsad.mentions.matcher import written
from marsad.model.codes import MentionKind
from marsad.model.mention import Mention
from marsad.text.analysis import Analysis
from marsad.text.clitics import stems

__all__ = ["ActorFinder", "find_actors"]

QUOTES = frozenset('"“”«»„‟‹›')
ACT_REACH = 4  # words from a deed to the adjective of its doer


def find_actors(analysis: Analysis, finder: ActorFinder) -> list[Mention]:
    """The actors a text names, in its order; those named inside another's name follow it.

    "قصف الطيران الروسي مواقع لحركة أحرار الشام" gives الطيران الروسي and حركة أحرار الشام.
    """
    found = _believable(_phrases(PhraseReader(_marked_words(analysis), finder)))
    return [_mention(analysis, part) for item in found for part in (item, *_known(item.inner))]


def _phrases(reader: PhraseReader) -> list[Phrase]:
    words, finder = reader.words, reader.finder
    found: list[Phrase] = []
    at = 0
    while at < len(words):
        here = reader.longest(at) if finder.readings(words[at]) else None
        if here is None:
            if finder.is_act(words[at]):
                new = _doer_adjectives(reader, at) or _both_sides(reader, at)
                found.extend(item for item in new if not found or item.first > found[-1].first)
            at += 1
            continue
        found.append(here)
        found.extend(_shared(reader, here))
        at = _past_labels(reader, here.last)
    return found


def _known(inner: tuple[Phrase, ...]) -> Iterator[Phrase]:
    """The known ones of those named inside another's name: النظام in "القوات الموالية للنظام"."""
    return (part for part in inner if part.entry is not None)


def _marked_words(analysis: Analysis) -> list[str]:
    """The folded words, with quotation marks as OPEN where they open and as CLOSE where they close."""
    words = [token.text for token in analysis.tokens]
    before = 0
    for position, depth in enumerate(analysis.depth):
        if words[position] in QUOTES:
            opens = depth > before
            words[position] = OPEN if opens else CLOSE
            before = depth if opens else depth - 1
        else:
            before = depth
    return words


def _past_labels(reader: PhraseReader, at: int) -> int:
    """The token after adjectives that judge and do not name: "تنظيم داعش [الإرهابي]"."""
    while at < len(reader.words):
        adjective, article = reader.finder.adjective(reader.words[at])
        if adjective is None or not article or adjective.kind in TELLING:
            break
        at += 1
    return at


def _shared(reader: PhraseReader, item: Phrase) -> list[Phrase]:
    """The second actor of "الطيران السوري والروسي": the same noun with the other land's adjective."""
    if item.rule == "anaphor" or item.last >= len(reader.words) or item.last == item.first + 1:
        return []
    word = reader.words[item.last]
    mine, article = reader.finder.adjective(reader.words[item.last - 1])
    other, other_article = reader.finder.adjective(word[1:])
    if word[0] != AND or mine is None or other is None or article != other_article:
        return []
    if mine.kind not in TELLING or other.kind not in TELLING:
        return []
    return [Phrase(item.last, item.last + 1, AND, word[1:], item.rule, head=(item.first, item.last - 1))]


def _doer_adjectives(reader: PhraseReader, at: int) -> list[Phrase]:
    """The adjectives that name the doers of a deed: "قصف مدفعي [إسرائيلي]", "الغارات [الروسية]"."""
    words = reader.words
    definite = ARTICLE in words[at][:4] or words[at].startswith("لل")
    found: list[Phrase] = []
    for position in range(at + 1, min(at + 1 + ACT_REACH, len(words))):
        word = words[position]
        if word in (OPEN, CLOSE):
            continue
        joined = word[0] == AND and reader.finder.adjective(word)[0] is None
        if found and not joined:
            break
        adjective, article = reader.finder.adjective(word[joined:])
        agrees = article == definite or word.endswith(_ADVERB)
        if reader.finder.readings(word) or (adjective is not None and not agrees):
            break
        if adjective is not None and adjective.kind in TELLING:
            found.append(Phrase(position, position + 1, word[:joined], word[joined:], "adjective"))
        elif adjective is None and not _looks_like_adjective(word):
            break
    return found


def _looks_like_adjective(word: str) -> bool:
    return len(word) > 3 and word.endswith(_ADJECTIVE_ENDINGS)


_ADVERB = "يا"  # المدعوم أميركياً
_ADJECTIVE_ENDINGS = ("ي", "ه", "ف", "ات")


def _both_sides(reader: PhraseReader, at: int) -> list[Phrase]:
    """A word that stands for both sides of a fight: الطرفين, الجانبان."""
    for prefix, stem in stems(reader.words[at]):
        if reader.finder.is_context("anaphor", stem):
            return [Phrase(at, at + 1, prefix, stem, "anaphor")]
    return []


def _believable(found: list[Phrase]) -> list[Phrase]:
    """What was found, without short forms that are common words and have no fuller name in the report."""
    sure = {
        identity
        for item in found
        for part in (item, *item.inner)
        if part.entry is not None and not part.entry.short
        for identity in part.entry.ids
    }
    return [item for item in found if item.entry is None or not item.entry.short or not sure.isdisjoint(item.entry.ids)]


def _mention(analysis: Analysis, item: Phrase) -> Mention:
    """The span, and the words as written without clitics and hashes."""
    span, value = written(analysis, item.first, item.last, item.prefix, item.stem)
    if item.head is not None:
        head = analysis.span(*item.head)
        value = f"{analysis.content[head.start : head.end]} {value}"
    marks = [mark for mark in value if mark in QUOTES]
    for mark in marks if len(marks) % 2 else ():
        value = value.replace(mark, "")
    value = " ".join(value.replace("#", "").split())
    return Mention(kind=MentionKind.ACTOR, span=span, value=value, rule=item.rule)
