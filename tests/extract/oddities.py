"""Texts that are no articles, and the scraps of which no writer would make one."""

from __future__ import annotations

_CHARACTERS = (
    "0123456789零〇一二两三四五六七八九十百千万亿兆半几余多来点.,，、。:：/%‰-—~至到第前近超约翻番倍"
    "成分之年月日季度周天时岁元家个项名级层上下内底末初起今去明同本自截《》“”（）■\n\t\u3000\u200b"
)
_WORDS = """
一九 二〇二三 2024 1999 2077 00 000 1,000 １２ ³ ½ ٣ ① 1e9 万亿 个百分点 百分之 分之 左右 以上 以内
至少 不超过 平方米 公顷 平方公里 亩 工作日 个月 季度 上半年 前三季度 十四五 “十五五”期间 截至
截至目前 去年 前年 明年 同期 近三年 未来3—5年 2月30日 13月 32日 0年 2024年2月29日 第一季度 1:0 0:0
1/0 0/0 0分之0 翻0番 零成 1-1 9-2 2000-1999年 北京市 朝阳区 昌平 全市 全区 园区 东区 我国 港元 美元
亿元人民币 产值 营业收入 同比增长 占全国 分别为 其中 论坛 2024年论坛 力争 计划 目标 企业 上市 项目
签约 面积 审批 <b> </p> &nbsp; http://a.b
"""

# What numerals, units, periods and places are made of.
SCRAPS = (*_CHARACTERS, "\r\n", *_WORDS.split())

_ENGLISH = "In 2024 the park was home to 320 firms, up 16.6% on a year; output: $1.25 trillion."
_LYRICS = "一闪一闪亮晶晶 满天都是小星星 三轮车跑得快 上面坐个老太太 要五毛给一块 你说奇怪不奇怪"
_CODE = """\
for i in range(0x10):
    total += prices[i] * 1.05  # 第3行
return {'n': 12, 'm': 3.5e8}
"""
_TABLE = """\
年份|产值(亿元)|增速(%)|企业(家)
2021|910|10.0|120
2022|1,001|—|135
合计||16.6|
"""

NOT_ARTICLES = {
    "empty": "",
    "empty lines": "\n\n \n\t\n\u3000\n\r\n",
    "one character": "一",
    "one digit": "7",
    "digits": "3" * 5000,
    "numerals": "一二三四五六七八九十百千万亿" * 300,
    "dashes": "1-" * 3000,
    "brackets": "（(《“" * 500,
    "years": "2024年" * 500,
    "code": _CODE,
    "english": f"{_ENGLISH}\n" * 20,
    "lyrics": _LYRICS.replace(" ", "\n"),
    "table": _TABLE * 10,
    "csv": "doc,value,unit\na,1.5,CNY\nb,,%\n" * 50,
    "json": '{"value": 12, "unit": "家", "of": ["全国", null], "n": -0.5}\n' * 20,
    "log": "2024-02-30 25:61:61,999 ERROR [main] 127.0.0.1:8080 took 35ms (3/5)\n" * 20,
    "formula": "E=mc²，∑xᵢ÷n≈3.14159…，5℃~8℃，1×2×3=6，≥95%±0.5%",
    "phone book": "张三 010-62345678 13800138000\n李四 0755-8888 8888 转 302\n",
    "dates of eras": "民國一百一十三年二月三十日、光緒二十四年、昭和五十年",
    "astral": "𠀀𠮷𝟙𝟚𝟛😀👨‍👩‍👧‍👦🇨🇳" * 50,
    "many scripts": "\u202eabc12\u202c٣٤٥ مرحبا ۱۲۳ שלום १२३",
    "no end": "到2026年，力争全区医药健康产业规模突破" * 400,
}
