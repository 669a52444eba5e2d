"""Tolls: what happened to how many people of which group, from the words of one sentence.

A cue (مقتل، أصيب، اعتقلت) takes the people counted beside it; a victim noun (قتلى، جريح) is its own cue.
What the number means for an event is decided elsewhere: here stand only rows, with the tokens that say them.
"""

from marsad.claims.tolls.toll import Toll, find_tolls, sum_tolls

__all__ = ["Toll", "find_tolls", "sum_tolls"]
