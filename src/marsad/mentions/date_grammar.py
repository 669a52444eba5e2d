"""Dates that are made of others: ranges, since, so long ago, in the last so many, so long after."""

from dataclasses import replace

from marsad.knowledge.calendar import DateWord
from marsad.mentions.date_points import DatePoints
from marsad.mentions.date_words import Found, Hit
from marsad.model.dates import DateExpression, DateForm, DateUnit


class DateGrammar(DatePoints):
    """Readers of whole dates; `date_at` is the door."""

    def date_at(self, position: int) -> Found | None:
        """The date that begins at a position, the longest reading first."""
        return (
            self._from_to(position)
            or self._couple(position)
            or self._thence(position)
            or self._since(position)
            or self._ago(position)
            or self._later(position)
            or self._within(position)
            or self._recent(position)
            or self.point(position)
        )

    def _from_to(self, position: int) -> Found | None:
        """ "من 3 إلى 7 آذار", "بين الأحد والثلاثاء", "من السبت حتى أمس"."""
        begin = self.hit(position, DateWord.FROM)
        if begin is None:
            return None
        first = self.point(begin.end) or self.month(begin.end)
        if first is None:
            return None
        if first.said.form is DateForm.BETWEEN:
            return first
        to = self.hit(first.end, DateWord.TO)
        if to is None and (self.word(begin.end - 1) not in ("بين", "وبين") or self.word(first.end)[:1] != "و"):
            return None
        at = to.end if to else self.skip(first.end, "و")
        second = self.point(at) or self.month(at)
        if second is None:
            return None
        return Found(DateExpression(form=DateForm.BETWEEN, first=first.said, last=second.said), second.end)

    def _couple(self, position: int) -> Found | None:
        """ "يومي الجمعة والسبت", "شهري آذار ونيسان", "عامي 2015 و2016"."""
        couple = self.hit(position, DateWord.COUPLE)
        if couple is None:
            return None
        first = self._one_of(couple, couple.end)
        last, end = first, first.end if first else 0
        while first is not None and self.word(end)[:1] in ("و", "،"):
            following = self._one_of(couple, self.skip(end, "و ،"))
            if following is None or following.end == end:
                break
            last, end = following, following.end
        if first is None or last is None or last is first:
            return first if first is not None and first.said.form is DateForm.BETWEEN else None
        return Found(DateExpression(form=DateForm.BETWEEN, first=first.said, last=last.said), end)

    def _one_of(self, couple: Hit, position: int) -> Found | None:
        """A day, month or year of a couple."""
        if couple.unit == "month":
            return self.month(position)
        if couple.unit == "year":
            year = self.digits(position, 1900, 2099)
            return Found(DateExpression(form=DateForm.YEAR, year=year), position + 1) if year else None
        return self.bare(position)

    def _thence(self, position: int) -> Found | None:
        """ "بعد ذلك بيومين", "قبلها بأسبوع": so long after or before the days told before."""
        thence = self.hit(position, DateWord.THENCE)
        if thence is None or not self.word(thence.end).startswith("ب"):
            return None
        span = self.quantity(thence.end)
        if span is None:
            return None
        if span.said.unit is DateUnit.HOUR:
            return Found(DateExpression(form=DateForm.THEN, amount=0, unit=DateUnit.DAY), span.end)
        if span.said.amount is None:
            return None
        return Found(replace(span.said, form=DateForm.THEN, amount=span.said.amount * thence.number), span.end)

    def _since(self, position: int) -> Found | None:
        """ "منذ الأربعاء", "منذ 2011", "منذ شهر", "منذ أيام"."""
        since = self.hit(position, DateWord.SINCE)
        if since is None:
            return None
        first = self.point(since.end) or self.quantity(since.end)
        if first is None:
            return None
        if first.said.form is DateForm.AGO and first.said.amount == 0:
            return first
        return Found(DateExpression(form=DateForm.SINCE, first=first.said), first.end)

    def _ago(self, position: int) -> Found | None:
        """ "قبل حوالي 5 أيام", "قبل أسبوعين"; not "قبل يومين من الانتخابات"."""
        ago = self.hit(position, DateWord.AGO)
        span = self.quantity(ago.end) if ago else None
        return None if span is None or self.word(span.end) == "من" else span

    def _later(self, position: int) -> Found | None:
        """ "بعد يومين": after the days told before; "بعد يومين من مقتل X": X lies that much before."""
        after = None if self.hit(position - 1, DateWord.UNIT) else self.hit(position, DateWord.AFTER)
        span = self.quantity(after.end) if after else None
        if span is None:
            return None
        amount = span.said.amount
        if self.word(span.end) in ("من", "علي"):
            back = None if amount is None else -amount
            return Found(replace(span.said, form=DateForm.THEN, amount=back, shift=-1), span.end + 1)
        if amount is None:
            return None
        return Found(replace(span.said, form=DateForm.THEN), span.end)

    def _within(self, position: int) -> Found | None:
        """ "خلال يومين", "في غضون الساعات الماضية"."""
        within = self.hit(position, DateWord.WITHIN)
        if within is None:
            return None
        recent = self._recent(within.end)
        if recent is not None:
            return recent
        span = self.quantity(within.end)
        if span is None or span.said.amount is None:
            return None
        shift = self.hit(span.end, DateWord.SHIFT)
        said = replace(span.said, form=DateForm.LAST, shift=shift.number if shift else None)
        return Found(said, shift.end if shift else span.end)

    def _recent(self, position: int) -> Found | None:
        """ "الأيام القليلة الماضية", "الساعات الـ24 الأخيرة", "الـ48 ساعة الماضية", "اليومين الماضيين"."""
        before = self._article_number(position)
        number, at = before or (None, position)
        unit = self.hit(at, DateWord.UNIT)
        if unit is None or (unit.number == 1 and number is None):
            return None
        at = self.after(unit.end, DateWord.FEW)
        amount = number or unit.number or None
        later = self._article_number(at) if amount is None else None
        if later is not None:
            amount, at = later
        shift = self.hit(at, DateWord.SHIFT)
        if shift is None or shift.number == 0:
            return None
        said = DateExpression(form=DateForm.LAST, amount=amount, unit=DateUnit(unit.unit), shift=shift.number)
        return Found(said, shift.end)

    def _article_number(self, position: int) -> tuple[int, int] | None:
        """A number, in words with the article: "الثلاثة", "الـ24", "الأربع والعشرين"."""
        at = self.skip(position, "ال")
        digits = self.digits(at, 1, 999)
        if digits is not None:
            return digits, at + 1
        total = 0
        while (value := self._definite_number(self.word(at), first=at == position)) is not None:
            total, at = total + value, at + 1
        return (total, at) if total else None

    def _definite_number(self, word: str, *, first: bool) -> int | None:
        """The value of a number word with the article; the second of two has و before it."""
        article = "ال" if first else "وال"
        return self.word_value(word[len(article) :]) if len(word) > 4 and word.startswith(article) else None

    def quantity(self, position: int) -> Found | None:
        """So many units of time: "نحو 3 أيام", "يومين", "شهر"; no amount for "عدة أسابيع"."""
        at = position
        while (hedge := self.hit(at, DateWord.HEDGE)) is not None:
            at = hedge.end
        some = self.hit(at, DateWord.SOME)
        number = None if some else self.number(at)
        at = some.end if some else number[1] if number else at
        unit = self.hit(at, DateWord.UNIT)
        if unit is None:
            return None
        if number is None and self._is_definite(at):
            return None
        end = self.after(unit.end, DateWord.FEW)
        if number is not None:
            amount: int | None = number[0]
        elif unit.number == 1:
            if some or self._is_named(unit.end):
                return None
            amount, end = 1, self.skip(unit.end, "واحد واحده")
        else:
            amount = unit.number or None
        return Found(DateExpression(form=DateForm.AGO, amount=amount, unit=DateUnit(unit.unit)), end)

    def _is_definite(self, position: int) -> bool:
        return self.word(position)[self.prefix[position] :].startswith("ال")

    def _is_named(self, position: int) -> bool:
        """Whether a unit goes on with its name: "يوم الجمعة", "شهر آذار", "عام 2011"."""
        roles = (DateWord.WEEKDAY, DateWord.NEAR, DateWord.MONTH, DateWord.HIJRI, DateWord.ORDINAL)
        return self.word(position)[:1].isdigit() or any(self.hit(position, role) for role in roles)
