"""Roles of paragraphs on pages of many kinds."""

from __future__ import annotations

from pathlib import Path

import pytest

from study.model import BODY_ROLES, Role
from study.read import read_text

BEFORE = "园区今年新增企业80家，产值达到90亿元。"
BEHIND = "园区明年将新增企业100家，产值突破100亿元。"
PAGES = sorted((Path(__file__).parent / "pages").glob("*.tsv"))


def page(path: Path) -> tuple[list[Role], str]:
    """Roles and raw lines of a page: one line of the file each, parted by a tab."""
    rows = [row.split("\t") for row in path.read_text("utf-8").splitlines()]
    return [Role(role) for role, _ in rows], "\n\n".join(line for _, line in rows)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_paragraph_of_a_page_has_its_role(path: Path) -> None:
    roles, raw = page(path)
    document = read_text(raw)
    read = [(p.role.value, document.text[p.start : p.end]) for p in document.paragraphs]
    assert read == [(role.value, text) for role, (_, text) in zip(roles, read, strict=True)]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("来源：苏州日报 2021-03-04", Role.BYLINE),
        ("文/本报记者 李某", Role.BYLINE),
        ("【责任编辑：李某】", Role.BYLINE),
        ("（记者 李某 苏州报道）", Role.BYLINE),
        ("2024-05-12", Role.BYLINE),
        ("姑苏晚报客户端 2024-05-12", Role.BYLINE),
        ("首页 > 新闻中心 > 正文", Role.FURNITURE),
        ("站点首页 >> 资讯", Role.FURNITURE),
        ("简介 | 招聘 | 地图 | 联系", Role.FURNITURE),
        ("https://example.org/2024/05/t12.html", Role.FURNITURE),
        ("联系电话：0512-00000000", Role.FURNITURE),
        ("您访问的链接即将离开本站，是否继续？", Role.FURNITURE),
        ("扫一扫在手机打开当前页", Role.FURNITURE),
        ("[打印页面][关闭页面][字号:]", Role.FURNITURE),
        ("Copyright 2010-2024 example All Rights Reserved", Role.FURNITURE),
        ("3,044.82", Role.FURNITURE),
        ("image.png", Role.PLACEHOLDER),
        ("[图片]", Role.PLACEHOLDER),
        ("新华社记者 李某 摄", Role.CAPTION),
        ("受访者供图", Role.CAPTION),
        ("免责声明：市场有风险，投资须谨慎。", Role.DISCLAIMER),
        ("本文仅供参考，不构成投资建议。", Role.DISCLAIMER),
        ("某市园区引进项目80个，涉及多个领 更多", Role.RELATED),
        ("某市园区引进项目80个 [详细]", Role.RELATED),
        ("[延伸阅读] 某市园区引进项目80个，谁是下一个？", Role.RELATED),
        ("▼延伸阅读  恒指收报26,908点", Role.RELATED),
        ("◎更多地方新闻：某市园区引进项目80个", Role.RELATED),
        ("猜你想看：某市园区引进项目80个", Role.RELATED),
        ("编辑推介：某区楼盘减80万沽", Role.RELATED),
        ("【延伸】一图读懂：某区12条措施", Role.RELATED),
        ("↓ 扫码看直播回放(已有12.3万人观看)", Role.FURNITURE),
        ("A A A 分享 WhatsApp 赞好 58", Role.FURNITURE),
        ("【更多业绩消息】下载App即睇 5分钟掌握大市焦点", Role.FURNITURE),
        ("▼按图看园区最新面貌（12张）▼", Role.FURNITURE),
        ("【投票】你看好哪个园区？园区甲46%", Role.FURNITURE),
    ],
)
def test_a_line_of_the_page_between_paragraphs_is_told_apart(line: str, role: Role) -> None:
    raw = f"{BEFORE}\n{line}\n{BEHIND}"
    document = read_text(raw)
    assert [p.role for p in document.paragraphs] == [Role.BODY, role, Role.BODY]


@pytest.mark.parametrize(
    "line",
    [
        "记者：去年出台了行动计划，请问今年有哪些举措？",
        "图书馆新增藏书三万册，读者达到九十万人次。",
        "文化产业增加值占全市的一成。",
        "分享经济平台企业增至40家，营业收入8亿元。",
        "会上发布的报告仅供内部参考使用，列出企业20家。",
        "浏览园区展厅后，来宾与30家企业洽谈。",
        "时间紧、任务重，专班用60天完成了征迁。",
        "数据来源于120家规模以上企业。",
        "编辑部主任说，全年刊发稿件3000篇。",
        "现场签约项目12个。",
    ],
)
def test_prose_that_begins_like_page_furniture_is_body(line: str) -> None:
    raw = f"{BEFORE}\n{line}\n{BEHIND}"
    assert {p.role for p in read_text(raw).paragraphs} == {Role.BODY}


@pytest.mark.parametrize("heading", ["▼ 點擊睇更多 ▼", "↓看更多", "立即閱讀更多"])
def test_headlines_below_an_invitation_to_see_more_are_no_prose(heading: str) -> None:
    links = "母基金百億細節一文看清\n港區首3座大樓入伙"
    raw = f"{BEFORE}\n{BEFORE}\n{heading}\n{links}\n{BEHIND}\n{BEFORE}"
    roles = [p.role for p in read_text(raw).paragraphs]
    assert roles[2:] == [*[Role.RELATED] * 3, Role.BODY, Role.BODY]


def test_a_line_that_repeats_the_headline_is_furniture() -> None:
    title = "无锡新增医疗器械企业30家"
    raw = f"{title}\n来源：无锡日报\n{title}\n今年，无锡新增医疗器械企业30家，总数达到600家。"
    roles = [p.role for p in read_text(raw).paragraphs]
    assert roles == [Role.HEADLINE, Role.BYLINE, Role.FURNITURE, Role.BODY]


def test_a_table_and_a_lyric_are_body_throughout() -> None:
    for raw in ("年份 产值\n2021年 300亿元\n2022年 350亿元", "春风吹过\n一江水\n花开三两枝"):
        assert all(p.role in BODY_ROLES for p in read_text(raw).paragraphs)


def test_a_list_of_other_articles_ends_where_the_next_section_begins() -> None:
    lines = (
        BEFORE,
        "01",
        BEFORE,
        "往期推荐",
        "某市超级工厂开工",
        "02",
        "不止口罩",
        "不，往高处走。",
    )
    roles = [p.role for p in read_text("\n".join(lines)).paragraphs]
    assert roles[4] is Role.RELATED
    assert Role.RELATED not in roles[5:]


def test_a_line_that_ends_in_a_semicolon_is_no_headline_of_another_article() -> None:
    lines = (BEFORE, "往期推荐", "某市超级工厂开工", "手握产品注册证2986张，其中三类证76张；")
    roles = [p.role for p in read_text("\n".join(lines)).paragraphs]
    assert roles[2:] == [Role.RELATED, Role.BODY]


def test_a_list_of_other_articles_that_counts_its_own_is_no_section() -> None:
    sections = ("1", BEFORE, "2", BEFORE)
    others = ("往期推荐", "1", "某市超级工厂开工", "2", "某区签约", "3", "某县药厂投产")
    lines = (*sections, *others, BEFORE, BEFORE)
    roles = [p.role for p in read_text("\n".join(lines)).paragraphs]
    assert [roles[number] for number in (6, 8, 10)] == [Role.RELATED] * 3
    assert roles[-2:] == [Role.BODY] * 2


def test_a_last_paragraph_that_ends_in_brackets_is_part_of_the_article() -> None:
    lines = (
        BEFORE,
        "论坛累计参会4500余人次,促成合作62项。(完)",
        "【编辑:某某】",
        "分享让更多人看到",
    )
    roles = [p.role for p in read_text("\n".join(lines)).paragraphs]
    assert roles[1] is Role.BODY


@pytest.mark.parametrize(
    "line",
    ["【推荐视频】3分钟看懂新政  【热点】某市新增2例", "【直播预告】5月8日19:30 已有1563人预约"],
)
def test_a_labelled_line_between_paragraphs_leads_elsewhere(line: str) -> None:
    roles = [p.role for p in read_text(f"{BEFORE}\n{line}\n{BEFORE}").paragraphs]
    assert roles == [Role.BODY, Role.RELATED, Role.BODY]
