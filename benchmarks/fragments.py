"""Fragments of annotated reports: single sentences that stand alone, so that the models also learn to read those.

A telegram or a pasted sentence has no title and no lead; what tells of an event in it is the same. The labels of a
fragment are those that its words have in the whole report.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from align import Gold, Group
from lessons import Lesson


def fragments_of(lesson: Lesson, draw: Random, most: int, read: Callable[[Gold], Lesson]) -> list[Lesson]:
    """Up to `most` sentences of a lesson below the title that hold a cue, each as a lesson of its own."""
    sentences = sorted({cue.sentence for cue in lesson.cues if cue.sentence > 0})
    return [fragment_of(lesson, sentence, read) for sentence in draw.sample(sentences, min(most, len(sentences)))]


def fragment_of(lesson: Lesson, sentence: int, read: Callable[[Gold], Lesson]) -> Lesson:
    """One sentence of a lesson, read by itself, with what the gold says of its cues."""
    text, report = lesson.scene.text, lesson.scene.report
    first, last = text.sentences[sentence]
    start, end = text.tokens[first].start, text.tokens[last - 1].end
    words = report.content[start:end]
    gold: Gold = {
        "id": f"{report.id}#{sentence}",
        "outlet": report.outlet,
        "published": report.published.isoformat() if report.published else None,
        "title": "",
        "text": words,
        "events": [],
    }
    alone = read(gold)
    shift = start - (len(alone.scene.report.content) - len(words))
    here = {alone.scene.text.tokens[cue.token].start + shift: cue for cue in alone.cues}
    alone.labels = {
        cue.token: lesson.labels[token]
        for token in lesson.labels
        if (cue := here.get(text.tokens[token].start)) is not None
    }
    for group in lesson.groups:
        told = [cue for old in group.cues if (cue := here.get(text.tokens[old.token].start))]
        again = [cue for old in group.repeats if (cue := here.get(text.tokens[old.token].start))]
        if told or again:
            alone.groups.append(Group(group.events, group.span, group.label, told or again, again if told else []))
    return alone
