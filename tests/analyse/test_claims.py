"""Claims on the seeds with intervals worked out by hand, and the same rules on unseen articles."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from rivals import CHANGPING, HANGZHOU, ROOT, SUZHOU_SPRING, SUZHOU_SUMMER, WUXI, write
from samples import firms_of, money, statement, study_with

from study.analyse import Study, claims, implied, load
from study.analyse.claims import COLUMNS
from study.analyse.series import series
from study.lexicon.figures import LANGUAGES


@pytest.fixture(scope="module")
def seeds() -> Study:
    return load(ROOT / "seeds")


@pytest.fixture(scope="module")
def of_seeds(seeds: Study) -> pd.DataFrame:
    return claims(seeds)


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Study:
    folder = tmp_path_factory.mktemp("elsewhere")
    return load(write(folder, SUZHOU_SPRING, SUZHOU_SUMMER, WUXI, HANGZHOU))


@pytest.fixture(scope="module")
def of_elsewhere(elsewhere: Study) -> pd.DataFrame:
    return claims(elsewhere)


def quotes(study: Study, ids: list[str]) -> list[str]:
    said = study.facts.set_index("fact_id").stated
    return [said[each] for each in ids]


def claim(study: Study, table: pd.DataFrame, rule: str, *stated: str) -> Any:  # noqa: ANN401
    """The only claim of a rule that rests on just these quotes."""
    found = [
        row
        for row in table[table.rule == rule].itertuples()
        if sorted(quotes(study, row.fact_ids)) == sorted(stated)
    ]
    assert len(found) == 1, f"{len(found)} claims {rule} on {stated}"
    return found[0]


def bounds(row: Any) -> tuple[float, ...]:  # noqa: ANN401 - a row of claims
    return (row.left_low, row.left_high, row.right_low, row.right_high)


# By hand: verdict, relation, and the bounds of both sides (None: no article states it).
SEED_CLAIMS = [
    ("alike", ("9761亿元", "9761亿元"), "agree", "=", (9761e8, 9761e8, 9761e8, 9761e8)),
    ("later", ("85家", "87家"), "cannot tell", "=", (85, 85, 87, 87)),
    ("members", ("10家", "10个", "51个"), "cannot tell", "=", (10, 10, 10, 10)),
    ("members", ("10个", "51个"), "agree", "≤", (10, 10, 51, 51)),
    # 28 / 0.4 = 70 in November 2024; 78 - 6 = 72 at the end of that year.
    ("share", ("28个", "40%", "6个", "78个"), "agree", "≤", (70, 70, 72, 72)),
    # 28 / 0.1 = 280; 78 / 0.3 = 260 and 78 / 0.2 = 390.
    ("share", ("28个", "10%", "78个", "近三成"), "agree", "≤", (280, 280, 260, 390)),
    ("new", ("6个", "78个"), "agree", "≤", (6, 6, 78, 78)),
    # 18 / 0.055 = 327.3 and 18 / 0.045 = 400, in whole approvals.
    ("share", ("18个", "约占全国的1/20"), "cannot tell", "=", (328, 400, None, None)),
    ("names", ("12个",), "agree", "=", (12, 12, 12, 12)),
    ("names", ("八场",), "agree", "=", (8, 8, 8, 8)),
    # 910 / 800 = 1.1375 and 910 / 700 = 1.3.
    ("growth", ("10%", "接近800亿元", "910亿元"), "cannot tell", "=", (13.75, 30, 10, 10)),
    ("every_year", ("126亿元", "超过120亿"), "agree", "=", (126e8, 126e8, 120e8, 130e8)),
    ("within", ("910亿元", "9761亿元"), "agree", "≤", (910e8, 910e8, 9761e8, 9761e8)),
    ("ranking", ("12家",), "cannot tell", "≤", (12, 12, 100, 100)),
    ("ranking", ("10家", "51个"), "cannot tell", "≤", (10, 10, 51, 51)),
]


@pytest.mark.parametrize(("rule", "stated", "verdict", "relation", "sides"), SEED_CLAIMS)
def test_the_claims_of_the_seeds(  # noqa: PLR0913, PLR0917 - a case is made of these
    seeds: Study,
    of_seeds: pd.DataFrame,
    rule: str,
    stated: tuple[str, ...],
    verdict: str,
    relation: str,
    sides: tuple[float | None, ...],
) -> None:
    row = claim(seeds, of_seeds, rule, *stated)
    assert (row.verdict, row.relation) == (verdict, relation)
    assert bounds(row) == pytest.approx(
        [float("nan") if x is None else x for x in sides], nan_ok=True
    )


def test_no_seed_contradicts_another(of_seeds: pd.DataFrame) -> None:
    assert list(of_seeds[of_seeds.verdict == "conflict"].arithmetic) == []


def test_the_twelve_projects_are_named_in_three_passages(
    seeds: Study, of_seeds: pd.DataFrame
) -> None:
    words = claim(seeds, of_seeds, "names", "12个").arithmetic
    assert "in 3 passages" in words
    assert "唯源立康中国总部" in words
    assert "嘉吉亚太生产线扩建项目" in words


def test_names_of_forums_come_whole(seeds: Study, of_seeds: pd.DataFrame) -> None:
    words = claim(seeds, of_seeds, "names", "八场").arithmetic
    assert "先进医学装备创新发展论坛" in words
    assert "中俄医药人才培养与市场准入研讨大会" in words
    whole = claim(seeds, of_seeds, "names", "四场").arithmetic
    assert "药物研发论坛暨中关村生命科学园发展论坛" in whole


def test_the_average_is_counted_back_to_its_base_year(seeds: Study, of_seeds: pd.DataFrame) -> None:
    row = claim(seeds, of_seeds, "growth", "10%", "接近800亿元", "910亿元")
    assert "2020" in row.arithmetic
    assert "68.37" in row.arithmetic  # 91 bn over 1.1 to the third


def test_implied_totals_are_rows_of_their_own(seeds: Study) -> None:
    table = implied(seeds)
    assert set(table.kind) == {"implied"}
    found = {
        (row.place, row.indicator, str(row.as_of.date())): (row.low, row.high)
        for row in table.itertuples()
    }
    assert found["北京市", "approved_devices", "2024-11-22"] == (70, 70)
    assert found["北京市", "approved_devices", "2024-12-31"] == (72, 72)
    assert found["全国", "approved_devices", "2024-11-22"] == (280, 280)
    assert found["全国", "approved_devices", "2025-04-15"] == (260, 390)
    assert found["全国", "clinical_approvals", "2024-11-22"] == (328, 400)
    assert not set(table.fact_ids.map(len)) & {0}


# The same rules on cities the study has never read.
ELSEWHERE = [
    ("same", ("2500亿元", "2480亿元"), "conflict", (2480e8, 2480e8, 2500e8, 2500e8)),
    ("growth", ("2000亿元", "2500亿元", "10%"), "conflict", (25, 25, 10, 10)),
    ("within", ("2500亿元", "2600亿元"), "conflict", (2600e8, 2600e8, 2500e8, 2500e8)),
    ("share", ("30个", "60%", "45个"), "conflict", (50, 50, 45, 45)),
    ("new", ("5个", "45个"), "agree", (5, 5, 45, 45)),
    ("ranking", ("12家", "15家"), "conflict", (15, 15, 12, 12)),
    ("names", ("五场",), "conflict", (4, 4, 5, 5)),
    ("names", ("3个",), "agree", (3, 3, 3, 3)),
    ("parts", ("4000余家", "40家"), "agree", (40, 40, 4000, 5000)),
    # 1095 over 1000 and 1105 would be 9.5 and 10.5; 约1100 is 1050 to 1150.
    ("growth", ("1000亿元", "约1100亿元", "10%"), "agree", (5, 15, 10, 10)),
    ("new", ("4个", "20个"), "agree", (4, 4, 20, 20)),
    ("ranking", ("25个", "41个"), "agree", (25, 25, 41, 41)),
    ("within", ("近600亿元", "约1100亿元"), "agree", (500e8, 600e8, 1050e8, 1150e8)),
]


@pytest.mark.parametrize(("rule", "stated", "verdict", "sides"), ELSEWHERE)
def test_the_rules_fire_on_unseen_articles(  # noqa: PLR0913, PLR0917 - a case is made of these
    elsewhere: Study,
    of_elsewhere: pd.DataFrame,
    rule: str,
    stated: tuple[str, ...],
    verdict: str,
    sides: tuple[float, ...],
) -> None:
    row = claim(elsewhere, of_elsewhere, rule, *stated)
    assert row.verdict == verdict
    assert bounds(row) == pytest.approx(sides)


def test_nothing_else_contradicts_itself_elsewhere(of_elsewhere: pd.DataFrame) -> None:
    expected = sum(verdict == "conflict" for _, _, verdict, _ in ELSEWHERE)
    conflicts = of_elsewhere[of_elsewhere.verdict == "conflict"]
    assert len(conflicts) == expected, list(conflicts.arithmetic)
    assert list(of_elsewhere.verdict[: len(conflicts)]) == ["conflict"] * len(conflicts)


def test_an_article_that_contradicts_a_seed_makes_just_that_conflict(
    tmp_path: Path, of_seeds: pd.DataFrame
) -> None:
    both = load([ROOT / "seeds", *write(tmp_path, CHANGPING)])
    found = claims(both)
    conflicts = found[found.verdict == "conflict"]
    assert len(conflicts) == 1
    row = conflicts.iloc[0]
    assert (row.rule, row.place, row.indicator) == ("same", "昌平区", "revenue")
    assert bounds(row) == pytest.approx((910e8, 910e8, 960e8, 960e8))
    assert quotes(both, row.fact_ids) == ["910亿元", "960亿元"]
    twice = claim(both, found, "same", "9761亿元", "9761亿元")
    assert twice.verdict == "agree"
    assert len(found) > len(of_seeds)


@pytest.mark.parametrize(
    "other",
    [
        {"place": "通州区"},
        {"industry": "医疗器械"},
        {"unit": "USD"},
        {"status": "target"},
        {"subject": "全口径收入"},
        {"year": 2022},
        {"start": date(2023, 1, 1), "end": date(2023, 6, 30)},
        {"indicator": "output_value", "subject": "产值"},
    ],
)
def test_numbers_of_different_scope_never_conflict(other: dict[str, Any]) -> None:
    plain = {"place": "昌平区", "industry": "医药健康", "subject": "收入"}
    one = money("910亿元", 910, **plain)
    two = money("960亿元", 960, **{**plain, **other, "article": "200"})
    table = claims(study_with(one, two))
    assert table[table.verdict == "conflict"].empty


@pytest.mark.parametrize(
    ("quote", "value", "qualifier", "verdict"),
    [
        ("960亿元", 960, "exact", "conflict"),
        ("909.6亿元", 909.6, "exact", "agree"),  # rounded, it is 910
        ("超900亿元", 900, "over", "agree"),
        ("超700亿元", 700, "over", "conflict"),
        ("超800亿元", 800, "over", "cannot tell"),  # nobody says so of 910, but it is true
        ("约950亿元", 950, "about", "conflict"),
        ("不低于600亿元", 600, "at_least", "agree"),
        ("近千亿元", 1000, "nearly", "agree"),
    ],
)
def test_words_widen_a_number_just_so_far(
    quote: str, value: float, qualifier: str, verdict: str
) -> None:
    plain = {"place": "昌平区", "industry": "医药健康", "subject": "收入"}
    one = money("910亿元", 910, **plain)
    two = money(quote, value, qualifier=qualifier, article="200", **plain)
    table = claims(study_with(one, two))
    assert list(table.verdict) == [verdict]


def test_scale_and_revenue_that_differ_tell_nothing() -> None:
    plain = {"place": "昌平区", "industry": "医药健康"}
    one = money("910亿元", 910, subject="收入", **plain)
    two = money("960亿元", 960, indicator="industry_scale", subject="规模", article="2", **plain)
    assert list(claims(study_with(one, two)).verdict) == ["cannot tell"]


def test_a_count_of_firms_may_fall_and_a_cumulative_one_may_not() -> None:
    early = {"start": date(2024, 1, 31), "end": date(2024, 1, 31)}
    late = {"start": date(2025, 1, 31), "end": date(2025, 1, 31), "article": "200"}
    firms = study_with(firms_of("90家", 90, **early), firms_of("80家", 80, **late))
    assert list(claims(firms).verdict) == ["cannot tell"]
    device = {"unit": "count", "indicator": "approved_devices", "subject": "创新医疗器械"}
    devices = study_with(
        statement("累计90个", 90, **device, **early), statement("累计80个", 80, **device, **late)
    )
    assert list(claims(devices).verdict) == ["conflict"]


def test_two_subjects_of_one_article_are_two_things() -> None:
    both = [
        firms_of("12家", 12, indicator="enterprises.ranked", subject="企业"),
        firms_of("30家", 30, indicator="enterprises.ranked", subject="企业"),
    ]
    assert claims(study_with(*both)).empty


def test_claims_of_nothing_have_their_columns() -> None:
    nothing = claims(study_with())
    assert tuple(nothing.columns) == COLUMNS
    assert nothing.empty
    assert implied(study_with()).empty


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_claim_tells_its_arithmetic(seeds: Study, language: str) -> None:
    table = claims(seeds, language)
    assert table.claim.is_unique
    assert all(table.arithmetic.str.len() > 15)
    assert not table.arithmetic.str.contains("{", regex=False).any()
    assert set(seeds.facts.fact_id) >= {each for ids in table.fact_ids for each in ids}


def test_series_never_mix_kinds_of_number_or_targets(seeds: Study) -> None:
    table = series(seeds)
    for _, rows in table.groupby("series"):
        for name in ("place", "industry", "indicator", "unit", "nature"):
            assert rows[name].nunique() == 1
        assert rows.status.eq("actual").nunique() == 1
    devices = table[(table.place == "北京市") & (table.indicator == "approved_devices")]
    natures = dict(zip(devices.stated, devices.nature, strict=True))
    assert natures == {"6个": "flow", "78个": "cumulative"}


def test_sources_of_one_point_stand_side_by_side(tmp_path: Path) -> None:
    table = series(load([ROOT / "seeds", *write(tmp_path, CHANGPING)]))
    point = table[table.stated.isin(["910亿元", "960亿元"])]
    assert point.series.nunique() == 1
    assert list(point.sources_of_point) == [2, 2]
