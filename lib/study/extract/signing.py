"""Finds what was signed at an event, of what type projects are, and on which track."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from study.extract.formal_names import Named
from study.extract.projects import Project
from study.extract.scene import Claim, Scene
from study.extract.sentences import sentences
from study.extract.settling import clause_of
from study.lexicon.clusters import pattern, project_type, words
from study.lexicon.loader import alternation, data
from study.model import LinkType

_SIGNERS = frozenset({"company", "hospital", "university", "research_institute"})
_FINISHED = re.compile("竣工|封顶|落地建设|实现开工|投入使用|已建成")
_SIGNED_PROJECTS = re.compile(
    "(?:落笔|签约|签下|签字)的(?:是|有|还有)|签[约署]环节|签约[^,，。;；]{0,4}(?:上台|登台|分[两三四五六\\d]*[批组类])|签约(?:项目|名单|清单)|签约的?[^,，。]{0,8}项目|项目[^,，。]{0,6}签约"
)
_PROJECTS_COUNTED = re.compile("(?:[两三四五六七八九十]|\\d+)余?个[^,，。;；、]{0,6}项目")
_THEIR_FIRMS = re.compile(
    f"签约(?:{alternation(data('claims')['firm_nouns'])}|{alternation(words('move_in'))})"
)
_FIRMS_SIGNED = re.compile(
    "(?:与|共|有)[^,，。;；]{0,8}\\d+余?[家间个][^,，。;；]{0,8}(?:集中|现场|成功)?签约"
)
_AGREEMENT = re.compile("签署|签订|协议")
_CEREMONIAL = re.compile("(?:集中|现场|当场|同日|成功|签约仪式)[^,，。;；]{0,4}签约|签约仪式")
_SO_FAR = re.compile("(?:已|累计|目前|现有|先后)[^,，。;；]{0,4}签约")
_AMONG = re.compile("(?:都|均|也|位列|名列|赫然)?在(?:其中|其列|列)|名单")
_LIST_OF_PROJECTS = re.compile("项目[:：]")
_BULLET = ("——", "—")
_ITEM_NEXT = (":", "：", ";", "；")  # how a paragraph ends that has items of a list behind it
_CEREMONY_OPENS = re.compile("[^,，。;；]{0,10}签约(?:仪式|环节|现场|活动)[上中]?[,，]")
_INTENDS = re.compile("(?:也|则|还)?(?:拟|将|计划|投资|出资)")
_MANY_SIGNED = re.compile(r"(?:\d+余?个|一批)[^,，。;；]{0,8}项目")
_WITNESS = re.compile("见证|出席")
_TRACK = re.compile(r"(?:既有|又有|还有|也有|有|聚焦|属于|围绕)(?P<track>[^,，。;；、]{2,20}?)赛道")
_TAIL = re.compile("(?:成熟|新兴|新|高成长|关键|未来|前沿(?!技术)|重点|优势|热门|细分)+$")


@dataclass(slots=True)
class _Heard:
    """What the sentences of a paragraph have said of signing so far.

    Attributes:
        listing: Whether what follows is a list of what was signed: 签约项目名单.
        firms: Whether the last sentence said with how many firms was signed.
        projects: Whether it said how many projects were.
        signing: Whether any sentence spoke of signing.
        event: Event that the last of these named, or "".
        counted: Whether any sentence said how many projects were signed.
        before: Whether the paragraph before did.
    """

    listing: bool = False
    firms: bool = False
    projects: bool = False
    signing: bool = False
    event: str = ""
    counted: bool = False
    before: bool = False

    def hear(self, scene: Scene, start: int, end: int) -> None:
        """Remember a sentence."""
        here = _speaks_of_signing(scene, start, end)
        named = scene.occasions.named_between(start, end) if here else []
        self.event = scene.occasions.whole_of(named[-1][2]) if named else self.event
        self.signing = self.signing or here
        self.firms = _FIRMS_SIGNED.search(scene.text, start, end) is not None
        self.projects = here and _MANY_SIGNED.search(scene.text, start, end) is not None
        self.counted = self.counted or self.projects
        signed_ones = _SIGNED_PROJECTS.search(scene.text, start, end) is not None
        self.listing = self.listing or signed_ones


def signed(scene: Scene) -> Iterator[Claim]:
    """Links signed_at of an article: companies and their projects."""
    heads_list = counted = False
    for begin, stop in scene.article.body:
        heard = _Heard(listing=heads_list and scene.text.startswith(_BULLET, begin), before=counted)
        for start, end in sentences(scene.text, begin, stop):
            yield from _of_sentence(scene, heard, begin, (start, end))
            heard.hear(scene, start, end)
        counted = heard.counted
        heads_list = heard.listing and scene.text.endswith(_ITEM_NEXT, begin, stop)


def _of_sentence(
    scene: Scene, heard: _Heard, paragraph: int, sentence: tuple[int, int]
) -> Iterator[Claim]:
    """What a sentence says was signed, after what its paragraph has said."""
    here, told = _speaks_of_signing(scene, *sentence), _goes_on(scene, heard, *sentence)
    if not (here or told or heard.firms or heard.projects):
        return
    event = _event(scene, paragraph, sentence, hint=here and not told)
    if told and heard.event and not scene.occasions.named_between(*sentence):
        event = heard.event  # X推介会上,15个项目现场签约。其中,A、B落户P
    if here or told or heard.firms:
        yield from _in_sentence(scene, event, sentence, here=here, told=told)
    if event and scene.text.startswith("其中", sentence[0]):
        yield from _firms_of(scene, event, sentence, named=heard.firms)


def _speaks_of_signing(scene: Scene, start: int, end: int) -> bool:
    return pattern("signing").search(scene.text, start, end) is not None


def _goes_on(scene: Scene, heard: _Heard, start: int, end: int) -> bool:
    """Whether a sentence goes on about what the ones before said was signed."""
    if heard.listing or (heard.projects and _lists_projects(scene, start, end)):
        return True
    about = heard.signing or heard.before or _is_signing(scene)  # 签约是重头戏。记者获悉,A、B落户P
    return about and _lists_new_projects(scene, start, end)


def _lists_projects(scene: Scene, start: int, end: int) -> bool:
    """Whether a sentence behind 36个项目签约 names them: it begins with 其中 or with a project."""
    first = next(iter(projects_in(scene, start, end)), None)
    return first is not None and (first.start == start or scene.text.startswith("其中", start))


def _lists_new_projects(scene: Scene, start: int, end: int) -> bool:
    """Whether a report of a ceremony of signing lists projects that are not there yet."""
    owned = [p for p in projects_in(scene, start, end) if p.owner_end > p.start]
    goes = any(_goes().match(scene.text, p.end) for p in owned)
    listed = [p for p in owned if p.listed or goes]
    return len(listed) > 1 and pattern("at_work").search(scene.text, start, end) is None


def _firms_of(
    scene: Scene, event: str, sentence: tuple[int, int], *, named: bool
) -> Iterator[Claim]:
    """区政府与16家企业签约。其中,A拟建设总部,B将扩建产线: each firm that a clause begins with.

    Where projects were signed rather than firms (not `named`), those that mean to build.
    """
    for firm in scene.organisations.between(*sentence):
        opens = scene.text[firm.start - 1] in ",，;；、"
        means = named or _INTENDS.match(scene.text, firm.end)
        if firm.kind == "company" and opens and means:
            name = scene.organisation_name(firm.canonical)
            yield Claim(LinkType.SIGNED_AT, name, event, firm.kind, *sentence)


def _in_sentence(
    scene: Scene, event: str, sentence: tuple[int, int], *, here: bool, told: bool
) -> Iterator[Claim]:
    start, end = sentence
    if not event or _FINISHED.search(scene.text, start, end):
        return
    projects = projects_in(scene, start, end)
    projects = [project for project in projects if not _starts(scene, project, sentence)]
    if not here:
        projects = [project for project in projects if not _sits(scene, project, sentence)]
    for project in projects:
        name = name_of(scene, project)
        among = told or project.listed
        among = among or _SIGNED_PROJECTS.search(scene.text, start, project.start) is not None
        if not (among or not here or _signs(scene, project.start, project.end, sentence)):
            continue
        yield Claim(LinkType.SIGNED_AT, name, event, "project", start, end)
    owners = {
        project.start
        for project in projects
        if project.owner_end > project.start and (project.listed or told or not here)
    }
    for named in scene.organisations.between(start, end):
        if named.kind not in _SIGNERS or scene.text[named.start - 1] == "在":
            continue
        signs = _signs(scene, named.start, named.end, sentence)
        if named.start in owners or (here and signs):
            name = scene.organisation_name(named.canonical)
            yield Claim(LinkType.SIGNED_AT, name, event, named.kind, start, end)


def _starts(scene: Scene, project: Project, sentence: tuple[int, int]) -> bool:
    """Whether a project's own clause says that building starts, and nothing of signing."""
    clause = _clause(scene, project.start, project.end, sentence)
    if pattern("signing").search(scene.text, *clause):
        return False
    return pattern("starting").search(scene.text, *clause) is not None


def _clause(scene: Scene, start: int, end: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """The clause around a name, from comma or semicolon to the next."""
    left = max(scene.text.rfind(mark, sentence[0], start) for mark in ";；") + 1
    ends = (scene.text.find(mark, end, sentence[1]) for mark in ";；")
    right = min((at for at in ends if at >= 0), default=sentence[1])
    return clause_of(scene, Named(start, end, ""), (max(left, sentence[0]), right))


def _sits(scene: Scene, project: Project, sentence: tuple[int, int]) -> bool:
    """Whether a clause behind the signing tells rather who sits in a park: A研究院等在此落地."""
    clause = _clause(scene, project.start, project.end, sentence)
    if _PROJECTS_COUNTED.search(scene.text, project.end, clause[1]):
        return False  # 其中,A基地、B中心2个项目落户P
    if _goes().match(scene.text, project.end):
        return False  # A基地则选址P
    if _LIST_OF_PROJECTS.search(scene.text, clause[0], project.start):
        return False  # 落户P的项目:A、B
    return pattern("settle_surely").search(scene.text, *clause) is not None


@cache
def _goes() -> re.Pattern[str]:
    """What says of a project itself where it goes, and not that it is there: 将落户P."""
    others = "(?:[、和与及](?:(?!在此|已|等)[^,，。;；])*?)?"
    adverbs = "(?:则|均|也|都|将|拟|分别|全部)*"
    return re.compile(f"{others}{adverbs}{alternation(words('arrive'))}")


def _signs(scene: Scene, start: int, end: int, sentence: tuple[int, int]) -> bool:
    """Whether the clause around a name, or the list it stands in, is one of signing."""
    left, right = _clause(scene, start, end, sentence)
    if _WITNESS.search(scene.text, end, right):
        return False
    ceremony = any(
        pattern("signing").search(name) for _, _, name in scene.occasions.named_between(*sentence)
    )
    opens = _CEREMONY_OPENS.match(scene.text, sentence[0], start)
    if opens and pattern("signing_joins").search(scene.text, left, right):
        return True  # 签约仪式上,A与P“牵手”
    comes = ceremony and pattern("arrive").search(scene.text, left, right)
    if comes or pattern("signing").search(scene.text, left, right):
        return True
    among = _AMONG.search(scene.text, end, right)
    return among is not None and pattern("signing").search(scene.text, *sentence) is not None


def _event(scene: Scene, paragraph: int, sentence: tuple[int, int], *, hint: bool) -> str:
    """The event at which the sentence says something was signed, or "".

    With `hint`, a sentence that only mentions signing needs the paragraph to have spoken of one.
    """
    start, end = sentence
    named = scene.occasions.named_between(start, end)
    if named:
        return scene.occasions.whole_of(named[-1][2])
    alone = _SIGNED_PROJECTS.search(scene.text, start, end) or _CEREMONIAL.search(
        scene.text, start, end
    )
    sign = pattern("signing") if _is_signing(scene) else _THEIR_FIRMS
    theirs = sign.search(scene.text, start, end)
    needs_hint = (
        (hint and not alone and not theirs)
        or _AGREEMENT.search(scene.text, start, end)
        or _SO_FAR.search(scene.text, start, end)
    )
    if needs_hint and not _hinted(scene, paragraph, end):
        return ""
    return scene.occasions.at(end, paragraph)


def _is_signing(scene: Scene) -> bool:
    """Whether the article is about a ceremony of signing."""
    return pattern("signing").search(scene.occasions.main) is not None


def _hinted(scene: Scene, paragraph: int, end: int) -> bool:
    """Whether the paragraph has spoken of an event before: 会上, 本届论坛, its name."""
    named = scene.occasions.named_between(paragraph, end)
    return bool(named) or pattern("at_the_event").search(scene.text, paragraph, end) is not None


def projects_in(scene: Scene, start: int, end: int) -> list[Project]:
    """Projects named between two offsets whose names say what they are."""
    return [
        project
        for project in scene.organisations.projects
        if start <= project.start
        and project.end <= end
        and (project.owner_end > project.start or project_type(name_of(scene, project)))
    ]


def name_of(scene: Scene, project: Project) -> str:
    """Name of a project as the article writes it."""
    return scene.text[project.start : project.end]


def typed(scene: Scene) -> Iterator[Claim]:
    """Links project_type: what kind of project it is, by its name."""
    for begin, stop in scene.article.body:
        for start, end in sentences(scene.text, begin, stop):
            for project in projects_in(scene, start, end):
                name = name_of(scene, project)
                kind = project_type(name)
                if kind:
                    yield Claim(LinkType.PROJECT_TYPE, name, kind, "project", start, end)
            yield from _to_be_built(scene, start, end)


@cache
def _built() -> re.Pattern[str]:
    endings = alternation(data("organisations")["site_endings"])
    verbs = "建设|设立|投资建设|新建|兴建|建立|成立"
    return re.compile(
        rf"将?(?:在(?P<where>[^,，。;；]{{2,16}}?))?(?:{verbs})(?P<what>[^,，。;；、]{{0,14}}{endings})"
    )


def _to_be_built(scene: Scene, start: int, end: int) -> Iterator[Claim]:
    """阿斯利康将在国际医药创新公园建设国内首个疫苗生产基地: a site named by its owner."""
    for named in scene.organisations.between(start, end):
        match = _built().match(scene.text, named.end, end) if named.kind == "company" else None
        if match is None:
            continue
        name = scene.organisation_name(named.canonical) + match["what"].removeprefix("的")
        kind = project_type(name)
        if kind:
            yield Claim(LinkType.PROJECT_TYPE, name, kind, "project", start, end)
        sites = scene.sites.between(*match.span("where")) if match["where"] else []
        for site in sites[:1]:
            yield Claim(LinkType.LOCATED_IN, name, site.name, "corporate_site", start, end)


def tracked(scene: Scene) -> Iterator[Claim]:
    """Links track: 又有医疗器械成熟赛道重大项目,包括A、B等项目."""
    for begin, stop in scene.article.body:
        for start, end in sentences(scene.text, begin, stop):
            match = _TRACK.search(scene.text, start, end)
            if match is None:
                continue
            track = _TAIL.sub("", match["track"]).removesuffix("的")
            for project in projects_in(scene, match.end(), end):
                yield Claim(LinkType.TRACK, name_of(scene, project), track, "project", start, end)
