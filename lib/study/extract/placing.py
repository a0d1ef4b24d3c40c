"""Decides which event and which place a number speaks of."""

from __future__ import annotations

import re

from study.extract.article import WHOLE_IN_WORDS, WHOLE_OF_SHARE
from study.extract.draft import Draft
from study.extract.mentions import LIST_MARKS, Mention
from study.extract.periods import Reach
from study.extract.quantity import Quantity
from study.extract.sentence import Sentence, last_before
from study.lexicon.clusters import pattern, words
from study.lexicon.domain import codes_that, context, flows
from study.lexicon.loader import alternation, data

_NATION = "全国"
_WORLD = "全球"
_TOWARDS = "对向与往赴"
_FOUNDS_THERE = re.compile(f"在[^,，。;；]{{2,10}}{context('founds')}[^,，。;；]{{0,4}}的[,，]")
_SPEECH = re.compile(context("speech"))
_EVENT_LENGTH = re.compile(context("event_length"))
_PRAISE = re.compile(context("praise"))
_LONGEST_PRAISE = 4
_CONTEST = frozenset({"contest"})
_CONTESTS = tuple(data("events")["contests"])
_PRODUCTS = frozenset({"product", "device", "drug"})
_WORLD_KINDS = re.compile(
    rf"{context('world_kinds')}|\d|[\u4e00-\u9fff]{{0,6}}?{context('ranked_in_world')}"
)
_SETTLED_BODY = re.compile(f"{context('settled_bodies')}[^,，。;；]{{0,4}}$")
_NATIONAL_BODY = re.compile(alternation(data("places")["national_bodies"]))
_WAY = ("到", "至", "距", "往", "离")  # 到双流机场只需8分钟
_CAME_TO = ("来到", "走到", "赶到")  # 100个项目来到海门 counts them where they come from
# But 会议提出 tells what somebody said there.
_GATHERING = re.compile(
    f"{alternation([*data('events')['anaphora'], *data('events')['gatherings']])}"
    f"(?!{context('said_there')})"
)
_ENTRANTS = re.compile(alternation(data("events")["entrants"]))
# 这些团队平均年龄38岁 tells of the event, in whichever paragraph.
_OF_ENTRANTS = re.compile(
    f"(?:这些|这批|上述|入围|晋级|获奖|参赛)的?[^,，。;；]{{0,4}}{context('of_entrants')}"
)
_ANY_DRUG = re.compile(
    f"一[款个种][^,，。;；]{{0,6}}药[^。;；]{{0,24}}{context('as_a_rule')}"
    "|药从[^,，。;；到]{1,8}到[^,，。;；]{1,6}[,，]?平均"
)
_OF_TRIAL = re.compile(context("trials_of_patients"))
_SPENT_IN = re.compile("[,，]?在")
_TELLS = re.compile(f"[^,，。;；]{{0,4}}?{context('tells')}[,，:：]")
_PARKS_BEHIND = re.compile(f"[\u4e00-\u9fff]{{0,4}}?{context('sorts_of_sites')}")
_NATIONWIDE = re.compile(context("nationwide"))
_BOTH = re.compile(alternation(data("places")["both"]))
_ITS_PART = re.compile(f"占|其中|{context('holding')}")  # 保定集中了约60%的厂家
_WITHIN = re.compile("在[^,，。;；在]{0,6}$")
_TAKES = re.compile("(?:全[区市省县国])?(?:[^,，。;；]{0,12}[里中内])?占")
_COUNTRIES = re.compile(
    "国$|(?:海外|境外)?(?:国家|经济体)(?:[和与及]地区)?(?=[,，。;；、的市参来上获销批注使应落]|$)"
)
_PROVINCES = re.compile(
    "(?:省区市|省份|省市|省[(（][^()（）]{1,6}[)）]|省、(?:自治)?区、(?:直辖)?市)[的、和]?"
)
_HOME_AND_MANY = re.compile(r"国内\d")  # 国内15个省市的百余位 came from there
_FROM = "来自"
_CAME_FROM = (_FROM, "出自", "源自")
_CONTINUES = re.compile("[,，]?(?:投资额|总投资|金额|产值)?(?:约|近|超)?(?:占|为|同比|增长|下降)")
# 全国医药百强, 全球医药20强
_RANKED = re.compile(f"[\u4e00-\u9fff]{{0,4}}?(?:[0-9]+强|{context('ranked')})")
_PART_OF_IT = "其中"
_AMONG_THEM = ("其中", "其中,", "其中，")
# 在全市郊区中排名第二
_RANKED_AMONG = re.compile("[^,，。;；\\d]{0,6}(?:排名|排第|位列|位居|名列|居)")
_COMPARED = tuple(data("words")["contexts"]["compared_with"])
_RATE_THERE = re.compile("的(?:总体|整体)?(?:平均)?(?:水平|增速|增幅|增长率|比例|比重|占比)")
_GUESTS = re.compile(
    rf"[籍资]?(?:{alternation(data('claims')['firm_nouns'])}|{context('guests')})(?:有|占|达|共)?"
)
_PEOPLE_FROM = re.compile(context("people_from"))
_INVESTORS = re.compile(
    rf"(?!{context('promoting')})[籍资]?[^,，。;；的\d]{{0,6}}?(?:{alternation(data('claims')['firm_nouns'])})"
    "[^,，。;；]{0,4}?(?:投资|斥资|出资)"
)
_CHARGE = re.compile(context("charges"))
_SERVED = re.compile(context("served_at_places"))
_COPULAS = ("是", "作为", "成为")
_CLAUSE_STARTS = ",，。;；:：、\n"
# 济南只有7.4%, 烟台不到9%: before the number of a place as the subject
_SUBJECT_HAS = re.compile("(?:只有|仅有?|则?为|达到?|也?有|是)?")
# 是[全市]平均水平的1.4倍
_AS_MUCH_AS = re.compile("(?:是|为|相当于|高于|低于|超出|高出|达到?)$")
_MUCH_THERE = re.compile("(?:平均水平|平均值|平均数|平均|均值|总量|总数|总和)?的?(?:约|近)?\\d")
_LONGEST_AS = 3
_BRANDED = re.compile(context("branded"))
_IN_MODEL = re.compile("[^”,，。“]{0,12}”(?:这一|的)?(?:[新双]?模式|机制|格局|路径|链条)")
_LONGEST_MODEL = 8
_SIZE_OF_THING = re.compile(context("sizes_of_things"))
_BY_ORIGIN = re.compile("[论按从](?:项目|企业)?来源(?:地)?(?:来?看|来?分|划分)?[,，][^;；]*$")
_EVENT_WORDS = tuple(data("events")["anaphora"])
_JOINTS = ("、", "和", "与", "及", "以及")
_COMERS = re.compile("来自[^,，。;；]{1,24}[、和与及]$")  # 来自北京、上海的12家企业
_LONGEST_COMERS = 28
_SEVERAL = 2
_ANNOUNCE = re.compile(f"[^,，。;；]{{0,8}}{context('announced')}")
_SIGNED_WITH = re.compile("[^,，。;；]{0,8}与(?P<with>[^,，。;；]{2,14})签[约订署下]")
_WITH = "与和同"
_ROUND = re.compile(context("raised_in_firms"))
_TAKING_TIME = re.compile(f"{context('taking_time')}[^,，。;；]{{0,4}}$")
_OF_ROUND = re.compile(context("rounds_by_name"))
_ROUND_BEFORE = 12  # characters of the clause before that may name it: 完成C轮融资,集资1.15亿美元
_PAID_AT_PLACE = re.compile(context("paid_at_places"))
_ON_THE_WAY = re.compile(context("on_the_way"))
_CLOCK_UNITS = ("second", "minute", "hour")
_TRADED = re.compile(context("shares_traded"))
_WHOLE_TRADE = re.compile(f"[^,，。;；]{{0,6}}?{context('whole_trades')}")
_NEAR_ROUND = 6  # characters behind an amount that may tell of a round
_NEAR_NATION = 12  # characters between 全国 and a number that it may speak of
_NEAR_COUNTRY = 2  # and between a foreign country and one
_NEAR_WHOLE = 8  # and between a place and a share of it


def settle_event(draft: Draft, sentence: Sentence) -> None:
    """The event a number belongs to, in an article about one."""
    events = sentence.article.events
    if not events.main:
        return
    codes = data("events")
    if _is_of_settlers(draft, sentence):
        return
    shared = draft.indicator in codes["shared"] and not _is_stock(draft, sentence)
    own = draft.indicator in codes["own"] or shared
    if own or _is_of_event(draft, sentence):
        draft.event = events.at(draft.quantity.number)
    elif known := _told_before(draft, sentence):
        draft.event = known.event
    elif _continues_event(draft, sentence):
        last = sentence.done[-1] if sentence.done else sentence.article.last
        draft.event = (last.event if last else "") or events.at(draft.quantity.number)


def _told_before(draft: Draft, sentence: Sentence) -> Draft | None:
    """“48个项目里有11个…”: what was counted of an event is that of the event once more."""
    q = draft.quantity
    known = sentence.article.amounts.get((q.counter or q.unit, q.value))
    if q.kind != "count" or known is None or not known.event or known.head is None:
        return None
    same = draft.head is not None and draft.head.family == known.head.family
    return known if same and known.indicator not in data("events")["shared"] else None


def _is_stock(draft: Draft, sentence: Sentence) -> bool:
    """截至10月底,生物城签约项目158个: what has been signed so far was not signed at the event."""
    stocks = (p for p in sentence.periods if p.reach is Reach.AS_OF)
    return any(p.end <= draft.quantity.number for p in stocks)


def _is_of_settlers(draft: Draft, sentence: Sentence) -> bool:
    """获奖项目到区里落户的,可获500万元: what those get who settle is got at a place."""
    if draft.indicator not in data("events")["granted_to_settlers"]:
        return False
    span = sentence.start, draft.clause[1]
    moves = pattern("move_in").search(sentence.text, *span)
    return (moves or _FOUNDS_THERE.search(sentence.text, *span)) is not None


def _continues_event(draft: Draft, sentence: Sentence) -> bool:
    """人数较上届多三成: a rate beside a number of the event is one of the event.

    It may open the next sentence of the paragraph: 其中,海外项目58个.
    """
    article, q = sentence.article, draft.quantity
    last = sentence.done[-1] if sentence.done else article.last
    if _OF_ENTRANTS.match(sentence.text, sentence.start) and article.events.main:
        return not any(m.start < q.number and _may_be_topic(m, sentence) for m in sentence.mentions)
    if last is None or last.quantity.start < article.paragraph:
        return False
    among = sentence.text.startswith("其中", sentence.start)
    among = among or _ENTRANTS.search(sentence.text, sentence.start, q.number) is not None
    counted = article.last_counted
    if counted is None or counted.quantity.start < article.paragraph:
        counted = last
    among = among or (q.kind == "count" and q.counter == counted.quantity.counter)
    if q.kind not in ("rate", "multiple") and not (among and q.kind in ("count", "time")):
        return False
    between = (m for m in sentence.mentions if last.quantity.end <= m.start)
    number = draft.quantity.number
    between = (m for m in between if m.start < number and _may_be_topic(m, sentence))
    return bool(last.event) and next(between, None) is None


def _is_of_event(draft: Draft, sentence: Sentence) -> bool:
    """Whether a number tells of the event's own length, space or guests' origins."""
    if draft.indicator not in codes_that("never_of_contests") and _in_contest(draft, sentence):
        return True
    if draft.indicator == "duration":
        end = draft.quantity.end + 2
        return _EVENT_LENGTH.search(sentence.text, draft.clause[0], end) is not None
    if _event_is_subject(draft, sentence):
        return True
    cue = data("events")["cues"].get(draft.indicator)
    return bool(cue and sentence.words.nearest(*sentence.span, frozenset({cue})))


def _in_contest(draft: Draft, sentence: Sentence) -> bool:
    """Whether the sentence speaks of rounds, juries and prizes, and the clause of no place."""
    begin, number = draft.clause[0], draft.quantity.number
    places = (m for m in sentence.mentions if begin <= m.start < number and m.governs)
    home = (m for m in places if m.level != "foreign")  # 海外项目67个 are entrants, too
    if any(not sentence.text.endswith(_FROM, 0, m.start) for m in home):
        return False
    # What a site holds is not the contest's for prizes told of behind it.
    own = draft.indicator in codes_that("of_sites")
    stop = draft.clause[1] if own else sentence.end
    if not sentence.words.nearest(sentence.start, stop, _CONTEST):
        return False
    return not any(_takes_over(m, draft, sentence) for m in sentence.mentions)


def _takes_over(mention: Mention, draft: Draft, sentence: Sentence) -> bool:
    """作为总决赛承载地,天府国际生物城规划面积44平方公里: a park that opens a clause is told of."""
    if mention.level not in ("park", "site") or not _may_be_topic(mention, sentence):
        return False
    opens = sentence.text.endswith((",", "，"), 0, mention.start)
    return opens and sentence.start < mention.start < draft.quantity.start


def _may_be_topic(mention: Mention, sentence: Sentence) -> bool:
    """Whether a place may take over from an event: not one of 北京、上海等地, and not 海外."""
    if mention.name == _NATION and sentence.text.endswith(_EVENT_WORDS, 0, mention.start):
        return False  # 本届大赛全国37个赛区
    listed = sentence.article.in_enumeration(mention)
    return mention.governs and mention.level != "foreign" and not listed


def _event_is_subject(draft: Draft, sentence: Sentence) -> bool:
    """Whether an event is named in the sentence before the number, and no place after it."""
    number, events = draft.quantity.number, sentence.article.events
    at = max(last_before(events.starts, number), last_before(events.anaphora, number))
    if at < sentence.start or draft.indicator in data("events")["never"]:
        return False
    if _SPEECH.search(sentence.text, at, number):
        return False
    if any(at < m.start < number and _may_be_topic(m, sentence) for m in sentence.mentions):
        return False
    return draft.indicator not in flows() or draft.indicator == "growth_rate"


def settle_place(draft: Draft, sentence: Sentence) -> None:
    """The place a number speaks of: named beside it, carried over, or the article's own."""
    if draft.indicator in data("events")["of_no_place"]:
        return
    if draft.event and not _is_shared(draft, sentence):
        if draft.indicator == "share" and sentence.done and sentence.done[-1].event:
            last = sentence.done[-1]
            shared = last.place if last.indicator in data("events")["shared"] else ""
            behind = _place_behind(draft.quantity, draft.clause[1], sentence)
            draft.place = _continued_place(draft, sentence) or behind or shared
        return
    if _counts_countries(draft, sentence.text):
        return
    if _counts_provinces(draft, sentence):
        draft.place = _NATION
        return
    if _BY_ORIGIN.match(sentence.text, sentence.start, draft.quantity.start):
        draft.place = _place_unsaid(draft, sentence)
        return
    several = _told_together(draft, sentence)
    if several and sentence.place_in_list(draft) is None:
        draft.place = _place_around(several, sentence)
    elif not _tells_of_firm(draft, sentence):
        draft.place = _place_beside(draft, sentence) or _place_unsaid(draft, sentence)


def _is_shared(draft: Draft, sentence: Sentence) -> bool:
    """Whether a number of an event is one of a place, too: what is signed there, and its sorts."""
    article = sentence.article
    signed = draft.indicator == "projects" and article.last_deed == "projects.signed"
    # Entries of a contest are told of apart from what its headline says was signed.
    contest = article.events.main.endswith(_CONTESTS)
    signed = signed and ("projects.signed" in article.most or not contest)
    return signed or draft.indicator in data("events")["shared"]


def _place_beside(draft: Draft, sentence: Sentence) -> str:
    """The place that the sentence of a number gives it, or ""."""
    place = (
        _place_of_guests(draft, sentence)
        or _listed_place(draft, sentence)
        or _continued_place(draft, sentence)
        or _mentioned_place(draft, sentence)
    )
    home = sentence.article.home
    return home if place == _NATION and home and not _is_of_mainland(draft, sentence) else place


def _place_unsaid(draft: Draft, sentence: Sentence) -> str:
    """The place of a number whose sentence names none: that of its paragraph or article."""
    elsewhere = draft.indicator in codes_that("without_default_place")
    elsewhere = elsewhere and draft.quantity.kind != "count" and not _is_charge(draft, sentence)
    elsewhere = elsewhere or _is_of_gathering(draft, sentence) or _is_of_both(draft, sentence)
    elsewhere = elsewhere or _is_of_thing(draft, sentence)
    elsewhere = elsewhere or _ANY_DRUG.search(sentence.text, *sentence.span) is not None
    if elsewhere or _is_of_product(draft, sentence) or _is_of_trial(draft, sentence):
        return ""
    if draft.indicator == "institutions" and _NATIONWIDE.search(sentence.text, *sentence.span):
        return _NATION
    article, start = sentence.article, draft.quantity.start
    if _WHOLE_TRADE.match(sentence.text, sentence.start):
        return article.default_place  # no more that of the firm or park told of before
    carried = _place_of_series(draft, sentence) or article.carried_place(sentence.start, start)
    if carried:
        return carried
    describes_event = article.events.named_in_paragraph(draft.quantity.number)
    return "" if describes_event and draft.indicator == "other" else article.default_place


def _tells_of_firm(draft: Draft, sentence: Sentence) -> bool:
    """Whether a number is that of one firm: its staff, sales and rounds are of no place.

    The firm is told of in the paragraph, and no place between it and the number.
    """
    if draft.indicator in codes_that("never_of_firms"):
        return False
    q = draft.quantity
    article = sentence.article
    told = article.firms.last(article.paragraph, sentence.end, q.start)
    if told < 0 or article.names_place(told, q.start):
        return False
    if draft.indicator == "investment" and not _ROUND.search(
        sentence.text, max(told, sentence.start), min(draft.clause[1], q.end + _NEAR_ROUND)
    ):
        return False  # what a firm builds, it builds somewhere
    # 投资15亿元建生产基地,达产后年销售收入30亿元: what it builds stands somewhere.
    return not any(d.place for d in sentence.done if d.quantity.start > told)


def _is_of_trial(draft: Draft, sentence: Sentence) -> bool:
    """共入组患者1120例,平均住院6.8天: what a trial found is of its patients, and of no place."""
    if draft.quantity.kind == "money" or draft.indicator in codes_that("never_of_firms"):
        return False
    return _OF_TRIAL.search(sentence.text, *sentence.span) is not None


def _place_of_guests(draft: Draft, sentence: Sentence) -> str:
    """横琴的园区企业234家,其中澳门企业60家: those from elsewhere are counted where the whole is."""
    whole = sentence.done[-1] if sentence.done else None
    if whole is None or not whole.place or draft.quantity.kind not in ("count", "rate"):
        return ""
    number, text, places = draft.quantity.start, sentence.text, sentence.article.places
    known = places.gazetteer.places.get(whole.place)
    if known and known.level in data("places")["wide_levels"]:
        return ""  # 长三角…,其中上海600家
    between = (m for m in sentence.mentions if whole.quantity.end <= m.start and m.end <= number)
    come = [m for m in between if m.name != whole.place]
    if len(come) != 1 or not _GUESTS.fullmatch(text, come[0].end, number):
        return ""
    begin = max(text.rfind(mark, 0, come[0].start) for mark in "，,;；。") + 1
    among = text.endswith(("其中,", "当中,"), 0, come[0].start)
    among = among or text.startswith(("其中", "当中"), begin)
    name = come[0].name
    inside = places.within(name, whole.place) or places.within(whole.place, name)
    return whole.place if among and not inside else ""


def _place_of_series(draft: Draft, sentence: Sentence) -> str:
    """全球规模2000亿美元,到2020年达3000亿美元: the same measure once more, of the world too."""
    alike = (d for d in reversed(sentence.done) if d.indicator == draft.indicator)
    last = next(alike, None)
    if last is None or last.place != _WORLD:
        return ""
    named = any(last.quantity.end <= m.start < draft.quantity.start for m in sentence.mentions)
    same = last.quantity.unit == draft.quantity.unit and draft.quantity.kind == "money"
    return _WORLD if same and not named else ""


def _is_of_mainland(draft: Draft, sentence: Sentence) -> bool:
    """内地药企: what the press of Hong Kong and Taiwan calls so is not its home."""
    text, mainland = sentence.text, tuple(data("places")["mainland"])
    named = [m for m in sentence.mentions if m.name == _NATION and m.start < draft.quantity.end]
    if not named or text[named[-1].start : named[-1].end] not in mainland:
        return False
    start = named[-1].start
    if draft.indicator == "share" or text.endswith(tuple(_TOWARDS), 0, start):
        return False
    inside = start >= draft.clause[0] and not text.endswith(_FROM, 0, start)
    return inside or start == 0 or text[start - 1] in _CLAUSE_STARTS


def _is_charge(draft: Draft, sentence: Sentence) -> bool:
    """租金仅为市场价的七成: what is charged for a service is charged where it is given."""
    if draft.indicator == "effect_size":
        return _SERVED.search(sentence.text, draft.clause[0], draft.quantity.start) is not None
    if draft.indicator != "price_ratio":
        return False
    return _CHARGE.search(sentence.text, sentence.start, draft.quantity.start) is not None


def _told_together(draft: Draft, sentence: Sentence) -> list[Mention]:
    """Places that the clause tells of as one: 巴南、涪陵两地合计产值290亿元."""
    (begin, _), number = draft.clause, draft.quantity.number
    if _BOTH.search(sentence.text, begin, number) is None:
        return []
    named = [m for m in sentence.mentions if begin <= m.start and m.end <= number]
    if not named or not _BOTH.match(sentence.text, named[-1].end):
        return []
    return [m for m in named if sentence.article.in_enumeration(m)]


def _place_around(several: list[Mention], sentence: Sentence) -> str:
    """The nearest place around all of several, or "" where it is the nation."""
    around = [sentence.article.places.ancestors(m.name) for m in several]
    common = (name for name in around[0] if all(name in others for others in around))
    nearest = next(common, "")
    return "" if nearest == _NATION else nearest


def _is_of_thing(draft: Draft, sentence: Sentence) -> bool:
    """单台售价20万元, 3秒出报告: what a thing costs and how fast it is, wherever it stands."""
    q, text = draft.quantity, sentence.text
    counts = q.kind == "count" and q.counter != "股"
    if (
        draft.indicator != "market_value"
        and not counts
        and _TRADED.search(text, sentence.start, q.start)
    ):
        return True
    span = draft.clause[0], min(draft.clause[1], q.end + _NEAR_ROUND)
    if draft.indicator == "duration" and _TAKING_TIME.search(text, draft.clause[0], q.start):
        return True
    if draft.indicator in ("investment", "market_value"):
        return _OF_ROUND.search(text, max(0, draft.clause[0] - _ROUND_BEFORE), span[1]) is not None
    if q.kind == "length" and _SIZE_OF_THING.search(text, draft.clause[0], q.start):
        return True
    if draft.indicator == "price":
        return _PAID_AT_PLACE.search(text, *span) is None
    return q.unit in _CLOCK_UNITS and _ON_THE_WAY.search(text, *span) is None


def _counts_countries(draft: Draft, text: str) -> bool:
    """出口20多个国家和地区, 29国: countries are counted wherever the goods come from."""
    q = draft.quantity
    return q.kind == "count" and bool(
        _COUNTRIES.match(text, q.end) or _COUNTRIES.search(text, q.number, q.end)
    )


def _counts_provinces(draft: Draft, sentence: Sentence) -> bool:
    """进入11个省份的43家医院: provinces, and what is counted in them, are of the country."""
    q, last = draft.quantity, sentence.done[-1] if sentence.done else None
    if q.kind != "count":
        return False
    if _PROVINCES.match(sentence.text, q.end):
        return True
    counted = last is not None and _PROVINCES.match(sentence.text, last.quantity.end)
    return bool(counted and counted.end() == q.start)


def _is_of_gathering(draft: Draft, sentence: Sentence) -> bool:
    """会议吸引210名代表: who comes to a gathering tells of no place, even if it has no name."""
    if draft.indicator in data("events")["of_no_place"]:
        return True
    if draft.indicator not in data("events")["own"]:
        return False
    return _GATHERING.search(sentence.text, sentence.start, draft.clause[1]) is not None


def _is_of_both(draft: Draft, sentence: Sentence) -> bool:
    """两地将共建4个平台: a number of two places together is one of neither."""
    return _BOTH.search(sentence.text, sentence.start, draft.quantity.start) is not None


def _continued_place(draft: Draft, sentence: Sentence) -> str:
    """Place of a share, rate or sum whose part was told just before: 海淀区5个,占全市的两成."""
    last = sentence.done[-1] if sentence.done else None
    came = _place_come_from(draft.quantity, sentence) if draft.indicator == "share" else ""
    if last is None or came:
        return came
    if draft.indicator == "investment":
        return last.place if _invests_in(draft, last, sentence) else ""
    if draft.indicator == "share":
        listed = last.indicator == "share" and _is_next_whole(last, draft, sentence)
        return last.place if listed or _goes_on(draft, last, sentence) else ""
    if draft.indicator == "growth_rate":
        grown = last.place == _WORLD and not _names_place(last, draft, sentence)
        return last.place if grown or _goes_on(draft, last, sentence) else ""
    return ""


def _is_next_whole(last: Draft, draft: Draft, sentence: Sentence) -> bool:
    """6款,占全国的12.5%、全省的75%: shares of one thing in two wholes."""
    begin, stop = last.quantity.end, draft.quantity.start
    named = next((m for m in sentence.mentions if m.start == begin + 1), None)
    return (
        named is not None
        and sentence.text[begin : begin + 1] in LIST_MARKS
        and named.end <= stop <= named.end + len("的")
    )


def _place_come_from(q: Quantity, sentence: Sentence) -> str:
    """三分之二来自[深圳]."""
    if not sentence.text.startswith(_CAME_FROM, q.end):
        return ""
    wide = data("places")["wide_levels"]
    came = (m for m in sentence.mentions if m.start == q.end + len(_FROM))
    return next((m.name for m in came if m.level not in wide), "")


def _goes_on(draft: Draft, last: Draft, sentence: Sentence) -> bool:
    """Whether a rate goes on about the number before it: 5个,占…; 90亿元,同比增长…."""
    if last.quantity.kind == "rate":
        return False
    begin = last.quantity.end
    if sentence.text.startswith(_CAME_FROM, begin):  # 401亿元来自[光谷],占了一半以上
        begin = next((m.end for m in sentence.mentions if m.start == begin + len(_FROM)), begin)
    text = sentence.text[begin : draft.quantity.start]
    return _CONTINUES.match(text) is not None and not set(";；").intersection(text)


def _names_place(last: Draft, draft: Draft, sentence: Sentence) -> bool:
    """Whether a place is named between two numbers."""
    begin, stop = last.quantity.end, draft.quantity.start
    return any(begin <= m.start < stop for m in sentence.mentions)


def _invests_in(draft: Draft, last: Draft, sentence: Sentence) -> bool:
    """14个项目与苏州工业园区签约,总投资11.8亿元: the sum of what was counted just before."""
    if not last.place or not last.indicator.startswith("projects"):
        return False
    stop = draft.quantity.start
    inside = (m for m in sentence.mentions if last.quantity.start < m.start < stop)
    between = sentence.text[last.quantity.end : stop]
    return all(m.name == last.place for m in inside) and not set("。;；").intersection(between)


def _listed_place(draft: Draft, sentence: Sentence) -> str:
    """Place of the n-th number under several: 昆山、太仓分别完成183亿元、98亿元."""
    position = sentence.place_in_list(draft)
    if position is None:
        return ""
    index, size, stop = position
    in_enumeration = sentence.article.in_enumeration
    listed = [m for m in sentence.mentions if m.end <= stop and in_enumeration(m)]
    begin = sentence.clause(stop)[0]
    joined = _joined_before(stop, sentence)
    for places in ([m for m in listed if m.start >= begin], listed, joined):
        if len(places) == size:
            return places[index].name
    floor = sentence.semicolon_before(stop)
    earlier = [d.place for d in sentence.done if floor < d.quantity.end <= stop][-size:]
    return earlier[index] if all(earlier) and len(set(earlier)) == size else ""


def _joined_before(stop: int, sentence: Sentence) -> list[Mention]:
    """Places side by side, the last of them before 分别: 合肥高新区与合肥经开区分别有…."""
    chain: list[Mention] = []
    for mention in reversed([m for m in sentence.mentions if m.end <= stop]):
        if chain and sentence.text[mention.end : chain[0].start] not in _JOINTS:
            break
        chain.insert(0, mention)
    return chain


def _mentioned_place(draft: Draft, sentence: Sentence) -> str:
    """Place named in the sentence, or stood for by a body of the state; "" if none."""
    q, (begin, stop) = draft.quantity, draft.clause
    counted = _counted_place(draft, sentence) or _place_compared_with(q, sentence)
    if counted:
        return counted
    if q.kind == "area" and sentence.text[q.end : q.end + 1] == "的":
        whose = next((m for m in sentence.mentions if m.start == q.end + 1 and m.governs), None)
        if whose is not None:
            return whose.name  # 面积1.8平方公里的国际生物岛
    before = [m for m in sentence.mentions if m.end <= q.number and _governs(m, draft, sentence)]
    for mention in reversed(before):
        if mention.start >= begin and _is_near(mention, q, sentence.text):
            return mention.name
    if _acts_for_nation(begin, q, sentence.text):
        return _NATION
    behind = (
        _place_given_to(draft, sentence)
        or _place_spent_in(draft, sentence)
        or _place_behind(q, stop, sentence)
    )
    if behind:
        return behind
    said_before = (
        _place_said_before(before, draft, sentence) if before else _place_of_seat(draft, sentence)
    )
    return said_before or _place_of_whole(draft, sentence) or _place_of_government(q, sentence)


def _acts_for_nation(begin: int, q: Quantity, text: str) -> bool:
    """国家药监局批准了3款, but 园区已落地国家药监局六大中心."""
    body = _NATIONAL_BODY.search(text, begin, q.number)
    return body is not None and _SETTLED_BODY.search(text, begin, body.start()) is None


def _place_compared_with(q: Quantity, sentence: Sentence) -> str:
    """远低于[深圳]的5.49%, 快于[全国]制造业10.3%的平均水平: the rate elsewhere, as it is told."""
    text = sentence.text
    if q.kind != "rate" or q.counter:
        return ""
    begin = sentence.clause(q.number)[0]
    against = (m for m in reversed(sentence.mentions) if begin <= m.start and m.end <= q.number)
    place = next((m for m in against if text.endswith(_COMPARED, 0, m.start)), None)
    if place is None:
        return ""
    told = text[place.end : q.start] == "的" or _RATE_THERE.match(text, q.end)
    return place.name if told else ""


def _place_of_government(q: Quantity, sentence: Sentence) -> str:
    """特区政府已预留100亿元: the place an article is written in, where its government acts."""
    home = sentence.article.home
    bodies: dict[str, list[str]] = data("places")["home_governments"]
    text = sentence.text
    found = ((text.find(body, sentence.start, q.number), body) for body in bodies.get(home, ()))
    acts = any(at >= 0 and not _TELLS.match(text, at + len(body)) for at, body in found)
    return home if acts else ""


def _place_given_to(draft: Draft, sentence: Sentence) -> str:
    """政府向[园区]公司注资181亿元: whom money is given to."""
    if draft.indicator not in codes_that("given"):
        return ""
    q, text, begin = draft.quantity, sentence.text, draft.clause[0]
    given = (
        m.name
        for m in reversed(sentence.mentions)
        if begin <= m.start
        and m.end <= q.number
        and m.governs
        and text[m.start - 1 : m.start] == "向"
    )
    return next(given, "")


def _place_spent_in(draft: Draft, sentence: Sentence) -> str:
    """拨出22亿元,在[园内]设立研究中心: where money goes."""
    if draft.indicator not in codes_that("given"):
        return ""
    beyond = _SPENT_IN.match(sentence.text, draft.quantity.end)
    wide = data("places")["wide_levels"]
    there = (m for m in sentence.mentions if beyond and m.start == beyond.end())
    return next((m.name for m in there if m.level not in wide), "")


def _place_behind(q: Quantity, stop: int, sentence: Sentence) -> str:
    """Where what is counted goes: 近四成落户紫竹高新区, 11个项目与黄埔区签约; 376亿元出自光谷."""
    if q.kind == "money" and sentence.text.startswith(_CAME_FROM, q.end):
        came = (m.name for m in sentence.mentions if m.start == q.end + len(_FROM))
        return next(came, "")
    for mention in reversed(sentence.mentions):
        if q.end <= mention.start < stop and _is_site(mention, sentence.text):
            return _innermost(mention, sentence).name
    partner = _SIGNED_WITH.match(sentence.text, q.end)
    if partner is None:
        return ""
    begin, end = partner.span("with")
    return next((m.name for m in sentence.mentions if begin <= m.start and m.end <= end), "")


def _innermost(mention: Mention, sentence: Sentence) -> Mention:
    """设于沙田的[香港科学园]: the place within the one that is named first."""
    inner = next((m for m in sentence.mentions if m.start == mention.end + 1), None)
    of = sentence.text[mention.end : mention.end + 1] == "的"
    return inner if inner is not None and of else mention


def _place_of_whole(draft: Draft, sentence: Sentence) -> str:
    """国内共有26项新药,其中5年间17项: a part is where the whole is."""
    whole = sentence.done[-1] if sentence.done else None
    if whole is None or whole.quantity.kind != draft.quantity.kind:
        return ""
    stop = draft.quantity.start
    return whole.place if sentence.text.find(_PART_OF_IT, whole.quantity.end, stop) >= 0 else ""


def _counted_place(draft: Draft, sentence: Sentence) -> str:
    """Place within the counted phrase behind a number: 17家[昌平企业]."""
    q, head = draft.quantity, draft.head
    touching = next((m for m in sentence.mentions if m.end == q.start), None)
    if touching and q.kind == "count" and sentence.text[touching.start - 1] in _WITH:
        return touching.name  # 与本港23家医院合作
    if head is None or head.start < q.end:
        return ""
    inside = (m for m in sentence.mentions if q.end <= m.start < head.noun_end and m.governs)
    # 7家全国医药百强企业 and 4款全球领先药物 say how good they are.
    inside = (m for m in inside if m.name not in (_NATION, _WORLD))
    if draft.indicator == "enterprises.tenant":  # 9家台湾厂商进驻
        inside = (m for m in inside if m.name not in data("places")["currencies"])
    return next((m.name for m in inside), "")


def _is_of_product(draft: Draft, sentence: Sentence) -> bool:
    """Whether people who benefit are those of a product, wherever they live."""
    if draft.indicator != "beneficiaries" or draft.quantity.counter == "户":
        return False
    before = sentence.words.longest(sentence.start, draft.quantity.number, "noun")
    return any(hit.word.names["noun"] & _PRODUCTS for hit in before)


def _place_said_before(before: list[Mention], draft: Draft, sentence: Sentence) -> str:
    """The last place, or failing that region, that the sentence named as a subject."""
    if draft.indicator in codes_that("without_earlier_place") or _is_of_product(draft, sentence):
        return ""
    wide = data("places")["wide_levels"]
    counted = _counted_by_place(before, sentence)
    subjects = [
        m
        for m in before
        if not sentence.article.in_enumeration(m)
        and not sentence.article.is_object(m)
        and not sentence.article.is_counted(m)
        and m not in counted
        and not _is_told_of_another(m, before, sentence.text)
        and not _is_part_told_before(m, draft.quantity.start, sentence.text)
        and not _is_guest_told_before(m, draft.quantity.start, sentence)
        and not WHOLE_OF_SHARE.match(sentence.text, m.end)
        and not _RANKED_AMONG.match(sentence.text, m.end)
    ]
    narrow = [m for m in subjects if m.level not in wide]
    # 国内 qualifies a word more often than it says where a number was counted.
    regions = [
        m
        for m in subjects
        if m.level == "region"
        and (sentence.article.home or not sentence.text.startswith("国内", m.start))
        and not sentence.text.endswith((_FROM, "占", "居", *_COMPARED), 0, m.start)
        and not _only_counts(m, sentence)
        and not (sentence.article.home and _GUESTS.match(sentence.text, m.end))
        and not _RANKED.match(sentence.text, m.end)
        and not _PRAISE.match(sentence.text, m.end, m.end + _LONGEST_PRAISE)
    ]
    # 美国方面,… speaks of that country.
    abroad = [
        m for m in subjects if m.level == "foreign" and sentence.text.startswith("方面", m.end)
    ]
    usable = narrow or abroad or regions or _listed_as_subject(before, sentence)
    return usable[-1].name if usable else _place_of_seat(draft, sentence)


def _place_of_seat(draft: Draft, sentence: Sentence) -> str:
    """新厂选址北辰区,占地90亩: where what the sentence speaks of lies, if it is no place."""
    text = sentence.text
    seats = (
        m.name
        for m in reversed(sentence.mentions)
        if m.end <= draft.quantity.start
        and text.endswith(words("arrive"), 0, m.start)
        and text[m.end : m.end + 1] in ",，"
    )
    return next(seats, "")


def _is_told_of_another(mention: Mention, before: list[Mention], text: str) -> bool:
    """生命蓝湾是[上海市]首批26个园区之一,面积3平方公里: what follows speaks of the subject."""
    told = text.endswith(_COPULAS, 0, mention.start) and not text.endswith("的是", 0, mention.start)
    return told and mention is not before[0] and text[mention.end : mention.end + 1] not in ",，。"


def _only_counts(mention: Mention, sentence: Sentence) -> bool:
    """进入全国210家医院,销售额4600万元: a region that a product reaches is no subject."""
    counts = any(q.start == mention.end for q in sentence.quantities)
    return counts and sentence.text.endswith(words("reach"), 0, mention.start)


def _is_part_told_before(mention: Mention, position: int, text: str) -> bool:
    """其中滨海新区贡献了七成;企业186家: beyond the semicolon the whole is spoken of again."""
    part = text.endswith(_AMONG_THEM, 0, mention.start)
    return part and any(text.find(mark, mention.end, position) >= 0 for mark in ";；")


def _is_guest_told_before(mention: Mention, position: int, sentence: Sentence) -> bool:
    """当中澳门企业73家,…;新增21家: those from elsewhere are told of, and then the whole again."""
    text = sentence.text
    guests = _GUESTS.match(text, mention.end)
    begin = sentence.clause(mention.start)[0]
    if guests is None or not text.startswith(("其中", "当中"), begin):
        return False
    return any(q.start == guests.end() < position for q in sentence.quantities)


def _listed_as_subject(before: list[Mention], sentence: Sentence) -> list[Mention]:
    """闵行区、奉贤区紧随其后,产值均超过150亿元: the last of several stands for each."""
    listed = [m for m in before if sentence.article.in_enumeration(m)]
    wide = data("places")["wide_levels"]
    if not listed or listed[-1].level in wide or len(listed) < _SEVERAL:
        return []
    end = listed[-1].end
    if sentence.text.startswith("等", end) or _ANNOUNCE.match(sentence.text, end):
        return []  # A区、B区在仪式上公布了政策,20个项目签约
    return listed[-1:]


def _counted_by_place(before: list[Mention], sentence: Sentence) -> list[Mention]:
    """Places that speak of the number right behind them and of no other.

    其中北京42个, or one of several: 北京8个,天津2个. 上海两家企业合并 goes on about 上海.
    """
    numbers = {q.start for q in sentence.quantities}
    counted = [m for m in before if m.end in numbers]
    if len(counted) == 1 and not sentence.text.endswith(_PART_OF_IT, 0, counted[0].start):
        return []
    return counted


def _is_site(mention: Mention, text: str) -> bool:
    """投资4.75亿美元在无锡建设: the place behind the number is where it goes."""
    led = text[mention.start - 1 : mention.start] in "在于到"
    # 六成用于[海外]临床试验 is spent there, but held here
    led = led and not (mention.level == "foreign" and text.endswith("用于", 0, mention.start))
    led = led or text.endswith(words("move_in"), 0, mention.start)
    return mention.governs and led and not text.endswith(_CAME_TO, 0, mention.start)


def _is_near(mention: Mention, q: Quantity, text: str) -> bool:
    """国内 and 全球 speak of a number only when they stand right before it."""
    if mention.level not in data("places")["wide_levels"]:
        return True
    if mention.level == "foreign":
        return q.start - mention.end <= _NEAR_COUNTRY
    if q.number > mention.end + 1 and _HOME_AND_MANY.match(text, mention.start):
        return False
    if mention.name not in (_NATION, _WORLD):
        return True
    if text.endswith(_COMPARED, 0, mention.start):
        return False  # 增速比全国平均水平高2.4个百分点
    praises = _PRAISE.match(text, mention.end, mention.end + _LONGEST_PRAISE)
    if mention.name == _WORLD:
        praises = praises or _WORLD_KINDS.match(text, mention.end)
    praises = praises or _RANKED.match(text, mention.end)
    return q.start - mention.end <= _NEAR_NATION and not praises


def _governs(mention: Mention, draft: Draft, sentence: Sentence) -> bool:
    """Whether a number may speak of a place before it."""
    if not mention.governs:
        return False
    q, text = draft.quantity, sentence.text
    if q.kind in ("time", "length") and text[mention.start - 1 : mention.start] in _WAY:
        return False
    of_all = draft.indicator in ("share", "price_ratio") and not text.endswith(
        _AMONG_THEM, 0, mention.start
    )
    if of_all and _is_whole(mention, q, sentence):
        return False
    if _only_says_whose(mention, sentence) or _is_counted_park(mention, q, text):
        return False
    floor = max(sentence.start, mention.start - _LONGEST_COMERS)
    if _is_as_much_as(mention, text) or _COMERS.search(text, floor, mention.start):
        return False
    return not sentence.article.is_example(mention, q.start)


def _is_as_much_as(mention: Mention, text: str) -> bool:
    """每千人床位12张,是[全市]平均水平的1.4倍: with what a number elsewhere is compared."""
    floor = max(0, mention.start - _LONGEST_AS)
    as_much = _AS_MUCH_AS.search(text, floor, mention.start)
    return as_much is not None and _MUCH_THERE.match(text, mention.end) is not None


def _is_counted_park(mention: Mention, q: Quantity, text: str) -> bool:
    """分为A园、B园和[C园]6个专业园区: the last of the parks that are counted."""
    listed = text[mention.start - 1 : mention.start] in LIST_MARKS
    return listed and mention.end == q.start and _PARKS_BEHIND.match(text, q.end) is not None


def _only_says_whose(mention: Mention, sentence: Sentence) -> bool:
    """Whether a place only says where people, investors, titles or the names of firms come from."""
    text, article = sentence.text, sentence.article
    invests = text.find("资", mention.end, mention.end + _NEAR_NATION) >= 0
    if invests and _INVESTORS.match(text, mention.end):
        return True  # 广东药企投资15亿元的项目
    if mention.name in data("places")["currencies"] and _PEOPLE_FROM.match(text, mention.end):
        return True  # 台湾团队可获300万元
    if _BRANDED.match(text, mention.end) or _is_in_model(mention, text):
        return True
    return article.only_grades(mention) or article.begins_names(mention)


def _is_in_model(mention: Mention, text: str) -> bool:
    """“[澳门]注册+横琴生产”模式: a place within the name of how something is done."""
    opened = text.rfind("“", max(0, mention.start - _LONGEST_MODEL), mention.start) >= 0
    return opened and _IN_MODEL.match(text, mention.end) is not None


def _is_whole(mention: Mention, q: Quantity, sentence: Sentence) -> bool:
    """Whether a place is what a share is a share of: 全国的1/20."""
    if WHOLE_IN_WORDS.match(sentence.text, mention.end) and mention.end < q.start:
        return sentence.text[mention.start - 1] in "在占"
    if q.start - mention.end > _NEAR_WHOLE or mention.start < sentence.clause(q.number)[0]:
        return False
    between = sentence.text[mention.end : q.start]
    opens = mention.start == 0 or sentence.text[mention.start - 1] in _CLAUSE_STARTS
    narrow = mention.level not in data("places")["wide_levels"]
    narrow = narrow and sentence.text[mention.start] != "全"  # 占全省30%、全市近一半
    followed = sentence.text.startswith("的", q.end)
    if opens and narrow and not followed and _SUBJECT_HAS.fullmatch(between):
        return False
    if between.startswith("占比") and sentence.text[mention.start] == "全":
        return True  # 全市占比55%
    if _WITHIN.search(sentence.text, max(0, mention.start - 8), mention.start) and _TAKES.match(
        between
    ):
        return True  # 在巴南全区占34.4%
    return not _ITS_PART.search(sentence.text[mention.end : q.number])
