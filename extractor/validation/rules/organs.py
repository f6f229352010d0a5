"""Names of agencies: of which place and kind one is, and whether two may be the same one or of the same line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extractor.patterns import Pattern

_PLACE = Pattern(
    r"[^\W\d_和]{2,7}?(?:自治州|自治县|自治旗|自治区|地区|林区|省|市|州|盟|县|区|旗|镇|(?<!城)乡|街道)(?![局委办厅场域划])"
)
_LEVEL_ONLY = Pattern(r"^(?:本|我)?[省市州盟县区旗镇乡](?=[一-龥])")
_BUREAU = Pattern(r"(?:[一-龥]{2}[局厅委]|委员会)$")
_TOWN = Pattern(r"(?:[一-龥]{2}(?:镇|乡|街道)(?:人民政府)?|街道办事处|办事处)$")
_GOVERNMENT = Pattern(r"(?:人民政府|政府办公[厅室]|人民政府办公[厅室])$")
_ZONE = Pattern(r"(?:开发|实验|高新|示范|合作|管理|园|新|景|保税|港|技术|度假|自贸|工业)区$")


@dataclass(frozen=True)
class Organ:
    """A name of an agency taken apart.

    Attributes:
        places: The places it begins with, the largest first.
        core: What is left: 财政局, 人民政府.
        kind: `bureau`, `town` or `government`; None for any other.
    """

    name: str
    places: tuple[str, ...]
    core: str
    kind: str | None


@lru_cache(maxsize=256)
def take_apart(name: str) -> Organ:
    """Return a name in its parts; a place that is only called 县 or 我市 counts as none."""
    places, rest = [], name
    while (match := _PLACE.match(rest)) is not None:
        places.append(match[0])
        rest = rest[match.end() :]
    return Organ(name, tuple(places), _LEVEL_ONLY.sub("", rest), _kind(name))


def _kind(name: str) -> str | None:
    for kind, pattern in (("town", _TOWN), ("government", _GOVERNMENT), ("bureau", _BUREAU)):
        if pattern.search(name):
            return kind
    return None


def _within(short: str, long: str) -> bool:
    """Return whether a name abbreviates another: its characters stand in it in their order, as 工信局 does."""
    rest = iter(long)
    return all(char in rest for char in short)


def is_other_place(named: Organ, issuer: Organ) -> bool:
    """Return whether a name begins with another place of the same level: 甲县 where the issuer is of 乙县."""
    if not named.places or not issuer.places:
        return False
    place = named.places[-1]
    same_level = [own for own in issuer.places if own[-1] == place[-1] and not _ZONE.search(own)]
    known = any(place.endswith(own) or own.endswith(place) for own in issuer.places)
    return bool(same_level) and not known and not _ZONE.search(place)


def is_other_agency(named: Organ, issuer: Organ) -> bool:
    """Return whether a name is that of another bureau than the issuing bureau, neither short for nor part of it."""
    if named.kind != "bureau" or issuer.kind != "bureau":
        return False
    if _within(named.name, issuer.name) or _within(issuer.name, named.name) or _within(named.core, issuer.name):
        return False
    return named.core[:2] != issuer.core[:2]


def belongs_to(issuer: Organ, level: str) -> bool:
    """Return whether a place of a level (县, 区) stands in the issuer's name, zones aside."""
    return any(place[-1] == level and not _ZONE.search(place) for place in issuer.places)
