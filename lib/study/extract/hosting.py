"""Finds who hosts, organises, supports and guides which event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from study.extract.formal_names import Named
from study.extract.forum_reader import with_plain_marks
from study.extract.forum_roles import is_label_line, labelled_claims
from study.extract.scene import Claim, Scene
from study.extract.sentences import sentences
from study.extract.session_lists import POINTING, PROGRAMME_TIME, SESSION_DAY
from study.lexicon.clusters import hosting, words
from study.lexicon.loader import alternation
from study.model import BODY_ROLES, LinkType

_PART = re.compile(r"[^,，;；。:：\n]+")
_HOLDS = re.compile("举行|举办|召开")
_OBJECT = re.compile('的|了?[“"]?')
_UNDER = re.compile("(?:悉心)?指导(?:支持)?下")
_JOINT = re.compile(
    "》?[、和与及\\s]{0,2}《?|以及|暨|[^,，。]{0,6}等|[^,，。;；、]{0,4}、(?:[^,，。;；、]{2,24}(?:、|和|与|及|以及))+"
)
# Names that were not found as such, between the last that was and the verb.
_OTHERS = "(?:(?:、|和|与|及|以及)[^,，。;；、]{2,26})*?"
_ASIDE = re.compile("[(（][^()（）]{1,24}[)）]")  # 创新联盟(RDPAC)主办
_SITES = frozenset({"park", "base", "incubator", "aggregation_area", "park_phase"})
_LONGEST = 40
_ROLES = {
    "hosts": "hosted_by",
    "organisers": "organised_by",
    "co_organisers": "organised_by",
    "supporters": "supported_by",
    "guidance": "guided_by",
    "media": "media_partner",
}
_KINDS_OF_EVENTS = ("大赛", "论坛", "大会", "峰会", "博览会", "会议", "年会")


@cache
def _name_endings() -> str:
    """How the names of events and of their sessions end."""
    return alternation([*words("event_endings"), *words("session_endings")])


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(alternation(hosting()))


def hosted(scene: Scene) -> Iterator[Claim]:
    """Links hosted_by, organised_by, supported_by, guided_by and media_partner."""
    for begin, stop in scene.article.body:
        for start, end in sentences(scene.text, begin, stop):
            if _verbs().search(scene.text, start, end):
                yield from _in_sentence(scene, begin, start, end)
                yield from _told_backwards(scene, begin, start, end)
            yield from _announced(scene, start, end)


def labelled(scene: Scene) -> Iterator[Claim]:
    """主办单位:A、B: who a line lists under a label holds the event that the article is about."""
    event = scene.occasions.main
    body = [p for p in scene.document.paragraphs if p.role in BODY_ROLES]
    if not event or not body:
        return
    for paragraph in scene.document.paragraphs:
        if not body[0].start <= paragraph.start <= body[-1].start:
            continue  # at the foot of a page such a line names who keeps the site
        line = with_plain_marks(scene.text[paragraph.start : paragraph.end])
        if not is_label_line(line):
            continue
        for claim in labelled_claims(line, 0, len(line)):
            kind = LinkType(_ROLES[claim.role])
            start, end = paragraph.start + claim.start, paragraph.start + claim.end
            for name in claim.names:
                yield Claim(kind, event, name, "event", start, end)


def _told_backwards(scene: Scene, paragraph: int, start: int, end: int) -> Iterator[Claim]:
    """承办的是A、B; 承办单位有C: the names behind the role."""
    text = with_plain_marks(scene.text[start:end])
    subjects: list[str] | None = None
    for claim in labelled_claims(text, 0, len(text)):
        if subjects is None:
            scheduled = _scheduled().search(text, 0, claim.start)
            subjects = [scheduled["name"].strip("“”")] if scheduled else None
        if subjects is None:
            subjects = _subjects(scene, paragraph, start, end)
        kind = LinkType(_ROLES[claim.role])
        for event in subjects:
            for name in claim.names:
                yield Claim(kind, event, name, "event", start, end)


@cache
def _scheduled() -> re.Pattern[str]:
    """A session at the start of a line of a programme: 25日14:00 [X论坛] 主办:甲 承办:乙."""
    endings = _name_endings()
    return re.compile(
        rf"^{PROGRAMME_TIME}(?P<name>[^,，。;；:：\s\d][^,，。;；:：\s]{{2,{_LONGEST}}}?{endings}”?)\s*$"
    )


def _in_sentence(scene: Scene, paragraph: int, start: int, end: int) -> Iterator[Claim]:
    subjects = _subjects(scene, paragraph, start, end)
    for part in _PART.finditer(scene.text, start, end):
        done = part.start()
        for verb in _verbs().finditer(scene.text, *part.span()):
            owners = _chain(scene, done, verb.start()) or _site(scene, done, verb)
            if not owners or not _is_deed(scene, owners[-1].end, verb):
                continue
            kind = LinkType(hosting()[verb[0]])
            if _UNDER.match(scene.text, verb.start()):
                heads = _guided(scene, owners[0].start, start, end)
            else:
                own = _own_subject(scene, part.start(), owners[0].start)
                events = _objects(scene, verb.end(), part.end()) or own or subjects
                heads = [(event, "event") for event in events]
            for head, level in heads:
                for named in owners:
                    name = scene.organisation_name(named.canonical)
                    yield Claim(kind, head, name, level, start, end)
            done = verb.end()


def _chain(scene: Scene, start: int, verb: int) -> list[Named]:
    """The organisations listed right before a verb: 由[A、B与C]共同主办."""
    chain: list[Named] = []
    for named in reversed(scene.organisations.between(start, verb)):
        if _is_speaker(scene, named.end, verb):
            continue
        between = _ASIDE.sub("", scene.text[named.end : chain[0].start]) if chain else ""
        if chain and not _JOINT.fullmatch(between):
            break
        chain.insert(0, named)
    return chain


def _site(scene: Scene, start: int, verb: re.Match[str]) -> list[Named]:
    """A park that organises something itself: [杭州医药港]承办的创新药论坛."""
    sites = [s for s in scene.sites.between(start, verb.start()) if s.level in _SITES]
    return [
        Named(site.start, site.end, site.level, site.name)
        for site in sites[-1:]
        if site.stated and site.end == verb.start()
    ]


def _own_subject(scene: Scene, start: int, owners: int) -> list[str]:
    """The session that a clause of its own names: B论坛由[X]承办."""
    match = _own_name().search(scene.text, start, owners)
    if match is None or match.end() != owners:
        return []
    name = match["name"].strip("“”")
    if match["name"].startswith(POINTING):
        return []
    return [scene.occasions.canonical_of(match.start("name"), match.end("name")) or name]


@cache
def _own_name() -> re.Pattern[str]:
    endings = _name_endings()
    when = "(?:将?[于在定][^,，。;；]{1,12}(?:举行|举办|召开)?|[今昨明]天[^,，。;；]{0,6})?"
    return re.compile(
        rf"(?:^|(?<=[,，。;；:：、\n ]))(?:其中)?{SESSION_DAY}"
        rf"(?P<name>[^,，。;；:：、\n由]{{3,{_LONGEST}}}?{endings}”?){when}"
        r"由(?:[^,，。;；由]{2,40}(?:、|和|与|及))?$"
    )


def _guided(scene: Scene, owners: int, start: int, end: int) -> list[tuple[str, str]]:
    """What goes on 在X的指导下: the site that the sentence is about, before or after."""
    before = scene.sites.last_before(owners, start)
    if before is not None and before.level in _SITES:
        return [(before.name, before.level)]
    after = [s for s in scene.sites.between(owners, end) if s.level in _SITES]
    return [(site.name, site.level) for site in after[:1]]


def _is_speaker(scene: Scene, end: int, verb: int) -> bool:
    """Whether an organisation only employs somebody: 由北京市政协副秘书长主持."""
    return bool(
        re.match(
            "(?:党委)?(?:副?主席|副?主任|副?院长|董事长|秘书长|专家|代表)", scene.text[end:verb]
        )
    )


def _is_deed(scene: Scene, end: int, verb: re.Match[str]) -> bool:
    """Whether the words between the last organisation and the verb only join them."""
    between = _ASIDE.sub("", scene.text[end : verb.start()])
    if hosting()[verb[0]] in ("supported_by", "guided_by", "media_partner"):
        loose = re.fullmatch(
            rf"》?{_OTHERS}(?:等)?(?:单位|部门|机构|媒体)?(?:的)?(?:对[^,，。]{{0,8}})?(?:为|给予|予以|提供|共同|悉心|大力|担任|作为)?(?:了)?"
            "(?:本次|本届|此次)?(?:活动|大会|论坛|会议|展会|峰会)?",
            between,
        )
        after = scene.text[verb.end() : verb.end() + 2]
        return loose is not None and not (verb[0] == "支持" and after[:1] not in "举,，。;；、")
    role = "(?:为|作为|担任|是)?(?:本次|本届)?(?:论坛|大会|活动|峰会)?"
    how = "(?:共同|联合|牵头|具体|负责|携手|联袂|合力|做东|张罗|一同|倾力)*"
    joint = rf"{_OTHERS}等?(?:单位|部门|机构)?{role}{how}"
    return re.fullmatch(joint, between) is not None


def _subjects(scene: Scene, paragraph: int, start: int, end: int) -> list[str]:
    """The events that a sentence about hosts is about: named in it, or meant by 本届论坛."""
    head = re.compile("由|[,，]").search(scene.text, start, end)
    stop = head.start() if head else start
    named = scene.occasions.named_between(start, stop)
    if named:
        return [named[-1][2]]
    proper = _proper().match(scene.text, start, stop)
    if proper and not proper["name"].startswith(POINTING):
        return [proper["name"].strip("“”")]
    written = scene.text[start:stop]
    kinds = [kind for kind in _KINDS_OF_EVENTS if kind in written]
    if len(kinds) > 1:  # 本次大赛及论坛
        return _of_kinds(scene, kinds)
    if kinds:
        return [event] if (event := scene.occasions.meant(kinds[0], start)) else []
    named = scene.occasions.named_between(start, end)
    first = [event for s, _, event in named if s < stop + _LONGEST]
    part = _unnamed(scene, start, stop)
    return part or first[:1] or ([scene.occasions.main] if scene.occasions.main else [])


@cache
def _proper() -> re.Pattern[str]:
    """A session by its own name where a sentence begins: [海洋药物大会]将于15日举行."""
    endings = _name_endings()
    held = "(?:将|定|拟)?(?:于|在)|今|昨|明|前天|同期|随后|已|日前|举|召|落|开|圆满|是"
    return re.compile(
        rf"(?:其中[,，]?)?(?P<name>[^,，。;；:：、\n的]{{3,{_LONGEST}}}?{endings})(?={held})"
    )


def _unnamed(scene: Scene, start: int, stop: int) -> list[str]:
    """A part of the event by its common name: 专题展览展示活动."""
    written = scene.text[start:stop]
    found = [part for part in words("parts_of_events") if written.startswith(part)]
    return [max(found, key=len)] if found else []


def _of_kinds(scene: Scene, kinds: list[str]) -> list[str]:
    names = dict.fromkeys(name for _, _, name in scene.occasions.spans)
    return [name for name in names if name.endswith(tuple(kinds))]


def _objects(scene: Scene, start: int, end: int) -> list[str]:
    """The event behind the verb: 主办的医疗器械创新发展研讨会."""
    lead = _OBJECT.match(scene.text, start, end)
    if lead is None or not lead[0]:
        return []
    named = scene.occasions.named_between(lead.end(), lead.end() + 2)
    if named:
        return [named[0][2]]
    match = event_name().match(scene.text, lead.end(), end)
    return [match[0].strip("“”")] if match else []


@cache
def event_name() -> re.Pattern[str]:
    """A name that ends like an event's, as far as it goes."""
    endings = _name_endings()
    name = r"[^,，。;；:：、\n《》()（）]"
    return re.compile(
        rf"{name}{{2,{_LONGEST}}}?{endings}”?(?=和|与|及|以及|[,，。;；、\n])"
        rf"|{name}{{2,{_LONGEST}}}{endings}(?![\u4e00-\u9fff]{{0,4}}(?:暨))"
    )


def _announced(scene: Scene, start: int, end: int) -> Iterator[Claim]:
    """X举行“…”发布会: a single body that holds an event named behind the verb."""
    for verb in _HOLDS.finditer(scene.text, start, end):
        owners = [
            n for n in scene.organisations.between(start, verb.start()) if n.end == verb.start()
        ]
        if not owners:
            continue
        match = _whole_event().match(scene.text, verb.end(), end)
        if match is None:
            continue
        name = match[0].strip()
        tail = scene.organisation_name(owners[0].canonical)
        yield Claim(LinkType.HOSTED_BY, name, tail, "event", start, end)
        if "——" in name and name.startswith("“"):
            yield Claim(LinkType.PART_OF, name, name.partition("——")[0], "event", start, end)


@cache
def _whole_event() -> re.Pattern[str]:
    endings = alternation([*words("event_endings"), "专场"])
    return re.compile(rf"了?[^,，。;；\n]{{2,80}}{endings}(?=[,，。;；\n])")
