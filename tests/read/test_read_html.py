"""Saved web pages: the main text, grounded in the source."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from study.model import BODY_ROLES, Document, Role
from study.read import read_document, read_text

PAGE = """<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>光谷生物城收入2000亿元_江城网</title>
<meta name="PubDate" content="2024-03-05 09:12"><meta name="ContentSource" content="江城日报">
<script>var output = "产值999亿元";</script><style>p{width:30px}</style></head>
<body><div class="nav"><a href="/">首页</a> &gt; <a href="/n">新闻</a> &gt; 正文</div>
<h1>光谷生物城收入突破2000亿元</h1>
<div class="share">分享到: <a>微信</a> <a>微博</a></div>
<div class="article">
<p>　　3月5日，记者从光谷获悉，<b>2023年</b>光谷生物城总收入
达到<span>2&#48;00</span>亿元&mdash;&mdash;同比增长<em>12</em>.5%，
企业总数突破4000家，其中上市企业30余家，产业集聚效应愈发显著。</p>
<p>园区可为企业提供&ldquo;研发&amp;中试&rdquo;平台18个。医<ruby>药<rt>yào</rt></ruby>创新生态不断完善，吸引众多人才前来创业。</p>
<h3>产业集群加快成形</h3>
<p>到2026年，园区力争实现产值3500亿元，年均增速保持在10%以上，<br>并新增高新技术企业500家，
成为重要的创新策源地。</p>
<table><tr><th>年份</th><th>收入</th></tr><tr><td>2022年</td><td>1780亿元</td></tr></table>
</div>
<div class="related"><h4>相关阅读</h4><ul><li><a href="a">某地签约项目88个</a></li>
<li><a href="b">投资99亿元的工厂开工</a></li></ul></div>
<footer><p>江城网 联系电话:027-00000000</p></footer></body></html>
"""


def body(document: Document) -> str:
    return "\n".join(
        document.text[p.start : p.end] for p in document.paragraphs if p.role in BODY_ROLES
    )


def test_the_article_is_found_in_the_page() -> None:
    document = read_text(PAGE)
    assert "2023年光谷生物城总收入达到2000亿元——同比增长12.5%，企业总数突破4000家" in body(document)
    assert "“研发&中试”平台18个。医药创新生态" in body(document)
    assert "年均增速保持在10%以上，并新增高新技术企业500家" in body(document)
    assert "2022年 1780亿元" in body(document)
    for other in ("999", "88个", "99亿", "027", "微信", "首页", "yào"):
        assert other not in body(document)
    assert "999" not in document.text
    assert "投资99亿元的工厂开工" in document.text


def test_roles_title_publisher_and_date_of_the_page() -> None:
    document = read_text(PAGE)
    roles = {document.text[p.start : p.end]: p.role for p in document.paragraphs}
    assert roles["光谷生物城收入突破2000亿元"] is Role.HEADLINE
    assert roles["产业集群加快成形"] is Role.SUBHEADING
    assert document.title == "光谷生物城收入突破2000亿元"
    assert document.publisher == "江城日报"
    assert document.date == date(2024, 3, 5)


def test_every_character_is_grounded_in_the_source() -> None:
    document = read_text(PAGE)
    assert list(document.origin) == sorted(document.origin)
    for words, source in (
        ("达到2000亿元", "达到<span>2&#48;00</span>亿元"),
        ("12.5%", "12</em>.5%"),
        ("医药创新", "医<ruby>药<rt>yào</rt></ruby>创新"),
        ("1780亿元", "1780亿元"),
    ):
        start = document.text.index(words)
        assert document.raw[slice(*document.raw_span(start, start + len(words)))] == source


def test_a_page_in_traditional_script_is_found_too() -> None:
    paragraph = (
        "科學園表示，截至九月底，園區內生命健康公司增至250間，較去年同期多出近兩成，"
        "融資總額逾310億港元。"
    )
    page = (
        "<html><body><h1>科學園公司增至250間</h1>"
        f"<div><p>{paragraph}</p><p>{paragraph[:-1]}！</p></div>"
        "<div class='related'><a href='x'>涉資88億的廠房動工</a></div></body></html>"
    )
    document = read_text(page)
    assert "增至250间" in body(document)
    assert "88亿" not in body(document)


def test_a_page_without_markup_of_a_page_is_text() -> None:
    text = "a < b 且 c > d，企业80家。"
    assert read_text(text).text.endswith("企业80家。")


def test_broken_markup_does_not_raise(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><p>企业80家<div><<p &#xx; &bogus; <!-- 未完", encoding="utf-8")
    assert "企业80家" in read_document(path).text
