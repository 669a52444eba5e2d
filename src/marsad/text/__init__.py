"""Arabic writing: folding, words, clitics, sentences, numbers; knows nothing of conflict."""

from marsad.text.analysis import Analysis, analyse
from marsad.text.clitics import stems, strip_pronoun, without_article
from marsad.text.normalize import FoldedText, fold, fold_with_map
from marsad.text.numbers import Number, find_numbers
from marsad.text.segment import Sentence
from marsad.text.tokens import Token

__all__ = [
    "Analysis",
    "FoldedText",
    "Number",
    "Sentence",
    "Token",
    "analyse",
    "find_numbers",
    "fold",
    "fold_with_map",
    "stems",
    "strip_pronoun",
    "without_article",
]
