"""Incidents that a dataset alone tells of go back into its own format as the row that they came from."""

from marsad.exports.surroundings import Surroundings
from marsad.knowledge.event_data import Dataset, row_in
from marsad.model.incident import Incident


def own_row(incident: Incident, around: Surroundings, dataset: Dataset) -> dict[str, str] | None:
    """The row of a dataset that is all that is known of an incident; None for others, and where a person changed it."""
    first = incident.members[0]
    if first.outlet != dataset.outlet or len(incident.members) > 1 or first.edited or first.rejected:
        return None
    _, _, text = (around.content(first.report) or "").partition("\n")
    row = row_in(dataset, text)
    return row if row is not None and row[dataset.id] == first.report_id else None
