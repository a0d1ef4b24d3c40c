"""Studies that strain a figure: crowded, contradictory, long-winded, negative, single."""

from __future__ import annotations

from datetime import date

from samples import Statement, firms_of, money, statement, study_with

from study.analyse import Study

PLACES = (
    "北京市",
    "昌平区",
    "通州区",
    "上海市",
    "浦东新区",
    "苏州工业园区",
    "广州国际生物岛",
    "成都天府国际生物城",
    "香港",
    "北京城市副中心创新医疗孵化器",
    "某某国际生命科学与数字医疗创新发展先行示范区",
)
KINDS = ("listed", "specialised", "little_giant", "unicorn", "above_scale", "tenant")
QUALIFIERS = ("exact", "about", "nearly", "over", "at_least", "at_most", "range")


def crowded() -> Study:
    """Every qualifier and status at many places, with long names and several sources."""
    said: list[Statement] = []
    for number, place in enumerate(PLACES):
        qualifier = QUALIFIERS[number % len(QUALIFIERS)]
        article = f"{100 + number % 4}"
        value = 7 * 3 ** (number % 8) + number
        ends = {"low": value * 0.9, "high": value * 1.1} if qualifier == "range" else {}
        said += [
            money(
                f"约{value}亿元左右的全口径规模以上总收入" if number == 4 else f"{value}亿元",
                value,
                place=place,
                qualifier=qualifier,
                article=article,
                year=2020 + number % 3,
                **{name: end * 1e8 for name, end in ends.items()},
            ),
            money(f"{2 * value}亿元", 2 * value, place=place, status="target", year=2027),
            *_counts(place, number, article),
        ]
    return study_with(*said)


def _counts(place: str, number: int, article: str) -> list[Statement]:
    day = date(2024, 1 + number % 12, 15)
    return [
        firms_of(
            f"{count}家",
            count,
            place=place,
            indicator=f"enterprises.{kind}",
            industry="细胞与基因治疗" if at % 2 else "",
            qualifier=QUALIFIERS[at],
            start=day,
            end=day,
            article=article,
        )
        for at, kind in enumerate(KINDS)
        if (number + at) % 3
        for count in (3 + number * 97 + at * 11, 9 + number * 131)[: 1 + number % 2]
    ]


def contradictory() -> Study:
    """Two articles that state different numbers of the same point."""
    return study_with(
        money("910亿元", 910, place="昌平区"),
        money("980亿元", 980, place="昌平区", article="200"),
        firms_of("17家", 17, place="昌平区"),
        firms_of("23家", 23, place="昌平区", article="200"),
    )


def shrinking() -> Study:
    """Growth below zero, stated and implied."""
    fall = statement(
        "-8.5%", -8.5, unit="%", indicator="growth_rate", subject="产值", of="同比", year=2023
    )
    levels = [
        money(f"{value}亿元", value, indicator="output_value", year=year)
        for year, value in ((2021, 400), (2022, 350), (2023, 120))
    ]
    return study_with(fall, *levels)


def single() -> Study:
    """One level, one count."""
    return study_with(money("9亿元", 9), firms_of("1家", 1))


def aims_only() -> Study:
    """Targets and no actual level, one without year."""
    return study_with(
        money("1000亿元", 1000, status="target", year=2030),
        money("千亿级", 1000, status="target", year=None, place="昌平区"),
        firms_of("超500家", 500, status="target", qualifier="over", year=2030),
    )


CROWDS = {each.__name__: each for each in (crowded, contradictory, shrinking, single, aims_only)}
