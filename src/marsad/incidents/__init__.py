"""Claims of many reports about one happening: compared in pairs, judged with reasons, grouped, merged.

claims ──> rows ──> pairs with weights ──> groups ──> incidents
         (columns)     (comparing)      (grouping)   (merging)
"""

from marsad.incidents.columns import Row, row_of
from marsad.incidents.comparing import compare
from marsad.incidents.grouping import connected, group
from marsad.incidents.merging import merge, name_of
from marsad.incidents.reasons import judgement_of

__all__ = ["Row", "compare", "connected", "group", "judgement_of", "merge", "name_of", "row_of"]
