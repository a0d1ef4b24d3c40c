"""Articles written for the tests: other cities, and one that contradicts a seed."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]

SUZHOU_SPRING = """苏州生物医药产业再上台阶
发布时间：2025-03-10 09:00 来源：姑苏新报

2024年，苏州市生物医药产业产值达到2500亿元，同比增长10%。目前，全市集聚生物医药企业4000余家，其中上市企业40家。

截至目前，苏州工业园区累计获批创新医疗器械30个，占全市的60%。

活动现场，晨曦药业总部、远帆医疗器械基地、云岭细胞治疗中心等3个项目集中签约。大会围绕细胞治疗、核酸药物、医学影像三大方向设置五场平行论坛，分别为细胞治疗论坛、核酸药物论坛、医学影像论坛、产业投资论坛。
"""
SUZHOU_SUMMER = """苏州上半年生物医药成绩单
发布时间：2025-06-20 10:00 来源：江南产业观察

2023年，苏州市生物医药产业产值为2000亿元。今年以来，苏州市新获批创新医疗器械5个，累计获批45个。

2024年苏州市生物医药产业产值2480亿元，苏州工业园区生物医药产业产值2600亿元。

全市12家企业入选国家生物医药创新榜单，数量居全国首位。
"""
WUXI = """无锡生物医药亮出家底
发布时间：2025-07-01 10:00 来源：太湖产业周刊

2024年，无锡市生物医药产业产值近1800亿元。全市15家企业入选国家生物医药创新榜单。

无锡市上市生物医药企业25家。截至目前，无锡市累计获批创新医疗器械18个，约占全国的6%。
"""
# Agrees with the others wherever they constrain it.
HANGZHOU = """杭州生物医药一年回望
发布时间：2025-07-05 10:00 来源：钱塘产业观察

2023年，杭州市生物医药产业产值1000亿元。2024年，杭州市生物医药产业产值约1100亿元，同比增长10%。

截至目前，杭州市累计获批创新医疗器械20个，其中今年新获批4个。在国家公布的41个高端医疗装备示范应用项目中，全市25个项目入选，数量居全国首位。

2024年，钱塘区生物医药产业产值近600亿元。
"""
# Contradicts what the seeds say of Changping's revenue of 2023, and nothing else.
CHANGPING = """昌平区医药健康产业年度观察
发布时间：2025-02-18 10:00 来源：北方医药周刊

2023年，昌平区医药健康产业收入达到960亿元。2023年，北京市医药健康产业总体规模达到9761亿元。
"""


def write(folder: Path, *texts: str) -> list[Path]:
    """Write articles into a folder.

    Returns:
        Their paths, named 901.txt and on.
    """
    paths = []
    for number, text in enumerate(texts, start=901):
        path = folder / f"{number}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths
