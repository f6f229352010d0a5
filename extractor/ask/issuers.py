"""The issuers of a store and how people call them: which one a question means, and when that can't be told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.ask.vocabulary import section
from extractor.parsing.flow import fold
from extractor.storage.levels import Level, level_of
from extractor.storage.scopes import Listed
from extractor.validation.between import issuer_key
from extractor.validation.rules.organs import take_apart

_STREET = re.compile(r"街道(?:办事处)?$")
_BARE = re.compile(r"(?:自治州|自治县|自治旗|自治区|地区|林区|街道|[省市州盟县区旗镇乡])$")


@dataclass(frozen=True)
class Issuer:
    """Who reports.

    Attributes:
        name: As printed, the latest spelling.
        names: Every spelling that folds to the same.
        places: The places of the name, the largest first, a city put before where other names tell it.
        years: Report years in the store.
    """

    name: str
    names: tuple[str, ...]
    level: Level
    places: tuple[str, ...]
    years: tuple[int, ...]


@dataclass
class Directory:
    """The issuers and reports of a store at one moment.

    Attributes:
        issuers: By name.
        reports: By their order in the store.
        superseded: Reports beside which another file of the same issuer and year counts, by their order.
        unplaced: Reports of which no issuer or no year could be read, nor was put in by the review.
        moved: Reports of which the review corrected issuer, year or form, or tried to.
        aliases: What people call an issuer, by how near the full name that is: 0 the full name, 1 a short one.
        places: Names of places → the issuers that lie there.
        years: Report years, the earliest first.
        issuer_of_name: Every spelling → the issuer.
        organs: What departments are called without their place → the issuers that are called so.
    """

    issuers: dict[str, Issuer] = field(default_factory=dict)
    reports: dict[int, Listed] = field(default_factory=dict)
    superseded: frozenset[int] = frozenset()
    unplaced: tuple[Listed, ...] = ()
    moved: tuple[Listed, ...] = ()
    aliases: dict[str, dict[str, int]] = field(default_factory=dict)
    places: dict[str, tuple[str, ...]] = field(default_factory=dict)
    years: tuple[int, ...] = ()
    issuer_of_name: dict[str, str] = field(default_factory=dict)
    organs: dict[str, set[str]] = field(default_factory=dict)

    @property
    def newest(self) -> int | None:
        """Return the newest report year; None for a store without any."""
        return self.years[-1] if self.years else None

    def spellings(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return every printed spelling of some issuers."""
        return tuple(spelling for name in names for spelling in self.issuers[name].names)


def make_directory(listed: Collection[Listed], visible: Collection[str] | None = None) -> Directory:
    """Return the directory of a store.

    Args:
        listed: Every report of the store.
        visible: Names of the issuers whose reports may be read; None is all.
    """
    kept = [report for report in listed if visible is None or report.issuer in visible]
    groups: dict[str, list[Listed]] = defaultdict(list)
    keys: dict[str, str] = {}
    for report in kept:
        if report.issuer:
            key = keys.get(report.issuer) or keys.setdefault(report.issuer, issuer_key(report.issuer))
            groups[key].append(report)
    parents = _parents(group[-1].issuer or "" for group in groups.values())
    directory = Directory(
        reports={report.order: report for report in kept},
        superseded=frozenset(_superseded(groups.values())),
        unplaced=tuple(report for report in kept if report.issuer is None or report.year is None),
        moved=tuple(report for report in kept if report.before is not None or report.doubtful),
        years=tuple(sorted({report.year for report in kept if report.year is not None})),
    )
    for group in groups.values():
        _enter(directory, _issuer(group, parents))
    return directory


def _issuer(group: list[Listed], parents: Mapping[str, str]) -> Issuer:
    name = group[-1].issuer or ""
    places = take_apart(fold(name)).places
    if places and places[0] in parents:
        places = (parents[places[0]], *places)
    return Issuer(
        name=name,
        names=tuple(dict.fromkeys(report.issuer for report in group if report.issuer)),
        level=level_of(name) or Level.OTHER,
        places=places,
        years=tuple(sorted({report.year for report in group if report.year is not None})),
    )


def _parents(names: Iterable[str]) -> dict[str, str]:
    """Return in which city a county lies, where the names of the store say so of one city alone."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in names:
        places = take_apart(fold(name)).places
        for above, place in pairwise(places):
            if above.endswith("市") and place.endswith(("县", "区", "旗", "市")):
                found[place].add(above)
    return {place: above.pop() for place, above in found.items() if len(above) == 1}


def _superseded(groups: Iterable[list[Listed]]) -> Iterator[int]:
    """Yield the reports beside which a later file of the same issuer and year counts."""
    for group in groups:
        by_year: dict[int, list[Listed]] = defaultdict(list)
        for report in group:
            if report.year is not None:
                by_year[report.year].append(report)
        for same in by_year.values():
            yield from (report.order for report in sorted(same, key=lambda report: report.order)[:-1])


def _enter(directory: Directory, issuer: Issuer) -> None:
    directory.issuers[issuer.name] = issuer
    for spelling in issuer.names:
        directory.issuer_of_name[spelling] = issuer.name
    for alias, distance in _aliases(issuer).items():
        known = directory.aliases.setdefault(alias, {})
        known[issuer.name] = min(distance, known.get(issuer.name, distance))
    if issuer.level not in (*_GOVERNED, Level.STREET):
        name = "".join(fold(issuer.name).split()).lower()
        rest = name[sum(map(len, take_apart(name).places)) :]
        for core, _ in _cores(rest, issuer.level):
            if len(core) > 1:
                directory.organs.setdefault(core, set()).add(issuer.name)
    for place in dict.fromkeys(issuer.places):
        directory.places[place] = (*directory.places.get(place, ()), issuer.name)


def _aliases(issuer: Issuer) -> dict[str, int]:
    """Return what people call an issuer; 0 is its name, more is further from it."""
    found: dict[str, int] = {}
    for printed in issuer.names:
        name = "".join(fold(printed).split()).lower()
        found[name] = 0
        places = take_apart(name).places
        rest = name[sum(map(len, places)) :]
        for start in range(len(places)):
            below = places[start:]
            bare = "".join(_BARE.sub("", place) or place for place in below)
            for core, distance in _cores(rest, issuer.level):
                found.setdefault("".join(below) + core, distance + start)
                if core and issuer.level not in _GOVERNED:
                    found.setdefault(bare + core, distance + start + 2)
        if issuer.level in _GOVERNED and places:
            _add_bare(found, places)
        if issuer.level is Level.STREET:
            found |= {core: distance + 2 for core, distance in _cores(rest, issuer.level) if core.startswith(rest[:2])}
        if len(issuer.places) > len(places):
            for alias, distance in list(found.items()):
                if places and alias.startswith(places[0]):
                    found.setdefault(issuer.places[0] + alias, distance)
                    found.setdefault(_BARE.sub("", issuer.places[0]) + alias, distance + 1)
    return {alias: distance for alias, distance in found.items() if len(alias) > 1}


_GOVERNED = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWN)


def _add_bare(found: dict[str, int], places: tuple[str, ...]) -> None:
    """Add the bare name of a place that is governed: 德城 for 德城区; never one character alone."""
    if places:
        bare = _BARE.sub("", places[-1])
        if len(bare) > 1:
            found.setdefault(bare, 4)
            found.setdefault(bare + "政府", 4)


def _cores(core: str, level: Level) -> Iterator[tuple[str, int]]:
    """Yield how the rest of a name behind its places is said, with the distance from the name."""
    yield core, 1
    if level in _GOVERNED:
        yield from (("人民政府", 1), ("人民政府办公室", 1), ("人民政府办公厅", 1), ("政府", 1), ("", 1), ("政府办", 2))
        yield from (("政府办公室", 2), ("政府办公厅", 2))
    if level is Level.STREET:
        stem = _STREET.sub("", core)
        yield from ((stem + "街道办事处", 1), (stem + "街道办", 1), (stem + "街道", 1), (stem + "办事处", 2))
    yield from ((short, 2) for short in section("short_departments").get(core, ()))
    if core.endswith("委员会"):
        yield core.removesuffix("员会"), 2
    if "和" in core:
        yield core.replace("和", ""), 2
