"""A report's words, sentences, clauses and quotations, found once and used by every step."""

from dataclasses import dataclass

from marsad.model.report import Span
from marsad.text.segment import Sentence, find_clauses, find_depths, find_sentences, set_title_apart
from marsad.text.tokens import Token, tokenize

__all__ = ["Analysis", "Sentence", "Token", "analyse"]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a text is made of; the lists of numbers run parallel to `tokens`.

    `sentence_of` and `clause_of` number sentences and clauses; `depth` counts the quotations around a token.
    """

    content: str
    tokens: list[Token]
    sentences: list[Sentence]
    sentence_of: list[int]
    clause_of: list[int]
    depth: list[int]

    def span(self, first: int, last: int) -> Span:
        """Where the tokens `[first, last)` stand in the original."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)


def analyse(content: str, title: int | None = None) -> Analysis:
    """Everything `Analysis` holds, in time linear in the length of any string.

    `title` is how many characters of the content are a title: these are sentence 0, however many full stops they
    hold; where there are none (a Telegram post), sentence 0 is empty and the lead is sentence 1.

    >>> [token.text for token in analyse("قُتل ٣ مدنيّين").tokens]
    ['قتل', '3', 'مدنيين']
    """
    tokens = tokenize(content)
    sentences = find_sentences(content, tokens)
    if title is not None:
        sentences = set_title_apart(sentences, tokens, title)
    sentence_of = [number for number, (first, last) in enumerate(sentences) for _ in range(first, last)]
    return Analysis(
        content=content,
        tokens=tokens,
        sentences=sentences,
        sentence_of=sentence_of,
        clause_of=find_clauses(tokens, sentence_of),
        depth=find_depths(content, tokens),
    )
