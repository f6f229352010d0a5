"""Invented places, offices and contacts."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_PROVINCES = ("云岭省", "沧澜省", "霁原省", "栖川省", "砚海省")
_FIRST = "霁芷荻棠岫笙苇蘅樾砺漪澹箬荇苓湄璟屺柳青"
_SECOND = "泽坪屿川原陂浦岭湖溪河桥沚洲埭峪"
_REAL = frozenset(
    {"菱湖", "棠溪", "苇河", "棠湖", "柳河", "柳溪", "柳桥", "柳川", "柳湖", "柳洲", "芷溪", "荻浦", "荻溪"}
    | {"青浦", "青川", "青原", "青溪", "青岭", "青洲", "青河", "青湖", "青屿"}
)
"""Names of the pool that are, or may be, real places."""

_BUREAUS = (
    "商务局",
    "教育局",
    "财政局",
    "住房和城乡建设局",
    "农业农村局",
    "文化广电旅游局",
    "市场监督管理局",
    "水务局",
    "应急管理局",
    "人力资源和社会保障局",
    "医疗保障局",
    "统计局",
    "自然资源局",
    "交通运输局",
    "民政局",
    "司法局",
    "审计局",
    "信访局",
    "林业局",
    "卫生健康局",
    "发展和改革局",
    "工业和信息化局",
    "城市管理局",
    "退役军人事务局",
    "行政审批服务局",
)
_ROADS = ("和畅路", "清晏街", "望岫大道", "长荻路", "临沚街", "听箬巷")


@dataclass(frozen=True)
class Issuer:
    """A fictional issuer.

    Attributes:
        name: Name as the title prints it.
        short: How the prose calls it: 我局, 我县, 本街道.
        size: 0 a township or small bureau, 1 a busy bureau, 2 a county or city government, 3 a large city.
        address: Postal address, invented.
        phone: A number that can't be dialled.
        email: An address under the reserved example domain.
        site: A host under the reserved example domain.
        area: The place the issuer governs or belongs to.
    """

    name: str
    short: str
    size: int
    address: str
    phone: str
    email: str
    site: str
    area: str


def _place(rng: Random) -> str:
    while True:
        name = rng.choice(_FIRST) + rng.choice(_SECOND)
        if name not in _REAL:
            return name


def make_issuer(rng: Random) -> Issuer:
    """Return an issuer of a random level; townships and bureaus are the most frequent, as in reality."""
    province, city, county = rng.choice(_PROVINCES), _place(rng) + "市", _place(rng) + rng.choice("县县区")
    town = _place(rng)
    kind = rng.choices(("bureau", "town", "street", "county", "city", "city_bureau"), (45, 18, 8, 12, 5, 12))[0]
    name, short, size, area = {
        "bureau": (county + rng.choice(_BUREAUS), "我局", rng.choice((0, 0, 1)), county),
        "town": (county + town + "镇人民政府", "我镇", 0, county),
        "street": (county + town + "街道办事处", "本街道", 0, county),
        "county": (county + "人民政府", "全" + county[-1], 2, county),
        "city": (city + "人民政府办公室", "全市", 3, city),
        "city_bureau": (city + rng.choice(_BUREAUS), "我局", rng.choice((0, 1, 2)), city),
    }[kind]
    if kind in ("bureau", "town", "county") and rng.random() < 0.25:
        name = city + name
    number = rng.randint(1000, 9999)
    return Issuer(
        name,
        short,
        size,
        f"{province}{city}{county if area == county else ''}{rng.choice(_ROADS)}{rng.randint(1, 320)}号",
        f"0000-555{number}",
        f"zwgk{number}@office.example.com",
        "www.gov.example.com",
        area,
    )
