"""placeholder"""
from marsad.claims.events.scene import Scene
from marsad.claims.modality import Stance
from marsad.knowledge import Knowledge
from marsad.mentions.dates import find_dates
from marsad.model import Report
from marsad.text.analysis import analyse

def set_scene(report: Report, knowledge: Knowledge) -> Scene:
    text = analyse(report.content)
    mentions = [*find_dates(text, knowledge.calendar)]
    stance = Stance(text, knowledge.speech, report.published)
    return Scene(report, text, mentions, [stance.hints_at])
