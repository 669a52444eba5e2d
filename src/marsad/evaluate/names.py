"""Whether two written names are one, by the rule that readings themselves are made with."""

from marsad.knowledge.names import same_name, telling_words

__all__ = ["same_name", "telling_words"]
