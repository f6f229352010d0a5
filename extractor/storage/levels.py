"""What kind of issuer a name is that of: a government, a town, or a department of one of three levels."""

from __future__ import annotations

import re
from enum import StrEnum

from extractor.validation.rules.organs import take_apart


class Level(StrEnum):
    """Kinds of issuers."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
    STREET = "street"
    PROVINCE_DEPARTMENT = "province_department"
    CITY_DEPARTMENT = "city_department"
    COUNTY_DEPARTMENT = "county_department"
    OTHER = "other"


_STREET = re.compile(r"街道(?:办事处|办|人民政府)?$|(?<!驻.)办事处$")
_TOWN = re.compile(r"(?:镇|乡|苏木)(?:人民政府|政府)?(?:党政)?(?:办公室)?$")
_GOVERNMENT = re.compile(r"(?:人民政府|政府)(?:办公[厅室])?$")
_ZONE = re.compile(r"(?:开发|实验|高新|示范|合作|管理|园|新|景|保税|港|技术|度假|自贸|工业)区$|(?:管理委员会|管委会)$")
_ALWAYS_PROVINCE = ("北京市", "天津市", "上海市", "重庆市")


def level_of(name: str | None) -> Level | None:
    """Return the kind of an issuer, by its name alone; None for a report without one.

    A city that stands behind another city is a county-level one; any other one counts as a city.
    """
    if not name:
        return None
    if _STREET.search(name):
        return Level.STREET
    if _TOWN.search(name):
        return Level.TOWN
    places = take_apart(name).places
    place = places[-1] if places else ""
    if not place or _ZONE.search(name) or _ZONE.search(place):
        return Level.OTHER
    government = _government(places)
    return government if _GOVERNMENT.search(name) or name == "".join(places) else _DEPARTMENTS[government]


def _government(places: tuple[str, ...]) -> Level:
    """Return the level of the last of some places, the largest first."""
    place = places[-1]
    if place.endswith(("省", "自治区")) or place in _ALWAYS_PROVINCE:
        return Level.PROVINCE
    above = any(earlier.endswith(("市", "州", "盟", "地区")) for earlier in places[:-1])
    if place.endswith(("州", "盟", "地区")) or (place.endswith("市") and not above):
        return Level.CITY
    return Level.COUNTY


_DEPARTMENTS = {
    Level.PROVINCE: Level.PROVINCE_DEPARTMENT,
    Level.CITY: Level.CITY_DEPARTMENT,
    Level.COUNTY: Level.COUNTY_DEPARTMENT,
}
