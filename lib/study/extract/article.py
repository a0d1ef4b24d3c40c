"""What is known of an article as a whole, and what carries over from sentence to sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from study.extract.calendar_days import fiscal_year, five_year_plan
from study.extract.draft import Draft
from study.extract.events import EventReader
from study.extract.mentions import ISSUER, LIST_MARKS, Mention, is_numbered
from study.extract.own_numbers import FirmsToldOf
from study.extract.periods import Expressions, Period, PeriodReader
from study.extract.places import MANAGERS, PlaceReader
from study.extract.reporting import Report, months_summed_up, report_in
from study.extract.tabulated import Tables
from study.lexicon.domain import context
from study.lexicon.loader import alternation, data
from study.model import BODY_ROLES, Document, Paragraph, Role, Script

# The rest of a name that stands alone or in a list before 等: 昌平[生命谷产业基地]等15个项目.
_EXAMPLE = re.compile("[^了已有引集聚吸拥,，。;；、]{0,18}(?:、[^,，。;；]{0,300})?等")
# 上海12个 and 在深圳成立: the place speaks of that number, or of a firm's origin, alone.
_COUNTED = re.compile("[各有]?[0-9一二两三四五六七八九十]+[个家款项件]")
WHOLE_OF_SHARE = re.compile(
    "(?:全[区市省县国])?(?:的|占(?:比|到)?)?[约近超逾]?"
    "(?:[0-9.]+[%‰]|[一二三四五六七八九十]+分之|[一二两三四五六七八九]成|一半|半数)"
)  # 占巴南全区的34.4%
# 在武汉市大健康产业的比重
WHOLE_IN_WORDS = re.compile("[^,，。;；\\d]{0,12}的(?:比重|份额|占比|比例)")
_FOUNDED_THERE = re.compile(context("founded"))
# 设立江苏省审评分中心: the object of such a verb is not what the text goes on about.
_OBJECT_OF = re.compile(f"{context('before_objects')}$")
_LONGEST_VERB = 3
_LONGEST_TITLE = 40
_GRANTED = re.compile(context("granted"))
_LONGEST_GRANT = max(map(len, data("words")["contexts"]["granted"]))
_TITLE = re.compile(f"级?{context('titles_given')}")
_CONDITION = re.compile("[^,，。;；的]{2,16}的[,，]")
_AREAS = re.compile("[省市区县州盟园谷城港岛]$")
_SEATS = ("province", "city", "district")
_BEFORE_NAMES = frozenset("是为有即:：、和与")
_REST_OF_NAME = re.compile(rf"(?!{context('no_rest_of_names')})[\u4e00-\u9fff]{{2,3}}[、和与及]")
_SITES = ("park", "site")
_SENTENCE_MARK = re.compile("[,，。;；]")
_BY_CONTRAST = re.compile("[^,，。;；]{0,10}则[有为是达仅只]")  # 广东省同年登记的试验则有2280项
_REST = ("其余", "其余在", "其余位于")
_COUNT = re.compile("[\\d余多百千万一二三四五六七八九十][家个名位]$")
_LONGEST_COUNT = 3
_GRADING = ("province", "city")
_EVERYWHERE = frozenset({"region", "world", "foreign"})
_GOES_ON = ("；", ";")
_LEADS_ON = ("：", ":")
_AMONG_THEM = ("其中", "同期")
_LOOKING_BACK = 3  # until this month an article may look back on the year before
_BULLETIN = re.compile(context("bulletins"))  # of a year that is over for months, these still tell
_YEAR_END = re.compile(context("year_ends"))
_MONEY = alternation([name for names in data("places")["own_money"].values() for name in names])
# (人民币,下同): in what all sums without a unit are told
_STATED_IN = re.compile(
    rf"(?:\(|（|单位[:：])\s*(?P<money>{_MONEY})[,，.．·・、;；\s]*(?:下同|为单位)"
)
_OPENS_HEADLINE = 4  # characters before a place with which a headline still begins
_HEAD = 2  # the headline and the first paragraph
_TOWNS = ("city", "district")
_LABELS = re.compile(r"(?:[\[【][^\[\]【】]{1,16}[\]】]\s*)+")
_LONGEST_HEADING = 24  # characters
# 区科委主任郭文博: in the minutes of a press conference another one speaks.
_SPEAKER = re.compile(rf".*{context('titles_of_speakers')}[^:：]{{0,5}}[:：]")
_PLANS_HEADING = re.compile(
    r"(?:(?P<year>20\d\d)(?:年|(?=[,，:：]))|(?P<told>今年|明年|下一年|下一步|下步))"
    rf"[,，:：]?[^,，。;；]{{0,8}}?{context('plans_headings')}[?？!！]?$"
)
# 2020年产业发展工作计划: a plan for a year, as its headline says; 一、2019年工作完成情况.
_PLAN_OF_YEAR = re.compile(
    rf"(?P<year>20\d\d)年[^,，。;；0-9]{{0,16}}?{context('plans_of_years')}[)）”]?$"
)
_REVIEW_HEADING = re.compile(rf"(?P<year>20\d\d)年[^,，。;；]{{0,8}}?{context('review_headings')}$")
_TASKS_HEADING = re.compile(f"{context('tasks_headings')}$")
_INNER_HEADING = re.compile("[(（]")
_NUMBERED_HEADING = re.compile("[(（【]?[一二三四五六七八九十]+[)）、】.．]")
# 行动方案(2025—2027年), “十三五”发展规划
_NAMED_PLAN = re.compile(
    rf"(?:{context('plan_documents')}[(（]|[(（])(?:20\d\d)年?[-—–~～至到]+(?P<last>20\d\d)年?[)）]"
    rf"|(?P<plan>[“‘'\"]十[一二三四五六]?五[”’'\"])[^,，。;；]{{0,12}}{context('plan_documents')}"
)
_PLAN_MARK = re.compile("[(（“‘'\"](?:20|十)")  # what every name of a plan holds
_OPENING_PARAGRAPHS = 3
_BUDGET = re.compile(context("budgets"))
_OF_GOVERNMENT = re.compile(f"{context('budgets')}|{context('policy_addresses')}")
_GOALS_HEADING = re.compile(f"[\u4e00-\u9fff]{{2}}{context('goals_headings')}$")
_NUMBERING = re.compile(
    r"\s*(?:[(（【]?[一二三四五六七八九十\d]{1,3}[)）、】.．]|[【◆●■▲·]|第[一二三四五六七八九十]+)?\s*"
)
_ENDS_HEADING = re.compile(r"[】\s]*(?:$|[:：])")
_PARALLEL = 3  # places of which none is the subject of what follows
_PROSE = (Role.HEADLINE, Role.BODY)
_CERTAIN = 3  # bodies of a place that make an article one of that place, wherever else it looks
_SEVERAL = 2  # paragraphs
_SIGNS = 2  # kinds of signs that show for whose readers an article is written


class Article:
    """One article, read from its first sentence to its last.

    Args:
        document: The article as read.

    Attributes:
        body: Spans of the paragraphs that state facts.
        home: Place for whose readers it is written, or "" where nothing shows it.
        readers_home: The same, even if the article is about elsewhere.
        today: Day of the article; where only its year is known, the last of that year.
        report: What it opens with a report on, if it does.
        usual_period: First and last day of what is stated without a period.
        now: First and last day of what is counted without a period.
        tells_of_year: Whether it counts what there was at the end of a year.
        currency: Code of the money that 元 and 亿 mean.
        default_place: The place the article as a whole speaks of.
        flow_period: Period named last in the paragraph, for what accrues over one.
        flow_before: The same, of the last paragraph before that named one.
        listed_period: Period of the line that led to the list of which the paragraph is a part.
        stock_told: Whether 目前 was said since then.
        spoken_of: Period named last in the paragraph, whatever it says of numbers.
        sets_targets: Whether the sentences before, which state no number, set targets.
        aimed_at: Days of the last target whose days were told.
        budget: First and last day of the year that a budget is told for, if any.
        plan_ends: Year in which the plan ends that the article is or tells of, if any.
        sets_goals: Whether the section sets the goals of a plan, as its heading says.
        plans_for: Year that the section plans, as its heading says: 二、2019年工作打算.
        looks_back_on: Year that the section sums up: 一、2019年工作完成情况.
        reviewing: Whether the paragraph speaks of the review of drugs.
        last_count: For each classifier the last indicator of the paragraph.
        tables: Its tables, whose headers tell the units of their numbers.
        last_deed: The last indicator that tells what was done to projects.
        sorting: Indicator of the firms whose sorts are told, and how many are not told yet.
        last_money: Indicator of the last amount of money.
        last_sum: The last amount of money in the paragraph.
        yearly: For each indicator the last sum of a whole year.
        most: For each indicator the largest count of the paragraph.
        last: The last fact.
        last_counted: The last that is a count.
        last_indicator: The indicator of the last fact.
        paragraph: Where the paragraph begins.
        amounts: For each amount (unit or counter, value) the fact that stated it last.
    """

    def __init__(self, document: Document) -> None:
        """Find the places, events and days that hold for the whole article."""
        self.document = document
        self.text = document.text
        self.today = document.date or _end_of(document.implied_year)
        self.body = [(p.start, p.end) for p in document.paragraphs if p.role in BODY_ROLES]
        self.home = self.readers_home = self._home()
        self.places = PlaceReader(self.text, self.body, self.readers_home)
        self._dates = Expressions(self.text, self.body)
        self.report = self._report()
        self.usual_period = self._usual_period()
        self.now = (self.today, self.today) if document.date else self.usual_period
        # What is counted at the end of a year, in an article of the months behind it.
        yearly = self.report is not None and self.report.of_year
        self.tells_of_year = yearly or _YEAR_END.search(self.text) is not None
        now = self.usual_period if document.date is None else None
        self._periods = PeriodReader(self.today, republican=bool(self.home), now=now)
        self._periods.reported = self.report.days if self.report else None
        self.firms = FirmsToldOf(self.text)
        self.tables = Tables(self.text, self.body)
        self.events = EventReader(self.text, self.body, self._dates, self.today)
        self.places.disregard(self.events.spans)
        self.default_place = self._default_place()
        self._stated_currency = _currency_stated(self.text)
        self.currency = self._currency()
        self.amounts: dict[tuple[str, float], Draft] = {}
        self.last_money = self.last_indicator = "other"
        self.last_sum: Draft | None = None
        self.yearly: dict[str, Draft] = {}
        self.most: dict[str, float] = {}
        self.last_deed = ""
        self.sorting: tuple[str, float] | None = None
        self.last: Draft | None = None
        self.last_counted: Draft | None = None
        self.flow_period: Period | None = None
        self.flow_before: Period | None = None
        self.listed_period: Period | None = None
        self.stock_told = False
        self.spoken_of: Period | None = None
        self.sets_targets = False
        self.aimed_at: tuple[date, date] | None = None
        self.plans_for: int | None = None
        self.looks_back_on: int | None = None
        self._planned = self._year_planned()
        self.plan_ends = self._plan_ends()
        self.budget = self._budget()
        self.sets_goals = False
        self._section = ""
        self.last_count: dict[str, str] = {}
        self.begin_paragraph(0)

    def begin_paragraph(self, start: int) -> None:
        """Forget what does not carry over, unless the sentence before goes on: 142家；, 其中."""
        led = self.leads_on(start - 1)
        goes_on = led or self.text.endswith(_GOES_ON, 0, max(0, start - 1))
        listed = self.flow_period if led else self.listed_period
        self.listed_period = listed if goes_on else None
        if not goes_on and not self.text.startswith(_AMONG_THEM, start):
            self.flow_before = self.flow_period or self.flow_before
            self.flow_period = None
            self.stock_told = False
            self.spoken_of = None
            self.sets_targets = False
            self.last_count = {}
        self.reviewing = False
        self.last_sum, self.most = None, {}
        self.paragraph = start
        self._enter_section(start)
        self._grants = False
        self._searched = start
        self._carried: list[Mention] = []
        self._passed = bisect_left(self.places.starts, start)

    def leads_on(self, stop: int) -> bool:
        """Whether the paragraph that ends at an offset leads to the next: 2020年成绩亮眼:."""
        return self.text.endswith(_LEADS_ON, 0, max(0, stop))

    def _enter_section(self, start: int) -> None:
        """Remember the year that a heading says its section plans; another heading ends it."""
        end = self.text.find("\n", start)
        line = self.text[start : end if end >= 0 else len(self.text)].strip()
        if len(line) > _LONGEST_HEADING:
            return
        self._enter_place(start, line)
        self.sets_goals = self.plan_ends is not None and (
            _GOALS_HEADING.search(line) is not None
            or (self.sets_goals and _NUMBERED_HEADING.match(line) is None)
        )
        plans, numbered = _PLANS_HEADING.search(line), _NUMBERED_HEADING.match(line)
        review = _REVIEW_HEADING.search(line) if numbered else None
        if plans:
            self.plans_for, self.looks_back_on = self._year_of_heading(plans), None
        elif numbered and _INNER_HEADING.match(line) is None:
            tasks = self._planned if _TASKS_HEADING.search(line) else None
            self.plans_for = tasks
            self.looks_back_on = int(review["year"]) if review else None

    def _year_planned(self) -> int | None:
        """The year for which the whole article is a plan, by its headline: 2020年工作计划."""
        heads = [p for p in self.document.paragraphs if p.role is Role.HEADLINE]
        named = (_PLAN_OF_YEAR.search(self.text, p.start, p.end) for p in heads)
        return next((int(plan["year"]) for plan in named if plan), None)

    def _plan_ends(self) -> int | None:
        """The last year of the plan that the headline or the opening names."""
        for begin, stop in self.body[:_OPENING_PARAGRAPHS]:
            marked = _PLAN_MARK.search(self.text, begin, stop)
            named = _NAMED_PLAN.search(self.text, begin, stop) if marked else None
            if named:
                plan = named["plan"]
                return int(named["last"]) if named["last"] else five_year_plan(plan)[1]
        return None

    def _budget(self) -> tuple[date, date] | None:
        """The year of the budget that the opening tells of, in places where it starts in April."""
        if not self.today or self.home not in data("places")["fiscal_year_from_april"]:
            return None
        return fiscal_year(self.today.year) if self._opening_names(_BUDGET) else None

    def _opening_names(self, pattern: re.Pattern[str]) -> bool:
        """Whether the headline or one of the first paragraphs holds what a pattern finds."""
        opening = self.body[:_OPENING_PARAGRAPHS]
        return any(pattern.search(self.text, begin, stop) for begin, stop in opening)

    def _enter_place(self, start: int, line: str) -> None:
        """Remember the place that a heading gives its section: 三、海淀区; the next one ends it."""
        numbering = _NUMBERING.match(line)
        begin = self.text.find(line, start) + (numbering.end() if numbering else 0)
        end = begin + len(line) - (numbering.end() if numbering else 0)
        named = self.places.between(begin, begin + 1)
        alone = named and (
            _ENDS_HEADING.match(self.text, named[0].end, end)
            or (named[0].level in _SITES and _SENTENCE_MARK.search(line) is None)
        )
        if alone and start > self.body[0][0]:
            self._section = named[0].name
        elif (numbering and numbering[0].strip()) or _SPEAKER.fullmatch(line):
            self._section = ""

    def _year_of_heading(self, plans: re.Match[str]) -> int | None:
        if plans["year"]:
            return int(plans["year"])
        if self.today is None:
            return None
        return self.today.year + (plans["told"] in ("明年", "下一年"))

    def _home(self) -> str:
        """The place for whose readers the article is written, where signs of two kinds show it."""
        if self.document.script is Script.TRADITIONAL:
            for place, bodies in data("places")["home_bodies"].items():
                if any(body in self.text for body in bodies):
                    return str(place)
        common = set(data("places")["common_signs"])
        for place, signs in data("places")["home_signs"].items():
            told = [sign for sign in signs if sign in self.text]
            if len(told) >= _SIGNS and not common.issuperset(told):
                return str(place)
        return ""

    def _default_place(self) -> str:
        """The place the article speaks of; for readers of a place that one, if about no other."""
        inside, named = self.places.named_within(self.home)
        bodies = data("places")["home_bodies"].get(self.home, ())
        certain = sum(body in self.text for body in bodies) >= _CERTAIN
        if named > 2 * inside and not certain:
            self.home = ""  # written there, but about elsewhere
        if self.report and self.report.of_one_firm:
            return ""
        inner = self.places.default()
        if not self.home:
            return self._told_of_throughout(inner) or inner
        if self._opening_names(_OF_GOVERNMENT):
            return self.home  # whatever parks it is told of
        if not self.places.within(inner, self.home):
            return self.home
        park = self.places.group(inner) in ("park", "zone")
        # Where a contest is held is not what the article is about, unless its headline says so.
        pervades = not self.events.main and self._pervades(inner)
        headlined = self._is_headlined(inner) and self._is_told_of_again(inner)
        if park and (headlined or pervades):
            return inner
        # The capital is where much is held; 全市 shows that its own figures are told.
        anaphors = (m for m in self.places.mentions if m.level == "anaphor")
        meant = {m.name for m in anaphors if self.text[m.start : m.end] != MANAGERS}
        around = (
            name for name in self.places.ancestors(inner) if self.places.group(name) in _TOWNS
        )
        opens = park and not self.events.main and self._opens_with(inner)
        lead = (inner,) if not park or opens else ()
        here = (name for name in (*lead, *around) if self.places.within(name, self.home))
        return next((name for name in here if name in meant), self.home)

    def _told_of_throughout(self, inner: str) -> str:
        """The city with which headline and text begin, though a part is named more often; or ""."""
        heads = [p for p in self.document.paragraphs if p.role is Role.HEADLINE]
        bodies = [p for p in self.document.paragraphs if p.role is Role.BODY]
        if not heads or not bodies or self.events.main:
            return ""
        begins = self._headline_begins(heads[0])
        headed = self.places.between(begins, begins + _OPENS_HEADLINE)
        led = [m for m in self.places.between(bodies[0].start, bodies[0].end) if m.governs]
        if not headed or not led or headed[0].level != "city" or led[0].name != headed[0].name:
            return ""
        return headed[0].name if self.places.within(inner, headed[0].name) else ""

    def _pervades(self, name: str) -> bool:
        """Whether at least half of the paragraphs name or mean a place."""
        prose = [(p.start, p.end) for p in self.document.paragraphs if p.role in _PROSE]
        return 2 * sum(self._tells_of(name, *span) for span in prose) >= len(prose)

    def _is_headlined(self, name: str) -> bool:
        """Whether the headline begins with a place: 南科生技去年营业额破百亿."""
        heads = (p for p in self.document.paragraphs if p.role is Role.HEADLINE)
        return any(
            mention.name == name and mention.start - self._headline_begins(head) <= _OPENS_HEADLINE
            for head in heads
            for mention in self.places.between(head.start, head.end)
        )

    def _is_told_of_again(self, name: str) -> bool:
        """Whether the first paragraph, or several, tell of a place of the headline."""
        bodies = [p for p in self.document.paragraphs if p.role is Role.BODY]
        told = [self._tells_of(name, p.start, p.end) for p in bodies]
        return told[:1] == [True] or sum(told) >= _SEVERAL

    def _headline_begins(self, head: Paragraph) -> int:
        """Where a headline begins behind the labels of its page: [转贴] 生技白皮书."""
        label = _LABELS.match(self.text, head.start, head.end)
        return label.end() if label else head.start

    def _opens_with(self, name: str) -> bool:
        """Whether the first paragraph behind the headline names or means a place."""
        prose = [p for p in self.document.paragraphs if p.role is Role.BODY]
        return bool(prose) and self._tells_of(name, prose[0].start, prose[0].end)

    def _tells_of(self, name: str, start: int, stop: int) -> bool:
        """Whether a place is named or meant between two offsets, and not only its managers."""
        told = (m for m in self.places.between(start, stop) if m.name == name)
        return any(self.text[m.start : m.end] != MANAGERS for m in told)

    def _usual_period(self) -> tuple[date | None, date | None]:
        """When numbers without a period are true: now, or the year that is looked back on."""
        today = self.today
        if self.document.date is None:
            return None, None  # on what day it was written the article does not tell
        told = self.report.days if self.report else self._months_summed_up()
        if told:
            return told
        head = " ".join(self.text[start:stop] for start, stop in self.body[:_HEAD])
        late = today is not None and today.month == _LOOKING_BACK
        looks_back = not late or _BULLETIN.search(self.text) is not None
        if today and today.month <= _LOOKING_BACK and looks_back and f"{today.year - 1}年" in head:
            return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
        return today, today

    def _report(self) -> Report | None:
        if self.today is None or not self.body:
            return None
        opening = self.body[:_OPENING_PARAGRAPHS]
        text = "\n".join(self.text[begin:stop] for begin, stop in opening)
        expressions = self._dates.between(0, opening[-1][1])
        return report_in(text, expressions, self.today, self._fresh_reader())

    def _months_summed_up(self) -> tuple[date, date] | None:
        if self.today is None:
            return None
        prose = [p.end for p in self.document.paragraphs if p.role in _PROSE]
        stop = max(prose[:_OPENING_PARAGRAPHS], default=0)
        return months_summed_up(self._dates.between(0, stop), self.today, self._fresh_reader())

    def _fresh_reader(self) -> PeriodReader:
        """A reader that has met no period yet."""
        return PeriodReader(self.today, republican=bool(self.home))

    def _currency(self) -> str:
        """What a bare 元 is: the money of the place that the article is written for or about."""
        if self._stated_currency:
            return self._stated_currency
        known: dict[str, str] = data("places")["currencies"]
        if self.home in known:
            return known[self.home]
        for place, money in known.items():
            inside, named = self.places.named_within(place)
            if inside and (inside == named or (2 * inside > named and self._spells(money))):
                return money
        return "CNY"

    def money_of(self, mentions: Sequence[Mention]) -> str:
        """What a bare 元 is in a sentence that names some places.

        Readers of Hong Kong are told in their own money of what is so there.
        """
        if self._stated_currency:
            return self._stated_currency
        home = self.readers_home
        local: str = data("places")["currencies"].get(home, self.currency)
        if local == self.currency:
            return self.currency
        here = any(m.governs and self.places.within(m.name, home) for m in mentions)
        return local if here else self.currency

    def _spells(self, money: str) -> bool:
        """Whether a currency is written out somewhere."""
        return any(word in self.text for word in data("places")["own_money"][money])

    def periods_between(self, start: int, end: int) -> list[Period]:
        """Periods named between two offsets, never before those asked last."""
        return self._periods.resolve(self._dates.between(start, end))

    def speaks_of_grants(self, end: int) -> bool:
        """Whether the paragraph spoke of grants before `end`, never before the one asked last."""
        if not self._grants:
            # Only what is new is searched, and a word that the last search may have cut.
            self._grants = _GRANTED.search(self.text, self._searched, end) is not None
            self._searched = max(self._searched, end - _LONGEST_GRANT)
        return self._grants

    def carried_place(self, sentence_start: int, number_start: int) -> str:
        """Place that the paragraph named last before a sentence, or "".

        Args:
            sentence_start: Start of the sentence.
            number_start: Start of the number in it, never before the one asked last.
        """
        mentions = self.places.mentions
        while self._passed < len(mentions) and mentions[self._passed].start < sentence_start:
            if self._carries(mentions[self._passed]):
                self._carried.append(mentions[self._passed])
            self._passed += 1
        # What is an example before one number is one before all that follow.
        while self._carried and self.is_example(self._carried[-1], number_start):
            self._carried.pop()
        self._forget_parallel()
        return self._carried[-1].name if self._carried else self._section

    def _forget_parallel(self) -> None:
        """Places told of side by side in one sentence leave the paragraph where it was before."""
        if len(self._carried) < _PARALLEL:
            return
        begin = self.text.rfind("。", 0, self._carried[-1].start)
        told = {m.name for m in self._carried if m.start > begin}
        apart = [n for n in told if not any(n != o and self.places.within(n, o) for o in told)]
        if len(apart) >= _PARALLEL:
            self._carried = [m for m in self._carried if m.start <= begin]

    def names_place(self, start: int, end: int) -> bool:
        """Whether a place that numbers may speak of is named between two offsets."""
        wide = data("places")["wide_levels"]
        between = self.places.between(start, end)
        return any(m.governs and m.level not in wide for m in between)

    def _carries(self, mention: Mention) -> bool:
        if not mention.governs or mention.level in data("places")["wide_levels"]:
            return False
        return not (
            self.only_grades(mention)
            or self._is_condition(mention)
            or self.begins_names(mention)
            or self.is_counted(mention)
            or self.in_enumeration(mention)
            or self._is_among_them(mention)
            or _BY_CONTRAST.match(self.text, mention.end)
            or _COUNTED.match(self.text, mention.end)
            or _FOUNDED_THERE.match(self.text, mention.end)
            or WHOLE_OF_SHARE.match(self.text, mention.end)
            or WHOLE_IN_WORDS.match(self.text, mention.end)
            or ISSUER.match(self.text, mention.end)
            or self._in_title(mention)
            or self.is_object(mention)
        )

    def is_object(self, mention: Mention) -> bool:
        """Whether a place is what something was done to or got into: 跻身上海26个园区."""
        floor = max(0, mention.start - _LONGEST_VERB)
        return _OBJECT_OF.search(self.text, floor, mention.start) is not None

    def only_grades(self, mention: Mention) -> bool:
        """Whether a place only gave a title to one within it: X园有[江苏省]重点实验室3个.

        That is the article's own place, or one that the sentence named before.
        """
        if _TITLE.match(self.text, mention.end) is None or mention.level not in _GRADING:
            return False
        start = self.text.rfind("。", 0, mention.start) + 1
        said = (m.name for m in self.places.between(start, mention.start) if m.governs)
        within = self.places.within
        return any(
            n != mention.name and within(n, mention.name) for n in (self.default_place, *said)
        )

    def is_counted(self, mention: Mention) -> bool:
        """Whether a place stands within a counted phrase: 45家[台湾]机构参加."""
        floor = max(0, mention.start - _LONGEST_COUNT)
        return _COUNT.search(self.text, floor, mention.start) is not None

    def begins_names(self, mention: Mention) -> bool:
        """Whether a place begins the names of firms in a list: 分别是[通化]金马、[吉林]京辉."""
        if _AREAS.search(self.text, mention.start, mention.end) or mention.level not in _SEATS:
            return False
        opens = self.text[mention.start - 1 : mention.start] in _BEFORE_NAMES
        return opens and _REST_OF_NAME.match(self.text, mention.end) is not None

    def _is_condition(self, mention: Mention) -> bool:
        """在[X]实现产业化的,奖励1000万元: where what is asked for is done, and no more."""
        if not self.text.endswith("在", 0, mention.start):
            return False
        return _CONDITION.match(self.text, mention.end) is not None

    def _is_among_them(self, mention: Mention) -> bool:
        """Whether a place is told of as a part: 其中昌平区12家, but not 其中昌平区是…的一区."""
        if self.text.endswith(_REST, 0, mention.start):
            return True  # 其余在新津
        among = self.text.endswith(_AMONG_THEM[0], 0, mention.start)
        return among and self.text[mention.end : mention.end + 1] != "是"

    def _in_title(self, mention: Mention) -> bool:
        """Whether a place stands in the title of a document: 《中关村科学城行动计划》."""
        opening = self.text.rfind("《", max(0, mention.start - _LONGEST_TITLE), mention.start)
        return opening >= 0 and self.text.find("》", opening, mention.start) < 0

    def is_example(self, mention: Mention, stop: int) -> bool:
        """Whether a place stands among examples before `stop`: X、Y等15个项目."""
        if self.text.find("等", mention.end, stop) < 0:
            return False
        return _EXAMPLE.match(self.text, mention.end, stop) is not None

    def in_enumeration(self, mention: Mention) -> bool:
        """Whether a place stands in a list with 、 or 和."""
        before = self.text[mention.start - 1 : mention.start] in LIST_MARKS
        before = before and not is_numbered(self.text, mention.start)
        return before or self.text.startswith("、", mention.end)


def _end_of(year: int | None) -> date | None:
    """The last day of a year: nothing that the text tells lies ahead of it."""
    return date(year, 12, 31) if year else None


def _currency_stated(text: str) -> str:
    """Code of the money in which an article says that its sums are: (人民币,下同); or ""."""
    stated = _STATED_IN.search(text)
    own: dict[str, list[str]] = data("places")["own_money"]
    codes = (code for code, names in own.items() if stated and stated["money"] in names)
    return next(codes, "")
