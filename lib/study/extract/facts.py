"""Puts numbers, periods, places and words together into facts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from study.extract.events import EventReader
from study.extract.indicators import (
    Head,
    Hit,
    Words,
    count_indicator,
    head_after,
    head_before,
    money_indicator,
    rate_indicator,
)
from study.extract.periods import Period, PeriodReader, Reach
from study.extract.places import Mention, PlaceReader
from study.extract.quantity import Quantity
from study.extract.scan import scan
from study.extract.units import unit_words
from study.lexicon.domain import flows, indicator_kinds
from study.lexicon.loader import data
from study.model import BODY_ROLES, Document, Fact, Qualifier, Status

_SENTENCE_END = re.compile(r"[。!?！？]+[”\"』」)）]*|\n")
_CLAUSE_END = re.compile(r"[,，](?!\d{3}(?!\d))|[;；:：]")
_LIST_OF_EXAMPLES = re.compile(r"等(?:一批)?(?:多)?$")


# The rest of a name that stands alone or in a list before 等: 昌平[生命谷产业基地]等15个项目.
_EXAMPLE = re.compile("[^了已有引集聚吸拥,，。;；、]{0,10}(?:、[^,，。;；]*)?等")
_PRODUCTS = frozenset({"noun:product", "noun:device", "noun:drug"})
_AREA = frozenset({"cue:floor", "cue:land"})
# What somebody says at an event need not be about the event.
_SPEECH = re.compile("表示|介绍|指出|致辞|说|透露|获悉|显示|了解|认为|强调")
# Before a part these make it a level: 价格仅为进口的三分之一, not 价格下降三分之一.
# 全国首个, 全球药企十强: a name of a place that tells of what kind a thing is.
_ADJECTIVE = re.compile("首|领先|知名|顶尖|顶级|第|最|外")
_WORLD_ADJECTIVE = re.compile(r"药企|制药|前|[一二三五十百\d]|龙头|领军|巨头|大型|市场")
_LEVELS = frozenset({"industry_scale", "revenue", "output_value", "growth_rate"})
_WEAK_MONEY = frozenset({"other", "research_spending", "investment"})
_GRANTED = re.compile("奖励|补助|资助|补贴|奖补|贴息|扶持")
_PER_PIECE = re.compile("每(?:吨|公斤|盒|支|瓶|度|平方米|平米|张|株|次|剂|针|例)[^,，。]{0,6}$")
_LEVEL = re.compile("(?:为|至|到|是|仅|的|价)[约近超不到仅有]*$")
_AHEAD = re.compile("将(?!军|领|近|来)|再投|再增|再新增|即将")
_OBJECT = re.compile("将[^,，。;；]{1,24}(?:由|从|纳入|作为|转化|列为|定位|视为|称为|打造成|归)")
_LOOKING_BACK = 3  # until this month an article looks back on the year before
_OWN_MONEY = {"HKD": ("港元", "港币", "HK$"), "TWD": ("新台币", "台币")}
_NEVER_OF_EVENTS = frozenset({"policies", "floor_area", "land_area", "standard_factories"})
_GENERIC = frozenset({"other", "enterprises", "products", "projects"})


@dataclass(slots=True)
class _Draft:
    """A fact in the making: the number and what its context has told so far."""

    quantity: Quantity
    clause: tuple[int, int]
    sentence: tuple[int, int]
    head: Head | None = None
    indicator: str = ""
    place: str = ""
    event: str = ""
    industry: str = ""
    of: str = ""
    subject: str = ""
    start: date | None = None
    end: date | None = None
    status: Status = Status.ACTUAL


def extract_facts(document: Document) -> list[Fact]:
    """Every quantity that the body of an article states, in the order of the text.

    Args:
        document: The article as read.

    Returns:
        Facts whose `quote` is `document.raw[raw_start:raw_end]`.
    """
    reader = _ArticleReader(document)
    return [reader.fact(draft) for draft in reader.drafts()]


class _ArticleReader:
    """Reads one article from its first sentence to its last, remembering what carries over."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.body = [(p.start, p.end) for p in document.paragraphs if p.role in BODY_ROLES]
        self.places = PlaceReader(self.text, self.body)
        self.periods = PeriodReader(document.date, republican=bool(self._home()))
        self.events = EventReader(self.text, self.body, PeriodReader(document.date))
        self.places.disregard(self.events.spans)
        self.default_place = self.places.default()
        self.usual_period = self._usual_period()
        self.home = self._home()
        self.default_place = self.home or self.default_place
        self.currency = self._currency()
        self.amounts: dict[tuple[str, float], _Draft] = {}
        self.flow_period: Period | None = None
        self.reviewing = False
        self.last_count: dict[str, str] = {}
        self.last_money = self.last_indicator = "other"
        self.paragraph_start = 0

    def _usual_period(self) -> tuple[date | None, date | None]:
        """When the numbers without a period are true: now, or the year that is looked back on."""
        today = self.document.date
        head = " ".join(self.text[start:stop] for start, stop in self.body[:2])
        if today and today.month <= _LOOKING_BACK and f"{today.year - 1}年" in head:
            return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
        return today, today

    def _home(self) -> str:
        """The place for whose readers the article is written, where signs of two kinds show it."""
        for place, signs in data("places")["home_signs"].items():
            if sum(sign in self.text for sign in signs) > 1:
                return str(place)
        return ""

    def _currency(self) -> str:
        """What a bare 元 is: the money of the place that the article is written for or about."""
        known = data("places")["currencies"]
        if self.home in known:
            return str(known[self.home])
        chain = [self.default_place, *self.places.gazetteer.ancestors(self.default_place)]
        about = next((name for name in chain if name in known), "")
        named = any(word in self.text for word in _OWN_MONEY.get(known.get(about, ""), ()))
        within = self.places.gazetteer.ancestors
        names = {m.name for m in self.places.mentions if m.level not in ("region", "world", "foreign")}
        only = all(about in (name, *within(name)) for name in names)
        return str(known[about]) if about and (named or only) else "CNY"

    def drafts(self) -> Iterator[_Draft]:
        """All facts of the article, sentence by sentence."""
        for begin, stop in self.body:
            self.flow_period = None
            self.reviewing = False
            self.last_count = {}
            self.paragraph_start = begin
            quantities = list(scan(self.text, begin, stop))
            at = 0
            for sentence in _sentences(self.text, begin, stop):
                inside = []
                while at < len(quantities) and quantities[at].number < sentence[1]:
                    inside.append(quantities[at])
                    at += 1
                if inside:
                    yield from _SentenceReader(self, sentence, inside).drafts()

    def fact(self, draft: _Draft) -> Fact:
        """Freeze a draft, with its place in the raw text."""
        quantity = draft.quantity
        raw_start, raw_end = self.document.raw_span(quantity.start, quantity.end)
        sentence_start, sentence_end = self.document.raw_span(*draft.sentence)
        return Fact(
            doc=self.document.doc,
            quote=self.document.raw[raw_start:raw_end],
            raw_start=raw_start,
            raw_end=raw_end,
            sentence_start=sentence_start,
            sentence_end=sentence_end,
            value=quantity.value,
            low=quantity.low,
            high=quantity.high,
            unit=quantity.unit,
            counter=quantity.counter,
            qualifier=quantity.qualifier,
            indicator=draft.indicator,
            subject=draft.subject,
            place=draft.place,
            industry=draft.industry,
            event=draft.event,
            start=draft.start,
            end=draft.end,
            status=draft.status,
            of=draft.of,
        )


def _sentences(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    start = begin
    for match in _SENTENCE_END.finditer(text, begin, stop):
        if match.end() > start:
            yield start, match.end()
        start = match.end()
    if start < stop:
        yield start, stop


class _SentenceReader:
    """Reads the facts of one sentence."""

    def __init__(
        self, article: _ArticleReader, sentence: tuple[int, int], quantities: list[Quantity]
    ) -> None:
        self.article = article
        self.text = article.text
        self.sentence = sentence
        self.periods = article.periods.find(self.text, *sentence)
        self.words = Words(self.text, *sentence)
        self.cuts = [sentence[0]]
        self.cuts += [m.end() for m in _CLAUSE_END.finditer(self.text, *sentence)]
        self.cuts.append(sentence[1])
        self.mentions = article.places.between(*sentence)
        self._share_units(quantities)
        self.quantities = [q for q in quantities if self._is_quantity(q)]

    def drafts(self) -> Iterator[_Draft]:
        """Facts of the sentence in order."""
        done: list[_Draft] = []
        for quantity in self.quantities:
            draft = _Draft(quantity, self._clause(quantity.number), self.sentence)
            if not self._settle_unit(draft, done):
                continue
            self._settle_indicator(draft, done)
            if self._is_threshold(draft):
                continue
            self._settle_status(draft)
            self._settle_floor(draft)
            self._settle_event(draft)
            self._settle_period(draft)
            self._settle_place(draft, done)
            if self.article.home and draft.place == "全国":
                draft.place = self.article.home
            self._settle_words(draft)
            self._recall(draft)
            done.append(draft)
            self.article.last_indicator = draft.indicator
            yield draft
        for period in self.periods:
            dating = period.explicit and period.reach in (Reach.SPAN, Reach.NAMED)
            if dating and period.last is not None and self._dates_numbers(period):
                self.article.flow_period = period

    # -- what is a quantity at all

    def _share_units(self, quantities: list[Quantity]) -> None:
        """各为1.2、2.5和3.1平方公里: the last unit of a list holds for the numbers before it."""
        for left, right in zip(reversed(quantities[:-1]), reversed(quantities[1:]), strict=True):
            between = self.text[left.end : right.start]
            if left.kind in ("naked", "bare") and right.kind not in ("naked", "bare") and (
                between in ("、", "和", "及", "与", "以及")
            ):
                left.unit, left.kind, left.counter = right.unit, right.kind, right.counter
                left.value *= right.factor
                left.factor = right.factor

    def _is_quantity(self, q: Quantity) -> bool:
        if q.kind == "naked":
            return False
        for period in self.periods:
            if q.number < period.end and period.start < q.end and q.start >= period.start - 1:
                return False
        if any(m.start <= q.number and q.end <= m.end for m in self.mentions):
            return False
        if self._in_title(q):
            return False
        if q.kind == "time" and q.unit == "year":
            return self._is_duration(q)
        return q.unit != "day" or self.text[q.end - 1] != "日" or self._is_days(q)

    def _is_days(self, q: Quantity) -> bool:
        """60日 is a length where 22日 is a date."""
        before = self.text[max(0, q.start - 4) : q.start]
        return q.value > 31 or bool(re.search("为期|历时|会期|一连|首|共", before))

    def _in_title(self, q: Quantity) -> bool:
        """Whether a number stands in 《…》 or in a short quoted name."""
        left, right = self.sentence
        opening = self.text.rfind("《", left, q.number)
        if opening >= 0 and self.text.find("》", opening, q.number) < 0:
            return True
        opening = self.text.rfind("“", left, q.number)
        if opening < 0 or self.text.find("”", opening, q.number) >= 0:
            return False
        closing = self.text.find("”", q.end, right)
        inside = self.text[opening + 1 : closing] if closing >= 0 else ""
        return 0 < len(inside) <= 12 and not re.search("[,，。;；]", inside)

    def _is_duration(self, q: Quantity) -> bool:
        before, after = self.text[max(0, q.start - 6) : q.start], self.text[q.end : q.end + 4]
        if q.counter:
            return True
        if re.search(r"(?:第|近|过去|未来|今后|这|每|逐|全|最近)$", before) and q.qualifier is Qualifier.EXACT:
            return False
        if re.match(r"(?:行动|计划|规划|滚动|一届|级|期间|间|来看|制)", after):
            return False
        return not re.match(r"(?:来|内|间|前|后|以来)", after) or bool(
            re.search(r"(?:深耕|扎根|耕耘|从事|历时|成立|专注|坚守|建园|建院|历经|走过|入行|运营|建区)", self.text[max(self.sentence[0], q.start - 14) : q.start])
        )

    def _is_threshold(self, draft: _Draft) -> bool:
        """Whether an amount only names a class: 产值10亿元以上的企业, 千亿级集群."""
        q = draft.quantity
        if q.kind not in ("money", "area", "count", "bare"):
            return False
        after = self.text[q.end : q.end + 12]
        if after.startswith("级") and q.kind in ("money", "bare"):
            return True
        if q.kind == "money" and re.match(r"的?\d", after):
            return True
        return q.kind == "money" and bool(
            q.qualifier in (Qualifier.OVER, Qualifier.AT_LEAST)
            and self.text[q.end - 2 : q.end] == "以上"
            and re.match(r"(?:的)?[^,，。、;]{0,6}(?:企业|公司|项目|品种|产品|单品|品类|集群|药品)", after)
        )

    def _clause(self, position: int) -> tuple[int, int]:
        index = bisect_left(self.cuts, position + 1)
        return self.cuts[index - 1], self.cuts[min(index, len(self.cuts) - 1)]

    # -- unit and indicator

    def _settle_unit(self, draft: _Draft, done: list[_Draft]) -> bool:
        """Give a bare number its unit; False where it turns out to be no quantity."""
        q = draft.quantity
        if q.unit == "CNY" and q.kind == "money" and "人民币" not in self.text[q.number : q.end]:
            q.unit = self.article.currency
        if q.kind == "bare":
            money = money_indicator(self.words, draft.clause, q.number, q.end)
            if not money and done and done[-1].quantity.kind == "money":
                money = done[-1].indicator
            in_millions = q.value >= 1e8
            if in_millions and (money or q.value >= 1e9):
                q.unit, q.kind = self.article.currency, "money"
                return True
            q.unit, q.kind = "count", "count"
            left = self._left_edge(draft, done)
            return bool(
                head_after(self.words, q.end, draft.clause[1], "")
                or head_before(self.words, left, q.start, "人")
            )
        if q.counter == "个" and done:
            self._take_over_unit(draft, done[-1])
        return True

    def _take_over_unit(self, draft: _Draft, last: _Draft) -> None:
        """由60个工作日压缩至30个: the second number keeps the unit of the first."""
        q, before = draft.quantity, last.quantity
        same_clause = last.clause == draft.clause
        ends = self.text[q.end : q.end + 1] in ",，。;；、)）" or q.end >= self.sentence[1]
        word = self.text[before.number : before.end]
        if same_clause and ends and before.kind in ("time", "rate", "level") and "个" in word:
            q.unit, q.kind, q.counter = before.unit, before.kind, ""

    def _settle_indicator(self, draft: _Draft, done: list[_Draft]) -> None:
        kind = draft.quantity.kind
        if kind == "money":
            draft.indicator = self._money(draft, done)
        elif kind in ("rate", "multiple"):
            draft.indicator = self._rate(draft, done)
        elif kind == "area":
            draft.indicator = self._area(draft)
        elif kind == "time":
            draft.indicator = self._time(draft, done)
        elif kind == "level":
            draft.indicator = "level_gain"
        elif kind == "count":
            draft.indicator = self._count(draft, done)
        else:
            draft.indicator = "other"

    def _money(self, draft: _Draft, done: list[_Draft]) -> str:
        code = self._money_cued(draft, done)
        q = draft.quantity
        words = self.text[draft.clause[0] : draft.clause[1]]
        if code in _WEAK_MONEY and (q.qualifier is Qualifier.AT_MOST or "给予" in words):
            if _GRANTED.search(self.text, self.article.paragraph_start, self.sentence[1]):
                return "fiscal_support"
        if code in _WEAK_MONEY and _PER_PIECE.search(self.text, draft.clause[0], q.number):
            return "price"
        return code

    def _money_cued(self, draft: _Draft, done: list[_Draft]) -> str:
        q = draft.quantity
        listed = self._shared_head(draft, "money")
        if listed:
            return listed
        floor = self._item_start(draft)
        code = money_indicator(self.words, (floor, draft.clause[1]), q.number, q.end)
        if code:
            return code
        for clause in self._earlier_clauses(draft.clause):
            found = self.words.longest(*clause, "money")
            if found:
                return min(t[6:] for t in found[-1].tags if t.startswith("money:"))
        if done and done[-1].quantity.kind == "money":
            return done[-1].indicator
        before = self.text[self.sentence[0] : q.number]
        return self.article.last_money if re.search("其中|指标|贡献|前者|后者", before) else "other"

    def _item_start(self, draft: _Draft) -> int:
        """Where the words about this number begin: after the number before it in the clause."""
        return draft.clause[0]

    def _earlier_clauses(self, clause: tuple[int, int]) -> Iterator[tuple[int, int]]:
        index = self.cuts.index(clause[0])
        for at in range(index - 1, -1, -1):
            yield self.cuts[at], self.cuts[at + 1]

    def _shared_head(self, draft: _Draft, group: str) -> str:
        """Indicator of the n-th of several heads: 收入、产值分别为910亿元、370亿元."""
        position = self._place_in_list(draft)
        if position is None:
            return ""
        index, size, stop = position
        heads = [h for h in self.words.longest(self.sentence[0], stop, group)]
        items = [h for h in heads if _is_listed(self.text, h.start, h.end)]
        if len(items) >= size:
            hit = items[-size:][index]
            prefix = group + ":"
            return min(t[len(prefix) :] for t in hit.tags if t.startswith(prefix))
        return ""

    def _place_in_list(self, draft: _Draft) -> tuple[int, int, int] | None:
        """(index, size, position of 分别) of a number in a list under 分别."""
        stop = max(
            self.text.rfind(word, self.sentence[0], draft.quantity.number)
            for word in ("分别", "依次", "依序", "各为", "各增", "各有", "各达")
        )
        if stop < 0:
            return None
        same = [q for q in self.quantities if q.number > stop and q.kind == draft.quantity.kind]
        run = [same[0]] if same else []
        for left, right in zip(same, same[1:], strict=False):
            if re.fullmatch(r"[、和及与,，]?(?:以及)?", self.text[left.end : right.start]):
                run.append(right)
            else:
                break
        if draft.quantity not in run or len(run) < 2:
            return None
        return run.index(draft.quantity), len(run), stop

    def _rate(self, draft: _Draft, done: list[_Draft]) -> str:
        q = draft.quantity
        if q.unit == "ratio":
            return "other"
        if "番" in self.text[q.number : q.end]:
            return "growth_rate"
        if re.search(r"[较比][^,，。]{1,12}[多少增减高低快]$", self.text[draft.clause[0] : q.start]):
            return "growth_rate"
        part = q.kind == "rate" and "%" not in self.text[q.number : q.end]
        before = self.text[draft.clause[0] : q.number]
        if part and re.search("租金|价格|售价|市价|定价|成本|费用", before) and _LEVEL.search(before):
            return "price_ratio"
        if part and re.search("全[国市省区球]的$", self.text[draft.clause[0] : q.number]):
            return "share"
        code = rate_indicator(self.words, draft.clause, self.sentence[0], q.number, q.end)
        if code:
            return code
        if part:
            return "share"
        if done and done[-1].quantity.kind == q.kind and done[-1].sentence == self.sentence:
            return done[-1].indicator
        for clause in self._earlier_clauses(draft.clause):
            code = rate_indicator(self.words, clause, self.sentence[0], clause[1], clause[1])
            if code:
                return code
        return "rate" if q.kind == "rate" else "other"

    def _area(self, draft: _Draft) -> str:
        q = draft.quantity
        if q.unit == "mu":
            return "land_area"
        if self._word_near("平方公里", q) or self._word_near("公顷", q):
            return "land_area"
        cue = self.words.nearest(draft.clause[0], q.number, _AREA) or self.words.nearest(
            q.end, draft.clause[1], _AREA
        )
        return "land_area" if cue == "cue:land" else "floor_area"

    def _word_near(self, word: str, q: Quantity) -> bool:
        return word in self.text[q.number : q.end]

    def _time(self, draft: _Draft, done: list[_Draft]) -> str:
        q = draft.quantity
        if q.counter:
            return "other"  # an age
        if q.unit == "year":
            return "duration"
        clause = {tag for hit in self.words.within(*draft.clause) for tag in hit.tags}
        sentence = {tag for hit in self.words.within(*self.sentence) for tag in hit.tags}
        carried = self.article.reviewing and q.unit in ("day", "workday") and re.search(
            "用时|平均|最快|最短|时限", self.text[draft.clause[0] : q.number]
        )
        if "cue:review" in (sentence if q.unit == "workday" else clause) or carried:
            self.article.reviewing = True
            return "review_time"
        return "effect_size" if "cue:survival" in clause else "duration"

    def _count(self, draft: _Draft, done: list[_Draft]) -> str:
        q = draft.quantity
        head = head_after(self.words, q.end, self._right_edge(draft), q.counter)
        if head is None and q.counter not in ("大", "部门", "部委", "方面"):
            head = head_before(self.words, self._left_edge(draft, done), q.start, q.counter)
        draft.head = head
        item = self._item(draft, head, done)
        code = count_indicator(
            self.words, head, item, draft.clause, (self.sentence[0], draft.clause[1]), q.counter,
            about_event=bool(self.article.events.main),
            followed="\u4e00" <= self.text[q.end : q.end + 1] <= "\u9fff",
        )  # fmt: skip
        last = self._same_counter(draft, done)
        if last is not None and code in _GENERIC:
            among = "其中" in self.text[item[0] : item[1]] and (
                self._same_family(draft, last) or last.indicator == "clinical_approvals"
            )
            if head is None or (among and last.indicator not in _GENERIC):
                draft.head = head or last.head
                return last.indicator
        if code == "enterprises" and self._follows_threshold(q):
            return "enterprises.large"
        if head is None and code == "other":
            return self.article.last_count.get(q.counter, code)
        if code not in _GENERIC:
            self.article.last_count[q.counter] = code
        return code

    def _same_counter(self, draft: _Draft, done: list[_Draft]) -> _Draft | None:
        """The last count of the sentence with the same classifier."""
        for last in reversed(done):
            if last.quantity.kind == "count" and last.quantity.counter == draft.quantity.counter:
                return last
        return None

    def _same_family(self, draft: _Draft, last: _Draft) -> bool:
        return bool(draft.head and last.head and draft.head.family == last.head.family)

    def _follows_threshold(self, q: Quantity) -> bool:
        """产值超10亿元的26家: the amount right before the count names the class."""
        return bool(re.search(r"元(?:以上)?的$", self.text[max(0, q.start - 6) : q.start]))

    def _right_edge(self, draft: _Draft) -> int:
        """Where the words after a number end: at the next number or the end of the clause."""
        for q in self.quantities:
            if q.start >= draft.quantity.end:
                return min(q.start, draft.clause[1])
        return draft.clause[1]

    def _item(self, draft: _Draft, head: Head | None, done: list[_Draft]) -> tuple[int, int]:
        """Span of the list item that a number stands in."""
        start = self._left_edge(draft, done)
        if head is not None and head.start < draft.quantity.start:
            return start, draft.quantity.end
        mark = self.text.find("、", draft.quantity.end, draft.clause[1])
        return start, mark if mark >= 0 else draft.clause[1]

    def _left_edge(self, draft: _Draft, done: list[_Draft]) -> int:
        last = done[-1].quantity if done else None
        inside = last is not None and last.end > draft.clause[0] and not self._names_class(last)
        return last.end if last and inside else draft.clause[0]

    def _names_class(self, q: Quantity) -> bool:
        return q.kind == "money"

    # -- status, period

    def _settle_status(self, draft: _Draft) -> None:
        """Target or plan where a word before the number, or its period, says so."""
        q = draft.quantity
        segment = max(self.text.rfind(mark, self.sentence[0], q.number) for mark in ";；")
        for clause in [draft.clause, *self._earlier_clauses(draft.clause)]:
            stop = min(q.number, clause[1])
            found = self.words.longest(clause[0], stop, "status")
            tags = [min(t[7:] for t in h.tags if t.startswith("status:")) for h in found if self._aims(h)]
            tags = [tag for tag in tags if tag != "none"]
            beyond = clause[0] <= segment and clause != draft.clause
            if tags and (not beyond or tags[-1] == "target"):
                draft.status = Status(tags[-1])
                return
            if tags:
                break
        after = self.text[q.end : draft.clause[1]]
        if "目标" in after and not re.search("完成|实现了|达成", self.text[draft.clause[0] : q.start]):
            draft.status = Status.TARGET
        elif self._is_coming(draft.clause):
            draft.status = Status.PLAN

    def _settle_floor(self, draft: _Draft) -> None:
        """以上 in a target is a floor."""
        q = draft.quantity
        floor = self.text[q.end - 2 : q.end] == "以上" and draft.status is Status.TARGET
        if floor and q.qualifier is Qualifier.OVER:
            q.qualifier = Qualifier.AT_LEAST

    def _is_coming(self, clause: tuple[int, int]) -> bool:
        """Whether 将 in a clause looks ahead rather than marking an object: 将X由5天压缩至3天."""
        words = self.text[slice(*clause)]
        return bool(_AHEAD.search(words)) and not _OBJECT.search(words)

    def _aims(self, hit: Hit) -> bool:
        """Whether a cue of status holds: 完成目标的113% has reached its target."""
        word = self.text[hit.start : hit.end]
        if "status:plan" in hit.tags and self.text[hit.end : hit.end + 1] == "的":
            return False  # 规划建设的中心 is built already
        return word != "目标" or self.text[hit.end : hit.end + 1] not in "的任完"

    def _settle_period(self, draft: _Draft) -> None:
        today = self.article.document.date
        if self._is_base(draft):
            return
        period = self._period_of(draft)
        if period is None and draft.event and self.article.events.main:
            draft.start = self.article.events.first or today
            draft.end = self.article.events.last or today
            if today and draft.start and draft.start > today and draft.status is Status.ACTUAL:
                draft.status = Status.PLAN
            return
        if period is None:
            self._default_period(draft)
            return
        draft.start, draft.end = period.first, period.last
        if today and period.last and draft.status in (Status.ACTUAL, Status.PLAN):
            self._look_ahead(draft, period, today)

    def _look_ahead(self, draft: _Draft, period: Period, today: date) -> None:
        """A number of a period to come is a target, or a plan where it is of an event or a deed."""
        named = period.reach is Reach.NAMED
        if period.last is None or period.last <= today or (named and (period.first or today) <= today):
            return
        if draft.event:
            draft.status = Status.PLAN
        elif draft.indicator in ("policies", "other", "duration"):
            return
        elif draft.status is Status.ACTUAL and (
            named or period.last.year > today.year or period.reach in (Reach.UNTIL, Reach.AHEAD)
        ):
            draft.status = Status.TARGET

    def _is_base(self, draft: _Draft) -> bool:
        """由60个工作日压缩至30个: the first number is the state before, of no known date."""
        q = draft.quantity
        return bool(
            self.text[q.start - 1 : q.start] in "由从"
            and re.match(r"[^,，。]{0,4}(?:至|到|为)", self.text[q.end : q.end + 8])
        )

    def _default_period(self, draft: _Draft) -> None:
        today = self.article.document.date
        carried = self.article.flow_period
        shares = draft.indicator == "share" and self.article.last_indicator in flows()
        if (draft.indicator in flows() or shares) and carried is not None:
            draft.start, draft.end = carried.first, carried.last
            return
        if draft.status is Status.ACTUAL:
            draft.start, draft.end = self.article.usual_period

    def _period_of(self, draft: _Draft) -> Period | None:
        """Period expression of the sentence that governs a number: the last before it."""
        q = draft.quantity
        usable = [p for p in self.periods if p.last is not None and self._dates_numbers(p)]
        before = [p for p in usable if p.end <= q.number]
        near = [p for p in before if p.start >= draft.clause[0]]
        if near and not self._is_start_of_change(near[-1], q):
            return near[-1]
        if near:
            before = before[:-1]
        after = [p for p in usable if q.end <= p.start < draft.clause[1]]
        if after and not before:
            return after[0]
        segment = max(self.text.rfind(mark, self.sentence[0], q.number) for mark in ";；")
        topics = [p for p in before if p.start > segment or self._is_topic(p)]
        if draft.indicator == "rate":
            topics = [p for p in topics if p.start > segment]
        return topics[-1] if topics else None

    def _is_start_of_change(self, period: Period, q: Quantity) -> bool:
        """由目前的6200人提高到1万人: 目前 dates the first number, not the second."""
        opens = self.text[period.start - 1 : period.start] in ("由", "从")
        return opens and self.text[q.start - 1 : q.start] in ("到", "至")

    def _is_topic(self, period: Period) -> bool:
        """Whether an expression opens its clause, and so dates what follows it."""
        return period.start - self._clause(period.start)[0] <= 2

    def _dates_numbers(self, period: Period) -> bool:
        around = self.text[max(0, period.start - 4) : period.start]
        after = self.text[period.end : period.end + 3]
        if re.search(r"(?:成立于|创办于|始于|创立于|建于|始建于|成立|诞生于)$", around):
            return False
        if re.match(r"(?:成立|创立|创办|建成的|设立的)", after):
            return False
        of = self.text[period.end - 1 : period.end] == "的"
        if (of or re.match(r"的|增|提|减|下|高|同期|翻", after)) and re.search("(?:是|为|达|相当于)$", around):
            return False
        if re.match("[\u4e00-\u9fff]{2,3}的", self.text[period.end : period.end + 4]) and not of:
            return False
        return not re.search(r"(?:较|比|与|相比|同)$", around)

    # -- place, event, words

    def _settle_event(self, draft: _Draft) -> None:
        events = data("events")
        main = self.article.events.main
        if main and self._of_event(draft):
            draft.event = self.article.events.at(draft.quantity.number)
        if main and draft.indicator in (*events["own"], *events["shared"]):
            draft.event = self.article.events.at(draft.quantity.number)

    def _event_is_subject(self, draft: _Draft) -> bool:
        """Whether an event is named in the sentence before the number, and no place after it."""
        number = draft.quantity.number
        spoken = [_last_before(at, number) for at in self._event_positions()]
        at = max(spoken)
        if at < self.sentence[0] or draft.indicator in _NEVER_OF_EVENTS:
            return False
        if _SPEECH.search(self.text, at, number):
            return False
        placed = any(at < m.start < number and m.governs for m in self.mentions)
        return not placed and (draft.indicator not in flows() or draft.indicator == "growth_rate")

    def _in_contest(self, draft: _Draft) -> bool:
        """Whether the clause speaks of rounds, juries and prizes, and of no place."""
        cue = frozenset({"cue:contest"})
        contest = self.words.nearest(*draft.clause, cue) or self.words.nearest(*self.sentence, cue)
        placed = any(
            draft.clause[0] <= m.start < draft.quantity.number and m.governs for m in self.mentions
        )
        return bool(contest) and not placed

    def _event_positions(self) -> tuple[list[int], list[int]]:
        return self.article.events.starts, self.article.events.anaphora

    def _of_event(self, draft: _Draft) -> bool:
        """Whether a number tells of the event's own length, space or guests' origins."""
        if draft.indicator not in _LEVELS and self._in_contest(draft):
            return True
        if draft.indicator == "duration":
            around = self.text[draft.clause[0] : draft.quantity.end + 2]
            return bool(re.search("为期|持续|历时|会期|一连", around))
        if self._event_is_subject(draft):
            return True
        cues = {"floor_area": "cue:exhibition", "cities": "cue:attend"}
        cue = cues.get(draft.indicator)
        return bool(cue and self.words.nearest(*self.sentence, frozenset({cue})))

    def _settle_place(self, draft: _Draft, done: list[_Draft]) -> None:
        if draft.event and draft.indicator not in data("events")["shared"]:
            return
        listed = self._listed_place(draft, done)
        if listed:
            draft.place = listed
            return
        mention = self._place_mention(draft)
        if mention:
            draft.place = mention
        elif draft.indicator not in ("effect_size", "level_gain", "price_ratio") and not (
            self._of_product(draft)
        ):
            draft.place = self._carried_place(draft)
            if not draft.place and not self._describes_event(draft):
                draft.place = self.article.default_place

    def _place_mention(self, draft: _Draft) -> str:
        q, clause = draft.quantity, draft.clause
        if draft.head and draft.head.start >= q.end:
            inside = [m for m in self.mentions if q.end <= m.start < draft.head.noun_end and m.governs]
            if inside:
                return inside[0].name
        before = [m for m in self.mentions if m.end <= q.number and self._governs(m, draft)]
        near = [m for m in before if m.start >= clause[0] and self._near_enough(m, q)]
        national = self._national_body(clause[0], q.number)
        if near:
            return near[-1].name
        site = [m for m in self.mentions if q.end <= m.start < clause[1] and self._is_site(m)]
        if site and not national:
            return site[-1].name
        if national:
            return "全国"
        if draft.indicator == "level_gain" or self._of_product(draft):
            return ""
        wide = data("places")["wide_levels"]
        before = [m for m in before if not self._in_enumeration(m) and not self._has_number(m)]
        narrow = [m for m in before if m.level not in wide]
        regions = [m for m in before if m.level == "region" and not self._is_domestic(m)]
        return (narrow or regions)[-1].name if narrow or regions else ""

    def _is_site(self, mention: Mention) -> bool:
        """投资4.75亿美元在无锡建设: the place behind the number is where it goes."""
        return mention.governs and self.text[mention.start - 1 : mention.start] in "在于到"

    def _describes_event(self, draft: _Draft) -> bool:
        return bool(self.article.events.main) and draft.indicator == "other"

    def _listed_place(self, draft: _Draft, done: list[_Draft]) -> str:
        """Place of the n-th number under several: 昆山、太仓分别完成183亿元、98亿元."""
        position = self._place_in_list(draft)
        if position is None:
            return ""
        index, size, stop = position
        listed = [m for m in self.mentions if m.end <= stop and self._in_enumeration(m)]
        if len(listed) == size:
            return listed[index].name
        earlier = [d.place for d in done if d.quantity.end <= stop][-size:]
        return earlier[index] if len(set(earlier)) == size else ""

    def _near_enough(self, mention: Mention, q: Quantity) -> bool:
        """国内 and 全球 speak of a number only when they stand right before it."""
        if mention.level not in data("places")["wide_levels"]:
            return True
        if mention.level == "foreign":
            return q.start - mention.end <= 2
        if mention.name not in ("全国", "全球"):
            return True
        adjective = _ADJECTIVE.match(self.text, mention.end)
        if mention.name == "全球":
            adjective = adjective or _WORLD_ADJECTIVE.match(self.text, mention.end)
        return q.start - mention.end <= 12 and not adjective

    def _of_product(self, draft: _Draft) -> bool:
        """Whether people who benefit are those of a product, wherever they live."""
        if draft.indicator != "beneficiaries":
            return False
        before = self.words.longest(self.sentence[0], draft.quantity.number, "noun")
        return any(hit.tags & _PRODUCTS for hit in before)

    def _is_domestic(self, mention: Mention) -> bool:
        """国内 qualifies a word more often than it says where a number was counted."""
        return self.text.startswith("国内", mention.start)

    def _national_body(self, start: int, end: int) -> bool:
        part = self.text[start:end]
        return any(body in part for body in data("places")["national_bodies"])

    def _governs(self, mention: Mention, draft: _Draft) -> bool:
        if not mention.governs:
            return False
        q = draft.quantity
        if draft.indicator == "share" and self._is_whole(mention, q):
            return False
        return not self._is_example(mention, q)

    def _is_whole(self, mention: Mention, q: Quantity) -> bool:
        between = self.text[mention.end : q.start]
        return len(between) <= 8 and mention.start >= self._clause(q.number)[0] and not re.search("占", between)

    def _is_example(self, mention: Mention, q: Quantity) -> bool:
        """Whether a place stands among examples: X、Y等15个项目."""
        return bool(_EXAMPLE.match(self.text, mention.end, q.start))

    def _has_number(self, mention: Mention) -> bool:
        """其中北京42个: the place speaks of the number right behind it and of no other."""
        return self.text[mention.end : mention.end + 1].isdigit()

    def _in_enumeration(self, mention: Mention) -> bool:
        before = self.text[mention.start - 1 : mention.start] in ("、", "和", "与", "及")
        return before or self.text[mention.end : mention.end + 1] == "、"

    def _carried_place(self, draft: _Draft) -> str:
        """Place of the nearest earlier sentence of the paragraph that names one."""
        earlier = self.article.places.between(self.article.paragraph_start, self.sentence[0])
        wide = data("places")["wide_levels"]
        usable = [
            m for m in earlier
            if self._governs(m, draft) and m.level not in wide and not self._in_enumeration(m)
        ]  # fmt: skip
        return usable[-1].name if usable else ""

    def _settle_words(self, draft: _Draft) -> None:
        q = draft.quantity
        head = draft.head
        span = (head.start, head.end) if head else (draft.clause[0], q.number)
        segments = self.words.longest(*span, "segment")
        if segments:
            draft.industry = min(t[8:] for t in segments[-1].tags if t.startswith("segment:"))
        if draft.quantity.kind in ("rate", "multiple"):
            draft.of = self._base_of(draft)
        draft.subject = self._subject(draft)

    def _base_of(self, draft: _Draft) -> str:
        q = draft.quantity
        if draft.indicator == "growth_rate":
            found = self.words.longest(self.sentence[0], q.number, "base")
            return min(t[5:] for t in found[-1].tags if t.startswith("base:")) if found else ""
        match = re.search(r"(?:占|约占|占到|占据)?([^,，。、;；占约近超达]{1,12})的?$", self.text[draft.clause[0] : q.start])
        if draft.indicator == "share" and match:
            return match[1].removesuffix("的").removesuffix("总量").removesuffix("总数")
        return ""

    def _subject(self, draft: _Draft) -> str:
        q, head = draft.quantity, draft.head
        if head and head.start >= q.end:
            return self.text[head.start : head.noun_end].strip("“”的 ")
        if head:
            return _trim(self.text[head.start : head.noun_end])
        return _trim(self.text[draft.clause[0] : q.start])

    def _recall(self, draft: _Draft) -> None:
        """这项25亿美元的投资 repeats what was said: it takes over status, period and place."""
        q = draft.quantity
        key = (q.unit, q.value)
        known = self.article.amounts.get(key)
        if known and re.search(r"[这该此][个项笔]?$", self.text[max(0, q.start - 3) : q.start]):
            draft.status, draft.place = known.status, known.place
            draft.start, draft.end = known.start, known.end
        elif q.kind == "money":
            self.article.amounts[key] = draft
            self.article.last_money = draft.indicator


def _last_before(positions: list[int], position: int) -> int:
    """The last of sorted positions that lies before one, or -1."""
    index = bisect_left(positions, position)
    return positions[index - 1] if index else -1


def _is_listed(text: str, start: int, end: int) -> bool:
    """Whether a word is an item of a list written with 、 or 和."""
    return text[end : end + 1] in "、和与及" or text[max(0, start - 8) : start].rfind("、") >= 0


_LEADING = re.compile(r".*(?:达到|突破|拥有|汇聚|集聚|聚集|完成|实现|共有|累计|已|了|为|年|月|,|，|、|;|:)")


def _trim(phrase: str) -> str:
    match = _LEADING.match(phrase)
    rest = phrase[match.end() :] if match else phrase
    return (rest or phrase).strip("“”的 共达约")


def admissible(indicator: str, kind: str) -> bool:
    """Whether an indicator may be measured in a kind of unit."""
    return kind in indicator_kinds()[indicator]


__all__ = ["admissible", "extract_facts", "unit_words"]
