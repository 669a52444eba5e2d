"""The closed class of Arabic number words and of the phrases that widen a number, folded.

Gender and case variants stand side by side; the grammar that joins them is in `numbers`.
"""

from enum import Enum, auto

from marsad.text.normalize import fold


class Bound(Enum):
    """What the words beside a number say about it."""

    AT_LEAST = auto()
    MORE_THAN = auto()
    LESS_THAN = auto()
    ABOUT = auto()


def _table(forms: dict[int, str]) -> dict[str, int]:
    return {fold(word): value for value, words in forms.items() for word in words.split()}


_UNITS = _table(
    {
        3: "ثلاث ثلاثة تلاتة",
        4: "أربع أربعة",
        5: "خمس خمسة",
        6: "ست ستة",
        7: "سبع سبعة",
        8: "ثماني ثمانية ثمان تمانية",
        9: "تسع تسعة",
        10: "عشر عشرة",
    }
)
_TENS = _table(
    {
        20: "عشرون عشرين",
        30: "ثلاثون ثلاثين",
        40: "أربعون أربعين",
        50: "خمسون خمسين",
        60: "ستون ستين",
        70: "سبعون سبعين",
        80: "ثمانون ثمانين",
        90: "تسعون تسعين",
    }
)
_HUNDRED_STEMS = {3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثماني", 9: "تسع"}

# Words below a thousand that are a number by themselves; "القتلى الثلاثة" has its unit with the article.
SMALL = (
    _table({1: "واحد واحدة", 2: "اثنان اثنين اثنتان اثنتين اتنين"})
    | _UNITS
    | {"ال" + word: value for word, value in _UNITS.items() if word.endswith("ه")}
    | _TENS
    | {"ال" + word: value for word, value in _TENS.items()}
    | _table(
        {
            100: "مئة مائة مية",
            200: "مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي",
            800: "ثمانمئة ثمانمائة",
        }
    )
    | _table({100 * unit: f"{stem}مئة {stem}مائة" for unit, stem in _HUNDRED_STEMS.items()})
)
# Forms of one and two that are a number only before عشر or a ten: أحد عشر, إحدى وعشرون.
BOUND_UNITS = _table({1: "أحد إحدى", 2: "اثنا اثني اثنتا اثنتي"})
TEEN = frozenset(("عشر", "عشره"))
HUNDRED = frozenset(map(fold, ("مئة", "مائة")))
SCALES = _table({1000: "ألف ألفا آلاف", 10**6: "مليون مليونا ملايين", 10**9: "مليار مليارا مليارات"})
DUAL_SCALES = _table(
    {2000: "ألفان ألفين ألفي", 2 * 10**6: "مليونان مليونين مليوني", 2 * 10**9: "ملياران مليارين ملياري"}
)

# Plural scales without a figure: عشرات is twenty or more, عشرات الآلاف twenty thousand or more.
FUZZY_SCALES = _table({10: "عشرات", 100: "مئات", 1000: "آلاف", 10**6: "ملايين"})
FUZZY_SCALES |= {"ال" + word: value for word, value in FUZZY_SCALES.items()}
A_FEW = frozenset(map(fold, ("بضع", "بضعة")))
SEVERAL = frozenset(map(fold, ("عدة", "عديد", "العديد", "عدد", "عددا", "أعداد", "أعدادا", "مزيد", "المزيد")))
OF = frozenset(("من", "منهم", "منهن", "منها"))
OTHER = frozenset(map(fold, ("آخر", "آخرا")))
NEEDS_OF = SEVERAL - {fold("عدة")}
BETWEEN_NUMBER_AND_OF = frozenset(
    map(fold, ("كبير", "كبيرا", "كبيرة", "آخر", "آخرا", "أخرى", "غير", "محدد", "معروف", "قليل"))
)


def _phrases(bounds: dict[Bound, str]) -> dict[str, tuple[tuple[tuple[str, ...], Bound], ...]]:
    """Phrases by their last word, the longest first, each as the words before it and what it says."""
    found: dict[str, list[tuple[tuple[str, ...], Bound]]] = {}
    for bound, phrases in bounds.items():
        for phrase in phrases.split("|"):
            *head, last = fold(phrase).split()
            found.setdefault(last, []).append((tuple(head), bound))
    return {last: tuple(sorted(heads, key=lambda head: -len(head[0]))) for last, heads in found.items()}


BOUNDS_BEFORE = _phrases(
    {
        Bound.AT_LEAST: "ما لا يقل عن|مالا يقل عن|لا يقل عن|لا يقل عددهم عن|لا تقل عن|على الأقل|على أقل تقدير",
        Bound.MORE_THAN: "أكثر من|أزيد من|ما يزيد عن|ما يزيد على|يزيد عن|يزيد على"
        "|يزيد عددهم عن|يزيد عددهم على|تزيد عن|تزيد على|ما يفوق|يفوق|ما يربو على|ما يربو عن|ينوف عن|ينوف على",
        Bound.LESS_THAN: "أقل من|ما يقل عن",
        Bound.ABOUT: "نحو|حوالي|قرابة|زهاء|ما يقارب|مايقارب|يقارب|ما يقرب من|يقرب من|تقريبا|في حدود|حدود"
        "|ما يناهز|يناهز|ما يصل إلى|يصل إلى",
    }
)
BOUNDS_AFTER = {
    tuple(fold(phrase).split()): bound
    for bound, phrases in {
        Bound.AT_LEAST: "على الأقل|على أقل تقدير|كحد أدنى|في الحد الأدنى|أو أكثر|فأكثر|فما فوق|ونيف|و نيف",
        Bound.ABOUT: "تقريبا|على وجه التقريب",
    }.items()
    for phrase in phrases.split("|")
}
BOUND_AFTER_STARTS = frozenset(phrase[0] for phrase in BOUNDS_AFTER)
BETWEEN = frozenset(("بين", "مابين"))
RISES = tuple(map(fold, ("ارتفع", "زاد", "ازداد", "انخفض", "تراجع", "صعد", "قفز")))
