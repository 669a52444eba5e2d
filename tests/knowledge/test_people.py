"""The tables of people and outcomes: derived forms, clitics, bad rows."""

from pathlib import Path

import pytest

from marsad.errors import PackError
from marsad.knowledge.packs import SHIPPED
from marsad.knowledge.people import Grade, Kind, load_people
from marsad.model.codes import Outcome, VictimGroup
from marsad.text import fold

PEOPLE = load_people(SHIPPED / "core")

NOUNS = [
    ("singular", "جندي", Grade.ONE, VictimGroup.COMBATANT),
    ("accusative", "جندياً", Grade.ONE, VictimGroup.COMBATANT),
    ("dual", "جنديين", Grade.TWO, VictimGroup.COMBATANT),
    ("dual-with-and", "وجنديان", Grade.TWO, VictimGroup.COMBATANT),
    ("dual-feminine", "طفلتان", Grade.TWO, VictimGroup.CIVILIAN),
    ("dual-with-pronoun", "والداه", Grade.TWO, VictimGroup.CIVILIAN),
    ("broken-plural", "جنود", Grade.MANY, VictimGroup.COMBATANT),
    ("sound-plural", "مدنيين", Grade.MANY, VictimGroup.CIVILIAN),
    ("plural-in-construct", "ومسلحي", Grade.MANY, VictimGroup.COMBATANT),
    ("plural-with-pronoun", "مقاتليها", Grade.MANY, VictimGroup.COMBATANT),
    ("with-article", "العناصر", Grade.MANY, VictimGroup.COMBATANT),
    ("for-the", "للمدنيين", Grade.MANY, VictimGroup.CIVILIAN),
]

CUES = [
    ("verb", "قُتلت", Outcome.KILLED, Grade.ONE),
    ("verb-with-so", "فأُصيب", Outcome.INJURED, Grade.ONE),
    ("verb-of-many", "اعتقلوا", Outcome.DETAINED, Grade.MANY),
    ("verb-of-two", "قتلا", Outcome.KILLED, Grade.TWO),
    ("noun-with-preposition", "بمقتل", Outcome.KILLED, Grade.ONE),
    ("noun-with-pronoun", "مقتلهم", Outcome.KILLED, Grade.ONE),
]


@pytest.mark.parametrize(("word", "grade", "group"), [row[1:] for row in NOUNS], ids=[row[0] for row in NOUNS])
def test_nouns(word: str, grade: Grade, group: VictimGroup) -> None:
    noun = PEOPLE.noun(fold(word))
    assert noun is not None
    assert (noun.grade, noun.group) == (grade, group)


@pytest.mark.parametrize("word", ["مدينة", "معارضة", "طالبان", "مقاتلات", "شخصي"])
def test_no_people(word: str) -> None:
    assert PEOPLE.noun(fold(word)) is None


@pytest.mark.parametrize(("word", "outcome", "grade"), [row[1:] for row in CUES], ids=[row[0] for row in CUES])
def test_cues(word: str, outcome: Outcome, grade: Grade) -> None:
    cue = PEOPLE.cue(fold(word))
    assert cue is not None
    assert (cue.outcome, cue.grade) == (outcome, grade)


def test_a_dead_person_is_no_cue() -> None:
    assert PEOPLE.cue(fold("قتلى")) is None


def test_a_word_may_be_a_thing_and_a_scene() -> None:
    assert PEOPLE.mark(Kind.THING, fold("المدرسة")) is not None
    assert PEOPLE.mark(Kind.SCENE, fold("المدرسة")) is not None


GOOD_PEOPLE = "singular\tplural\tgroup\tkind\toutcome\nجندي\tجنود\tcombatant\tperson\n"
GOOD_OUTCOMES = "word\toutcome\tform\tnumber\ttakes\tneeds\nقتل\tkilled\tpast\t\tany\n"

BAD = [
    ("group", GOOD_PEOPLE + "طفل\tأطفال\tchild\tperson\n", GOOD_OUTCOMES, "people.tsv:3: column 'group'"),
    ("kind", GOOD_PEOPLE + "طفل\tأطفال\tcivilian\thuman\n", GOOD_OUTCOMES, "people.tsv:3: column 'kind'"),
    ("outcome", GOOD_PEOPLE, GOOD_OUTCOMES + "جرح\thurt\tpast\n", "outcomes.tsv:3: column 'outcome'"),
    ("form", GOOD_PEOPLE, GOOD_OUTCOMES + "جرح\tinjured\tfuture\n", "outcomes.tsv:3: column 'form'"),
    ("number", GOOD_PEOPLE, GOOD_OUTCOMES + "جرح\tinjured\tverb\tfew\n", "outcomes.tsv:3: column 'number'"),
    (
        "takes",
        GOOD_PEOPLE,
        GOOD_OUTCOMES + "جرح\tinjured\tverb\tone\tall\n",
        "outcomes.tsv:3: column 'takes'",
    ),
    ("word", GOOD_PEOPLE, GOOD_OUTCOMES + "\tinjured\tverb\tone\n", "outcomes.tsv:3: column 'word'"),
]


@pytest.mark.parametrize(("people", "outcomes", "message"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_bad_rows_are_refused(people: str, outcomes: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "people.tsv").write_text(people, encoding="utf-8")
    (tmp_path / "outcomes.tsv").write_text(outcomes, encoding="utf-8")
    (tmp_path / "given_names.tsv").write_text("name\tcommon\nمحمود\n", encoding="utf-8")
    with pytest.raises(PackError, match=message):
        load_people(tmp_path)
