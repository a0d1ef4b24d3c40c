"""Tells where a place stands to the firms beside it: whether they go there, or it is only near."""

from __future__ import annotations

import re
from functools import cache

from study.extract.formal_names import Named
from study.extract.scene import Scene
from study.extract.site import Site
from study.lexicon.clusters import pattern, words
from study.lexicon.loader import alternation
from study.lexicon.places import short_city_names

# Organisations that settle somewhere; bodies of state are there by nature.
SETTLERS = frozenset({"company", "hospital", "incubator", "research_institute", "university"})
SITES = frozenset(
    {"park", "zone", "base", "incubator", "park_phase", "aggregation_area", "district"}
)
# Between the items of a list.
_LIST = re.compile("[^,，。;；:：]*、[^,，。;；:：]*|[和与及]|以及")
_CALLED = re.compile("(?:以|称为|称作|叫作|誉为|号称|素有|享有)“$")  # 以“药都”闻名
_TRAILS = re.compile("…在$")  # A、B……在P,一个个名字
_LIE = re.compile("(?:就在|均在|都在|位于|坐落于|设在|安在|落在|扎根在)[^,，。;；、]{0,8}$")
_LIES_AT = re.compile(
    "(?:就|也|都)?(?:设在|设于|落在|建在|建于|选址|选址于|位于|在)[^,，。;；、]{0,4}"
)
_WITH_WHOM = re.compile("(?:正式|成功|集中|现场)?(?:签约|签署|签订|达成)")
_ENDS = re.compile("[,，。;；\n]|$")
_VISITS = re.compile("(?:举行|召开|举办|开会|考察|参观|走访|调研|发布|签|路演|亮相|参加|展示)")
_IN_PLACE = re.compile("(?:作为|是|均为|都是|为|成为)$")
_FIRMS_OF = re.compile(
    "[内里中上]?的?“?(?:老|新|本土|骨干|龙头|重点|代表|链主|规上|头部|首批|老牌|科技|核心|入驻|入园|签约|明星|代表性的?)*"
    "(?:企业|药企|公司|龙头|链主|代表|住户|租户|成员|骨干)"
)
_JOINING = re.compile("(?:、[^,，。;；]*)?(?:等[^,，。;；、]{0,10})?(?:分别)?[与和同]")
_ENTERS = re.compile(
    "[^,，。;；]{0,4}(?:敲定|达成|订立)[^,，。;；]{0,2}(?:入园|入驻|落户|进驻)"
    "|[^,，。;；]{0,4}签(?:约|[^,，。;；]{0,6}(?:入园|入驻|落户|投资))"
)
# 由[A区], 由A区和[B区]合作共建, 归[D]管辖: before a place that builds or governs another.
LED_BY = re.compile("[由归](?:[^,，。;；]{2,20}[、和与及])?$")
_NEAR = 12


@cache
def _building() -> re.Pattern[str]:
    """在P建设, 落户P: what makes the place behind it the one that is settled in."""
    cities = alternation(short_city_names())
    return re.compile(rf"{alternation(words('build_in'))}了?(?:{cities})?[“《]?$")


def builds(scene: Scene, named: Named, site: Site) -> bool:
    """Whether a place behind an organisation is where it goes: C落户P, C将在P建设."""
    rivals = [
        n
        for n in scene.organisations.between(named.end, site.start)
        if n.kind in SETTLERS and not is_partner(scene, n)
    ]
    if rivals and not _LIST.fullmatch(scene.text[named.end : rivals[-1].start]):
        return False
    if _JOINING.fullmatch(scene.text, named.end, site.start):
        return _ENTERS.match(scene.text, site.end) is not None
    if _is_meant_by_here(scene, named, site):
        return _VISITS.match(scene.text, site.end) is None
    if _lies(scene, named, site):
        return True
    leads = _building().search(scene.text, max(named.end, site.start - _NEAR), site.start)
    if leads is None:
        return False
    return pattern("arrive").search(leads[0]) is not None or builds_behind(scene, site)


def is_partner(scene: Scene, named: Named) -> bool:
    """Whether an organisation is the one with which others sign: A、B与[X]签约,落户P."""
    led = scene.text[named.start - 1 : named.start] in "与和同"
    return led and _WITH_WHOM.match(scene.text, named.end) is not None


def _is_meant_by_here(scene: Scene, named: Named, site: Site) -> bool:
    """Whether a list of firms goes on with 在园区, and its sentence has named no place before."""
    if site.stated or not scene.text.endswith(("在", "在了"), 0, site.start):
        return False
    sentence = max(scene.text.rfind(mark, 0, named.start) for mark in "。!?！？\n") + 1
    before = scene.sites.between(sentence, named.start)
    return not any(each.stated and each.level in SITES for each in before)


def _lies(scene: Scene, named: Named, site: Site) -> bool:
    """Whether a clause ends in where its firms are, or calls them those of a place."""
    led = _LIE.search(scene.text, named.end, site.start) or _TRAILS.search(
        scene.text, named.end, site.start
    )
    if led and _ENDS.match(scene.text, site.end):
        return True
    return is_called(scene, named, site)


def is_called(scene: Scene, named: Named, site: Site) -> bool:
    """Whether organisations are called those of a place: A、B都是[园内]的骨干企业."""
    called = _IN_PLACE.search(scene.text, named.end, site.start)
    return called is not None and _FIRMS_OF.match(scene.text, site.end) is not None


def builds_behind(scene: Scene, site: Site) -> bool:
    """Whether words of building or opening stand behind a place: 在P[建设…], 在P的新中心[投用]."""
    return pattern("building").search(scene.text, site.end, site.end + _NEAR) is not None


def is_arrival(scene: Scene, named: Named, site: Site) -> bool:
    """Whether a verb of arriving leads to a place: 与坪山区签约,将入驻[P]."""
    leads = pattern("arrive").finditer(scene.text, max(named.end, site.start - _NEAR), site.start)
    begin = site.start - (scene.text[site.start - 1] in "“《")
    return any(lead.end() == begin for lead in leads)


def is_beside(scene: Scene, site: Site) -> bool:
    """Whether a place is named for where another lies, who builds it or what it consists of."""
    listed = scene.text[site.end : site.end + 1] == "、" or scene.text[site.start - 1] == "、"
    joined = scene.text[site.start - 1] in "与距从向以是"
    joined = joined or scene.text.endswith("作为", 0, site.start)
    near = (max(0, site.start - 2 * _NEAR), site.start)
    joined = joined or LED_BY.search(scene.text, *near) is not None
    called = _CALLED.search(scene.text, max(0, site.start - _NEAR), site.start) is not None
    return listed or joined or called or scene.sites.lies_in(site) or _holds(scene, site)


def _holds(scene: Scene, site: Site) -> bool:
    """Whether a place is where a site right before it lies: 临空区的P设在[D]内."""
    before = scene.sites.last_before(site.start, max(0, site.start - 2 * _NEAR))
    if before is None or before.level not in SITES:
        return False
    return _LIES_AT.fullmatch(scene.text, before.end, site.start) is not None
