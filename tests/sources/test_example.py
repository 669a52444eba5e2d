from pathlib import Path

from marsad.model import Report
from marsad.sources import read_sources

EXAMPLE = Path(__file__).parents[2] / "examples" / "report.jsonl"


def test_example_is_one_report_without_a_day_of_publication() -> None:
    (report,) = read_sources([EXAMPLE])
    assert isinstance(report, Report)
    assert report.published is None
