"""Single dates: a day, a month, a year, a weekday, today, last week, alone or side by side."""

from dataclasses import replace

from marsad.knowledge.calendar import DateWord
from marsad.mentions.date_words import DateWords, Found, Hit
from marsad.model.dates import DateExpression, DateForm, DatePart, DateUnit

_PARTS = dict(enumerate(DatePart, start=1))
_SEPARATORS = "/ - – — . ـ"
_WHOLE_PERIODS = ("week", "month", "year")
_ON_THE = "في خلال من منذ"


class DatePoints(DateWords):
    """Readers of single dates; each takes a position and gives what it found there, or None."""

    def point(self, position: int) -> Found | None:
        """One date with all that stands beside it: "مساء أمس (الجمعة)", "السبت 13 كانون الثاني"."""
        found = self._hours(position) or self.bare(position)
        return self._combined(found) if found else None

    def _hours(self, position: int) -> Found | None:
        """A part of a day before its day: "فجر اليوم", "مساء يوم السبت", "ليل الجمعة السبت"."""
        hours = self.hit(position, DateWord.HOURS)
        if hours is None:
            return None
        single = self.bare(self.skip(hours.end, "من"))
        inner = self._combined(single) if single else None
        if inner is None or hours.number == 0:
            return inner
        return self._night_between(inner) or inner if inner.said.form is DateForm.WEEKDAY else inner

    def _night_between(self, first: Found) -> Found | None:
        """ "ليل الجمعة السبت", "ليل الأحد - الإثنين": the night between two weekdays."""
        at = self.skip(first.end, _SEPARATORS + " علي الي و")
        second = self._weekday(self.after(at, DateWord.HOURS))
        if second is None or (second.said.weekday or 0) != ((first.said.weekday or 0) + 1) % 7:
            return None
        return Found(DateExpression(form=DateForm.BETWEEN, first=first.said, last=second.said), second.end)

    def bare(self, position: int) -> Found | None:
        """One date by itself."""
        return (
            self._numeric(position)
            or self.day_of_month(position)
            or self._night(position)
            or self._near(position)
            or self._weekday(position)
            or self._part(position)
            or self._month(position)
            or self._year(position)
            or self._period(position)
            or self._same(position)
        )

    def _combined(self, found: Found) -> Found:
        """The date with the dates beside it that say the same: "أمس، الجمعة", "السبت (13 كانون الثاني)"."""
        while True:
            at = self.skip(found.end, "( ، , - – / الموافق المصادف الموافقه")
            if at < len(self.words) and self.prefix[at]:
                return found
            other = self.bare(at)
            joined = _beside(found.said, other.said) if other else None
            if other is None or joined is None:
                return found
            found = Found(joined, self.skip(other.end, ")") if self.word(at - 1) == "(" else other.end)

    def _numeric(self, position: int) -> Found | None:
        """A date in digits: 13/1/2024, 2024-01-13, 13.01.2024."""
        word = self.word(position)
        if not word[:1].isdigit():
            return None
        if word.count(".") == 2:
            return _from_digits(word.split("."), position + 1)
        mark = self.word(position + 1)
        if mark not in ("/", "-", ".", "–") or self.word(position + 3) != mark:
            return None
        return _from_digits([word, self.word(position + 2), self.word(position + 4)], position + 5)

    def day_of_month(self, position: int) -> Found | None:
        """ "13 كانون الثاني/ يناير 2024", "السابع من أيار", "الـ15 من تموز", "22 من الشهر نفسه"."""
        day = self.hit(position, DateWord.UNIT, "day")
        at = day.end if day and day.number == 1 else position
        first = self._day_number(at)
        if first is None:
            return None
        number, at, article = first
        last = self._last_day(number, at)
        if last is not None:
            found = self._of_month(last[1], last[0], certain=True)
            if found is not None:
                start = replace(found.said, day=number)
                return Found(DateExpression(form=DateForm.BETWEEN, first=start, last=found.said), found.end)
        return self._of_month(at, number, certain=article or day is not None)

    def _day_number(self, position: int) -> tuple[int, int, bool] | None:
        """A day of a month, the token after it, and whether it is said with the article."""
        ordinal = self.hit(position, DateWord.ORDINAL)
        if ordinal is not None:
            part_of_month = self.hit(position - 1, DateWord.GUARD, "ordinal")
            return None if part_of_month else (ordinal.number, ordinal.end, True)
        at = position + 1 if self.word(position) == "ال" else position
        number = self.digits(at, 1, 31)
        return None if number is None else (number, at + 1, at > position)

    def _last_day(self, number: int, position: int) -> tuple[int, int] | None:
        """The last of several days: "3 إلى 7 آذار", "13 و14 و15 آذار"; None where there is but one."""
        last = None
        while (following := self._next_day(position)) is not None and following[0] > number:
            last, (number, position) = following, following
        return last

    def _next_day(self, position: int) -> tuple[int, int] | None:
        word = self.word(position)
        if self.prefix[position : position + 1] == [1] and word[0] == "و":
            at = position
        elif word in ("الي", "حتي", "و", "-", "–", "،"):
            at = position + 1
        else:
            return None
        following = self._day_number(at)
        return (following[0], following[1]) if following else None

    def _of_month(self, position: int, day: int, *, certain: bool) -> Found | None:
        """The month behind a day: a name, or "من الشهر الجاري", "منه", "الجاري"."""
        at = self.skip(position, _SEPARATORS + " من")
        at = self.skip(at, "شهر لشهر")
        month = self.month(at)
        score = month is not None and month.said.hijri and self.word(position) in _SEPARATORS  # فاز 1-صفر
        if month is not None and not score:
            return Found(replace(month.said, form=DateForm.DAY, day=day), month.end)
        if self.word(position) == "منه":
            return Found(DateExpression(form=DateForm.DAY, day=day), position + 1)
        shift = self.hit(position, DateWord.SHIFT)
        if certain and shift is not None and self.word(position) in ("الجاري", "الحالي"):
            return Found(DateExpression(form=DateForm.DAY, day=day, shift=0, unit=DateUnit.MONTH), shift.end)
        period = self._period(at) or self._same(at) if at > position else None
        if period is None or period.said.unit is not DateUnit.MONTH:
            return None
        said = DateExpression(form=DateForm.DAY, day=day, shift=period.said.shift, unit=DateUnit.MONTH)
        return Found(said, period.end)

    def month(self, position: int) -> Found | None:
        """A month under one or both names, with its year or "الماضي": "تشرين الأول/أكتوبر الجاري"."""
        name = self.hit(position, DateWord.MONTH)
        if name is None:
            return self._hijri_month(position)
        said = DateExpression(form=DateForm.MONTH, month=name.number)
        return self._with_year(said, self._second_name(name))

    def _hijri_month(self, position: int) -> Found | None:
        name = self.hit(position, DateWord.HIJRI)
        if name is None:
            return None
        said = DateExpression(form=DateForm.MONTH, month=name.number, hijri=True)
        return self._with_year(said, name.end)

    def _second_name(self, name: Hit) -> int:
        """The token behind the other name of a month: "/ يناير", "(تموز)"."""
        at = self.skip(name.end, "/ ( - – \\ ،")
        second = self.hit(at, DateWord.MONTH)
        if second is None or second.number != name.number or (at < len(self.prefix) and self.prefix[at]):
            return name.end
        return self.skip(second.end, ")") if self.word(at - 1) == "(" else second.end

    def _with_year(self, said: DateExpression, position: int) -> Found:
        """What is said behind a month: a year, "الماضي", "من العام الماضي", or nothing."""
        least, most = (1300, 1500) if said.hijri else (1900, 2099)
        at = self.skip(position, "من ، / , - عام العام لعام سنه")
        at = self.skip(at, "عام العام سنه السنه") if at > position else at
        year = self.digits(at, least, most)
        if year is not None:
            return Found(replace(said, year=year), self.skip(at + 1, "ه م هجري ميلادي"))
        shift = self.hit(position, DateWord.SHIFT)
        if shift is not None:
            return Found(replace(said, shift=shift.number), shift.end)
        year_said = self._period(self.skip(position, "من"))
        if year_said is not None and year_said.said.unit is DateUnit.YEAR and year_said.said.form is DateForm.PERIOD:
            return Found(replace(said, shift=year_said.said.shift, unit=DateUnit.YEAR), year_said.end)
        return Found(said, position)

    def _month(self, position: int) -> Found | None:
        """A month without a day, where it cannot be another word: "في آذار", "شهر مارس", "مايو الماضي"."""
        unit = self.hit(position, DateWord.UNIT, "month")
        named = unit is not None and unit.number == 1
        at = unit.end if unit is not None and named else position
        found = self.month(at)
        if found is None:
            return None
        bare_end = self.hit(at, DateWord.MONTH) or self.hit(at, DateWord.HIJRI)
        told = found.said.year is not None or found.said.shift is not None
        doubled = bare_end is not None and found.end > bare_end.end
        sure = named or told or doubled or (bare_end is not None and bare_end.end - at > 1)
        licensed = (
            self.word(position - 1) in ("في", "وفي", "خلال", "وخلال", "منذ", "ومنذ", "حتي", "بين")
            and not self.prefix[at]
        )
        return found if sure or (licensed and not found.said.hijri) else None

    def _near(self, position: int) -> Found | None:
        """ "اليوم", "أمس", "أول من أمس"; but not "اليوم الثالث"; "اليوم نفسه" points back."""
        near = self.hit(position, DateWord.NEAR)
        if near is None:
            return None
        if near.number == 0:
            then = self.hit(near.end, DateWord.THEN)
            if then is not None:
                said = DateExpression(form=DateForm.THEN, amount=then.number, unit=DateUnit.DAY)
                return Found(said, then.end)
            if self._is_counted(near.end):
                return None
        return Found(DateExpression(form=DateForm.AGO, amount=near.number, unit=DateUnit.DAY), near.end)

    def _is_counted(self, position: int) -> bool:
        """Whether "اليوم" goes on with a count: "اليوم الثالث", "اليوم الـ142"; not "اليوم 2 أيار"."""
        article = self.word(position) == "ال" and self.word(position + 1)[:1].isdigit()
        counted = article or self.hit(position, DateWord.ORDINAL) is not None
        return counted and self.day_of_month(position) is None

    def _night(self, position: int) -> Found | None:
        night = self.hit(position, DateWord.NIGHT)
        return Found(DateExpression(form=DateForm.NIGHT), night.end) if night else None

    def _weekday(self, position: int) -> Found | None:
        """ "السبت", "يوم السبت الماضي", "الأحد قبل الماضي"."""
        day = self.hit(position, DateWord.UNIT, "day")
        at = day.end if day and day.number == 1 else position
        weekday = self.hit(at, DateWord.WEEKDAY)
        if weekday is None:
            return self._near(at) if at > position else None
        before = self.skip(self.skip(weekday.end, "ما"), "قبل")
        shift = self.hit(before, DateWord.SHIFT)
        said = DateExpression(form=DateForm.WEEKDAY, weekday=weekday.number)
        if shift is None:
            return Found(said, weekday.end)
        weeks = 1 if before > weekday.end else None
        return Found(replace(said, shift=shift.number, amount=weeks), shift.end)

    def _part(self, position: int) -> Found | None:
        """ "منتصف مايو الماضي", "أواخر 2017", "مطلع الشهر الجاري", "نهاية العام"."""
        part = self.hit(position, DateWord.PART)
        if part is None:
            return None
        name = _PARTS[part.number]
        at = part.end
        unit = self.hit(at, DateWord.UNIT, "month")
        month = self.month(unit.end if unit and unit.number == 1 else at)
        found = month or self._year(at) or self._period(at)
        if found is not None:
            return Found(replace(found.said, part=name), found.end) if found.said.form in _DIVISIBLE else None
        year = self.digits(at, 1900, 2099)
        if year is not None:
            return Found(DateExpression(form=DateForm.YEAR, year=year, part=name), at + 1)
        period = self._definite(at)
        if period is None:
            return None
        said = DateExpression(form=DateForm.PERIOD, unit=DateUnit(period.unit), shift=0, part=name)
        return Found(said, period.end)

    def _definite(self, position: int) -> Hit | None:
        """A week, month or year with the article: "الشهر"."""
        unit = self.hit(position, DateWord.UNIT)
        if unit is None or unit.number != 1 or unit.unit not in _WHOLE_PERIODS:
            return None
        return unit if self.word(position)[self.prefix[position] :].startswith("ال") else None

    def _year(self, position: int) -> Found | None:
        """ "عام 2016", "في 2013"."""
        unit = self.hit(position, DateWord.UNIT, "year")
        if unit is not None and unit.number == 1:
            year = self.digits(unit.end, 1900, 2099)
            return Found(DateExpression(form=DateForm.YEAR, year=year), unit.end + 1) if year else None
        year = self.digits(position, 1900, 2099)
        if year is None or self.hit(position - 1, DateWord.IN) is None or self.word(position + 1) in ("-", "/"):
            return None
        return Found(DateExpression(form=DateForm.YEAR, year=year), position + 1)

    def _period(self, position: int) -> Found | None:
        """ "الأسبوع الماضي", "هذا الشهر", "العام قبل الماضي", "الشهر نفسه"."""
        this = self.hit(position, DateWord.THIS)
        unit = self._definite(this.end if this else position)
        if unit is None:
            return None
        if this is not None:
            return Found(DateExpression(form=DateForm.PERIOD, unit=DateUnit(unit.unit), shift=0), unit.end)
        then = self.hit(unit.end, DateWord.THEN)
        if then is not None and (unit.unit != "year" or self.word(position - 1) in _ON_THE.split()):
            said = DateExpression(form=DateForm.THEN, amount=then.number, unit=DateUnit(unit.unit))
            return Found(said, then.end)
        before = self.skip(self.skip(unit.end, "ما"), "قبل")
        shift = self.hit(before, DateWord.SHIFT)
        if shift is None or (unit.unit == "year" and shift.number == 0 and self._is_adjective(position)):
            return None
        weeks = 1 if before > unit.end else None
        said = DateExpression(form=DateForm.PERIOD, unit=DateUnit(unit.unit), shift=shift.number, amount=weeks)
        return Found(said, shift.end)

    def _is_adjective(self, position: int) -> bool:
        """Whether العام means "general": "الأمين العام الحالي"."""
        return self.word(position - 1).startswith("ال") and self.word(position) == "العام"

    def _same(self, position: int) -> Found | None:
        """ "نفس اليوم", "ذلك الشهر": the days told before."""
        that = self.hit(position, DateWord.THAT)
        if that is None:
            return None
        unit = self.hit(that.end, DateWord.UNIT) or self._definite(that.end)
        near = self.hit(that.end, DateWord.NEAR)
        if near is not None and near.number == 0:
            return Found(DateExpression(form=DateForm.THEN, amount=0, unit=DateUnit.DAY), near.end)
        if unit is None or unit.number != 1 or not self.word(that.end).startswith("ال"):
            return None
        return Found(DateExpression(form=DateForm.THEN, amount=0, unit=DateUnit(unit.unit)), unit.end)


_DIVISIBLE = (DateForm.MONTH, DateForm.YEAR, DateForm.PERIOD)


def _from_digits(parts: list[str], end: int) -> Found | None:
    """Year, month and day in either order; a year of the Hijri count stays marked as such."""
    if not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return None
    first, month, last = map(int, parts)
    day, year = (last, first) if first > 31 else (first, last)
    if month > 12 >= day:
        day, month = month, day
    hijri = 1300 <= year <= 1500
    if not (1 <= day <= 31 and 1 <= month <= 12 and (hijri or 1900 <= year <= 2099)):
        return None
    return Found(DateExpression(form=DateForm.DAY, year=year, month=month, day=day, hijri=hijri), end)


def _beside(left: DateExpression, right: DateExpression) -> DateExpression | None:
    """Two dates that stand beside each other as one, or None where they are two."""
    match left.form, right.form:
        case DateForm.AGO, DateForm.WEEKDAY if left.weekday is None and left.amount is not None:
            return replace(left, weekday=right.weekday)
        case DateForm.WEEKDAY, DateForm.AGO if right.unit is DateUnit.DAY and left.shift is None:
            return replace(right, weekday=left.weekday)
        case DateForm.WEEKDAY, DateForm.DAY:
            return replace(right, weekday=left.weekday)
        case DateForm.AGO, DateForm.DAY if left.amount == 0 or right.month is not None:
            return replace(right, weekday=left.weekday, amount=left.amount)
        case DateForm.DAY, DateForm.DAY if left.hijri != right.hijri:
            gregorian = right if left.hijri else left
            return replace(gregorian, weekday=left.weekday, amount=left.amount)
        case DateForm.DAY, DateForm.WEEKDAY if left.weekday is None and right.shift is None:
            return replace(left, weekday=right.weekday)
    return None
