"""Decides which numbers of a sentence are stated quantities, and not dates, names or classes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from study.extract.mentions import Mention
from study.extract.periods import Period
from study.extract.quantity import Quantity
from study.lexicon.domain import context
from study.lexicon.loader import alternation, data
from study.model import Qualifier

_COUNT_LABELS: dict[str, str] = data("units")["count_labels"]
# What is counted, by the last word of its label, right before a number without a classifier.
_LABEL = re.compile(
    f"(?P<counted>{alternation(_COUNT_LABELS)})(?<!{context('furniture_counts')})"
    # 入场人次较上届多两成至3.8万
    rf"(?:[较比][^,，。;；]{{1,6}}?(?:{context('rises')}|多|升|增)[^,，。;；]{{1,8}}?[至到])?"
    "(?:已|共|累计|分别|约|近|超过?|突破|逾|达到?|为|是|增至|增加[到至]|升至|将|有望|[:：])*$"
)
_LONGEST_LABEL = 24  # characters from the label to its number
_ENDS_COUNT = re.compile("$|[,，。;；、)）\n]|[和与而较比并]|同比|以上|左右|余")
_CAPTIONS = frozenset(data("units")["numbered_captions"])  # 表2 重点园区产值
_IN_TURN = ("分别", "依次")
_UNITLESS = ("naked", "bare")
_POINTS = "pp"  # 4.2个和6.5个百分点
_LIST_MARKS = ("、", "和", "及", "与", "以及")
_LONGEST_NAME = 12  # characters of a name in quotation marks
_LONGEST_MONTH = 31
_RANKS = frozenset({"名", "位", "强"})  # 前50名 are those up to a rank
_PAUSE = re.compile("[,，。;；]")
_PAUSE_OF_TERMS = re.compile("[,，。;；、+]")  # “8分钟路演+5分钟答辩” tells two terms
_OF_THE_FAIR = re.compile(f"的?{context('held_for_days')}")
_COUNTED_DAYS = re.compile(context("counted_days"))
_YEARS_AFTER = re.compile(f"{context('years_after')}$")
_YEARS_OF_PLANS = re.compile(context("years_of_plans"))
_YEARS_OF_PERIODS = re.compile(context("years_of_periods"))
_LASTING = re.compile(context("lasting"))
_UNCLASSIFIED = re.compile(f"[\u4e00-\u9fff]{{0,4}}?{context('unclassified')}")
_IN_CODE = re.compile(r"[A-Za-z0-9第+\-]$")
_OF_PROJECTS = re.compile("总投资额?|合计投资|总金额")
_INDUSTRY = re.compile("(?:元|级)?产业(?![规链基园集])")
_CLASSES = "123一二三"
_REGISTERED = re.compile(f"{context('modifiers_of_goods')}{{0,3}}{context('registered_goods')}")
_LEAST_COUNT = 2
_YEARS = range(1900, 2100)
_CLASS = re.compile(f"(?:的)?[^,，。、;]{{0,6}}{context('classes')}")
_COUNT_OF_CLASS = re.compile(r"的?\d[\d.,]*[余多]?[家个项款种件户]")


def share_units(text: str, quantities: Sequence[Quantity]) -> None:
    """各为1.2、2.5和3.1平方公里: the last unit of a list holds for the numbers before it.

    Args:
        text: Clean text.
        quantities: Numbers of a sentence in order; those without units are changed.
    """
    for right, left in pairwise(reversed(quantities)):
        points = right.unit == _POINTS and left.counter == "个"
        if points and text[left.end : right.start] in _LIST_MARKS:
            left.unit, left.kind, left.counter = right.unit, right.kind, right.counter
    if not any(quantity.kind in _UNITLESS for quantity in quantities):
        return
    for right, left in pairwise(reversed(quantities)):
        if left.kind not in _UNITLESS or right.kind in _UNITLESS:
            continue
        if text[left.end : right.start] in _LIST_MARKS:
            left.unit, left.kind, left.counter = right.unit, right.kind, right.counter
            left.value *= right.factor
            left.factor = right.factor


def share_limits(text: str, quantities: Sequence[Quantity]) -> None:
    """最高300万元、600万元: the limit of the first holds for the others of a list.

    So does what stands behind 分别: 分别突破3000亿元、1500亿元和600亿元.

    Args:
        text: Clean text.
        quantities: Numbers of a sentence in order; those without a limit are changed.
    """
    shared: Quantity | None = None  # the last that is limited as those behind it are
    for left, right in pairwise(quantities):
        limited = left.qualifier in (Qualifier.AT_MOST, Qualifier.AT_LEAST)
        limited = limited or text.endswith(_IN_TURN, 0, left.start) or left is shared
        alike = left.unit == right.unit and right.qualifier is Qualifier.EXACT
        if limited and alike and text[left.end : right.start] in _LIST_MARKS:
            right.qualifier, shared = left.qualifier, right


def count_without_classifiers(text: str, quantities: Sequence[Quantity]) -> None:
    """45生科企业, 3200职位: headlines of Hong Kong and Taiwan leave classifiers out.

    Args:
        text: Clean text.
        quantities: Numbers of a sentence; those that count the noun behind them are changed.
    """
    for q in quantities:
        year = q.value in _YEARS and "," not in text[q.start : q.end]
        plain = q.kind == "naked" and q.value >= _LEAST_COUNT and not year
        if (
            plain
            and _UNCLASSIFIED.match(text, q.end)
            and not _IN_CODE.search(text, max(0, q.start - 1), q.start)
        ):
            q.unit, q.kind = "count", "count"


def count_labelled(text: str, quantities: Sequence[Quantity]) -> None:
    """参会人数突破3000, 企业总数达120: what is counted is told, and no classifier needed.

    Args:
        text: Clean text.
        quantities: Numbers of a sentence; those behind such a label are changed.
    """
    for q in quantities:
        if q.kind not in _UNITLESS or not _ENDS_COUNT.match(text, q.end):
            continue
        label = _LABEL.search(text, max(0, q.number - _LONGEST_LABEL), q.number)
        if label:
            q.unit, q.kind = "count", "count"
            q.counter = _COUNT_LABELS[label["counted"]]


def stated(
    text: str,
    sentence: tuple[int, int],
    found: Sequence[Quantity],
    periods: Sequence[Period],
    mentions: Sequence[Mention],
) -> list[Quantity]:
    """Numbers of a sentence that are neither dates nor parts of names.

    Args:
        text: Clean text.
        sentence: Span of the sentence.
        found: All its numbers.
        periods: Its period expressions.
        mentions: The places it names.
    """
    titled = text.find("《", *sentence) >= 0 or text.find("“", *sentence) >= 0
    return [
        quantity
        for quantity in found
        if quantity.kind != "naked"
        and text[sentence[0] : quantity.start].strip() not in _CAPTIONS
        and not (quantity.counter in _RANKS and text.startswith("前", quantity.start - 1))
        and not _is_class_of_goods(text, quantity)
        and not _in_period(quantity, periods)
        and not _in_place(quantity, mentions)
        and not (titled and _in_title(text, sentence, quantity))
        and _is_length(text, sentence, quantity)
    ]


def _is_class_of_goods(text: str, q: Quantity) -> bool:
    """9个三类创新医疗器械, 1类国产创新药: the class in which drugs and devices are registered."""
    if q.counter != "类" or text[q.number] not in _CLASSES:
        return False
    return _REGISTERED.match(text, q.end) is not None


def _in_period(q: Quantity, periods: Sequence[Period]) -> bool:
    for period in periods:
        if q.number < period.end and period.start < q.end and q.start >= period.start - 1:
            return True
    return False


def _in_place(q: Quantity, mentions: Sequence[Mention]) -> bool:
    return any(m.start <= q.number and q.end <= m.end for m in mentions)


def _in_title(text: str, sentence: tuple[int, int], q: Quantity) -> bool:
    """Whether a number stands in 《…》 or in a short quoted name."""
    left, right = sentence
    opening = text.rfind("《", left, q.number)
    if opening >= 0 and text.find("》", opening, q.number) < 0:
        return True
    opening = text.rfind("“", left, q.number)
    if opening < 0 or text.find("”", opening, q.number) >= 0:
        return False
    closing = text.find("”", q.end, right)
    if not 0 < closing - opening - 1 <= _LONGEST_NAME:
        return False
    pause = _PAUSE_OF_TERMS if q.kind == "time" else _PAUSE
    return not pause.search(text, opening + 1, closing)


def _is_length(text: str, sentence: tuple[int, int], q: Quantity) -> bool:
    """Whether a number of years or days is a length of time rather than a date."""
    if q.kind != "time":
        return True
    if q.unit == "year":
        return _is_length_of_years(text, sentence, q)
    words = text[q.number : q.end]
    if q.unit != "day" or "日" not in words or q.value > _LONGEST_MONTH:
        return True
    if "." in words or "自然" in words or words[0] == "两" or words[-1] == "内":
        return True  # 平均住院3.2日, 7个自然日, 两日共有2800人, 三日内建成
    if _OF_THE_FAIR.match(text, q.end):
        return True  # 三日展期
    return bool(_COUNTED_DAYS.search(text, max(0, q.start - 4), q.start))


def _is_length_of_years(text: str, sentence: tuple[int, int], q: Quantity) -> bool:
    if q.counter:  # an age
        return True
    if q.qualifier is Qualifier.EXACT and _YEARS_AFTER.search(text, max(0, q.start - 6), q.start):
        return False
    if _YEARS_OF_PLANS.match(text, q.end, q.end + 4):
        return False
    if not _YEARS_OF_PERIODS.match(text, q.end, q.end + 4):
        return True
    return bool(_LASTING.search(text, max(sentence[0], q.start - 14), q.start))


def is_threshold(text: str, q: Quantity) -> bool:
    """Whether an amount only names a class: 产值10亿元以上的企业, 千亿级集群."""
    if q.kind not in ("money", "bare"):
        return False
    above = text.endswith("以上", 0, q.end)
    if not above and _OF_PROJECTS.search(text, max(0, q.start - 6), q.start):
        return False  # 总投资120亿元的11个项目
    if text.startswith("级", q.end) or _is_bare_class(text, q):
        return True
    if q.kind == "bare":
        return False
    if _COUNT_OF_CLASS.match(text, q.end, q.end + 12):
        return True
    above = q.qualifier in (Qualifier.OVER, Qualifier.AT_LEAST) and text.endswith("以上", 0, q.end)
    return above and bool(_CLASS.match(text, q.end, q.end + 12))


def _is_bare_class(text: str, q: Quantity) -> bool:
    """Whether a multiplier alone names a class: 亿元项目42个, but not 超亿元."""
    bare = text[q.start] in "十百千万亿兆" and q.qualifier is Qualifier.EXACT
    industry = _INDUSTRY.match(text, q.end) is not None  # 兆元产业, 千亿产业
    return bare and (industry or bool(_CLASS.match(text, q.end, q.end + 6)))
