"""Actors in sentences: what is named, how it was found, and where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.knowledge.actor_words import load_actor_words
from marsad.knowledge.actors import load_actors
from marsad.mentions.actors import ActorFinder, find_actors
from marsad.text.analysis import analyse

FINDER = ActorFinder(load_actors(), load_actor_words())


def found(text: str) -> list[tuple[str, str]]:
    return [(mention.value, mention.rule) for mention in find_actors(analyse(text), FINDER)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("هاجمت قسد نقطة عسكرية", [("قسد", "name")], id="acronym"),
        pytest.param(
            "اشتباك بين قوات النظام وهيئة تحرير الشام",
            [("قوات النظام", "name"), ("هيئة تحرير الشام", "name")],
            id="two-names-one-with-conjunction",
        ),
        pytest.param("قصف للنظام على البلدة", [("النظام", "name")], id="article-swallowed-by-lam"),
        pytest.param("خسائر بالجيش السوري", [("الجيش السوري", "name")], id="preposition-taken-off"),
        pytest.param("أعلن الجَيْشُ السُّوري ذلك", [("الجَيْشُ السُّوري", "name")], id="diacritics-kept"),
        pytest.param("قتل عنصران من د ا ع ش", [("د ا ع ش", "name")], id="spelled-against-filters"),
        pytest.param(
            'تبنى تنظيم "الدولة الإسلامية" العملية',
            [("تنظيم الدولة الإسلامية", "name")],
            id="quotation-marks-inside-a-name",
        ),
        pytest.param("مقتل قيادي في حزب الله اللبناني", [("حزب الله اللبناني", "name")], id="nationality-behind"),
        pytest.param("شنّ تنظيم داعش الإرهابي هجوماً", [("تنظيم داعش", "name")], id="judging-adjective-left-out"),
        pytest.param("داهمت ميليشيا قاطرجي منزلاً", [("ميليشيا قاطرجي", "name")], id="class-noun-and-name"),
        pytest.param("أسر مسلحين من فيلق الشام", [("فيلق الشام", "name")], id="men-told-by-their-body"),
        pytest.param("وصل عناصر تابعون للفرقة الرابعة", [("الفرقة الرابعة", "name")], id="men-belonging-to-a-body"),
        pytest.param("مؤيدو #حركة_أمل في الشارع", [("حركة أمل", "name")], id="hashtag"),
    ],
)
def test_names(text: str, values: list[tuple[str, str]]) -> None:
    assert found(text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("انتشرت كتائب السيف في الحي", [("كتائب السيف", "class")], id="unknown-name-one-word"),
        pytest.param("أعلن لواء شهداء الميدان انسحابه", [("لواء شهداء الميدان", "class")], id="unknown-name-opener"),
        pytest.param('هاجم لواء "الرعد" الموقع', [("لواء الرعد", "class")], id="unknown-name-quoted"),
        pytest.param("عاد اللواء 77 إلى ثكنته", [("اللواء 77", "class")], id="number-of-a-unit"),
        pytest.param("طوّقت قوات الأمن الساحة", [("قوات الأمن", "class")], id="forces-of-security"),
        pytest.param("هاجمت ميليشيات شيعية القرية", [("ميليشيات شيعية", "class")], id="adjective-of-side"),
        pytest.param(
            "تقدمت القوات الموالية للنظام السوري",
            [("القوات الموالية للنظام السوري", "class"), ("النظام السوري", "complement")],
            id="tie-to-another-body",
        ),
        pytest.param("فصائل محلية موالية لها", [("فصائل محلية موالية لها", "class")], id="tie-to-a-pronoun"),
        pytest.param("قُتل رجال الأمن الثلاثة", [("الأمن", "class")], id="security-after-its-men"),
        pytest.param("مدير الأمن والسلامة في المصنع", [], id="security-as-a-state-of-things"),
        pytest.param("وزير الداخلية الصربي", [], id="office"),
        pytest.param("حركة المرور متوقفة", [], id="movement-of-traffic"),
        pytest.param("مسلحون مجهولون أطلقوا النار", [("مسلحون مجهولون", "fighters")], id="unknown-gunmen"),
        pytest.param("اعتقال جندي إسرائيلي", [("جندي إسرائيلي", "fighters")], id="soldier-of-a-land"),
        pytest.param("وقع هجوم انتحاري في السوق", [], id="suicide-as-an-adjective"),
        pytest.param("فجّر انتحاري نفسه", [("انتحاري", "fighters")], id="suicide-bomber"),
        pytest.param("حلّق الطيران المروحي", [("الطيران المروحي", "craft")], id="helicopters"),
        pytest.param("قصف طيران التحالف موقعاً", [("طيران التحالف", "name")], id="aircraft-of-an-owner"),
        pytest.param(
            "غارات الطيران السوري والروسي",
            [("الطيران السوري", "name"), ("الطيران الروسي", "name")],
            id="noun-shared-by-two-lands",
        ),
    ],
)
def test_class_nouns(text: str, values: list[tuple[str, str]]) -> None:
    assert found(text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("قصف مدفعي روسي", [("روسي", "adjective")], id="behind-another-adjective"),
        pytest.param("الغارات الروسية والسورية", [("الروسية", "adjective"), ("السورية", "adjective")], id="two-doers"),
        pytest.param('حملة اعتقالات "إسرائيلية"', [("إسرائيلية", "adjective")], id="in-quotation-marks"),
        pytest.param("رواية روسية جديدة", [], id="no-deed"),
        pytest.param("قصفت تركيا الموقع", [("تركيا", "state")], id="land-as-doer"),
        pytest.param("عاش في تركيا سنوات", [], id="land-as-place"),
        pytest.param("خسر الطرفان مقاتلين", [("الطرفان", "anaphor"), ("مقاتلين", "fighters")], id="both-sides"),
        pytest.param("انسحب التنظيم ليلاً", [("التنظيم", "anaphor")], id="the-organisation"),
    ],
)
def test_adjectives_lands_and_anaphora(text: str, values: list[tuple[str, str]]) -> None:
    assert found(text) == values


def test_a_short_name_that_is_a_common_word_needs_a_fuller_one() -> None:
    assert found("دخلت الشاحنة القاعدة الجوية") == []
    assert [value for value, _ in found("تنظيم القاعدة يهدد، والقاعدة تنفي")] == ["تنظيم القاعدة", "القاعدة"]


def test_spans_leave_clitics_out_and_point_at_the_original() -> None:
    content = "هجوم على موقع\nوللجيش السوري خسائر"
    (mention,) = find_actors(analyse(content), FINDER)
    assert mention.value == "الجيش السوري"
    assert content[mention.span.start : mention.span.end] == "لجيش السوري"


@pytest.mark.parametrize("text", ["", "«", "ال", "قوات", "قوات «", "لل", "و", "تنظيم «" * 50, "ميليشيا " * 300])
def test_odd_texts_are_survived(text: str) -> None:
    find_actors(analyse(text), FINDER)


@given(
    st.lists(
        st.sampled_from(
            [
                "قوات",
                "النظام",
                "«",
                "»",
                '"',
                "لل",
                "و",
                "التنظيم",
                "الموالية",
                "للنظام",
                "من",
                "الروسي",
                "35",
                "#",
                "لواء",
                "أبو",
                "محمد",
                "العقيد",
                "المدعو",
                "عبد",
                "بن",
                "قصف",
                "\n",
                "،",
                "الـ",
            ]
        )
    ).map(" ".join)
    | st.text()
)
def test_spans_stay_inside_any_text(text: str) -> None:
    for mention in find_actors(analyse(text), FINDER):
        assert mention.value
        assert mention.span.end <= len(text)
