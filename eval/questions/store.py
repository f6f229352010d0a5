"""The store the questions are about: 400 fictional reports of 84 issuers, 2020 to 2024, read by the real pipeline."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from eval.synth.issuers import Issuer
from eval.synth.model import SyntheticReport
from eval.synth.plan import Harm
from eval.synth.series import OPEN_LAYOUTS, Special, generate_series
from extractor.config import DATABASE_FILE
from extractor.pipeline import process
from extractor.storage import ReportStore, open_store
from extractor.storage.encode import Entry
from extractor.version import __version__

FOLDER = Path(__file__).parent
YEARS = tuple(range(2020, 2025))
FIRST_SEED = 8_100_000
"""Each issuer takes the next one; these seeds are used nowhere else."""
STORE = DATABASE_FILE
"""File name in the data folder."""
CONFLICTS = {("霁川市民政局", 2022), ("澹原市统计局", 2023)}
"""Reports whose prose states three applications more than their table."""
_SHORT = {"city": "全市", "county": "全$", "town": "我镇", "street": "本街道"}
_BATCH = 50
_DAY = 86_400
_PAGE_MARK = re.compile(r"[-—]\d+[-—]")


@dataclass(frozen=True)
class Body:
    """An issuer of the store.

    Attributes:
        name: As its reports print it.
        city: In which city it lies.
        county: In which district or county; empty for the city's own offices.
        kind: city, city_department, county, county_department, town or street.
        size: 0 to 3, as the generator understands it.
        gaps: Years without a report.
    """

    name: str
    city: str
    county: str
    kind: str
    size: int
    gaps: frozenset[int]


@dataclass(frozen=True)
class Made:
    """A generated report and what is in it."""

    issuer: str
    year: int
    report: SyntheticReport

    @property
    def id(self) -> str:
        """Return the id the report gets in a store."""
        return hashlib.sha256(self.report.data).hexdigest()[:16]

    @property
    def gold(self) -> dict[str, Any]:
        """Return what a correct extraction gives."""
        return self.report.gold


def plain(text: str) -> str:
    """Return a text as passages are compared: without spaces, line breaks and page marks, half-width."""
    return _PAGE_MARK.sub("", "".join(unicodedata.normalize("NFKC", text).split()))


@lru_cache(maxsize=1)
def bodies() -> dict[str, Body]:
    """Return the issuers by name, in the order of their list."""
    listed = yaml.safe_load((FOLDER / "issuers.yaml").read_text(encoding="utf-8"))
    found = (
        Body(name, city, county, _kind(name, county), size, frozenset(gaps))
        for city, counties in listed.items()
        for county, names in counties.items()
        for name, (size, *gaps) in names.items()
    )
    return {body.name: body for body in found}


def _kind(name: str, county: str) -> str:
    if name.endswith("街道办事处"):
        return "street"
    if name.endswith("镇人民政府"):
        return "town"
    level = "county" if county else "city"
    return level if name.endswith("人民政府") else f"{level}_department"


@lru_cache(maxsize=1)
def events() -> dict[str, dict[str, Any]]:
    """Return what single reports tell beyond the generator's sentences, by key: `who`, `year`, `text`."""
    found: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / "events.yaml").read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=1)
def reports() -> dict[tuple[str, int], Made]:
    """Return every report of the store by issuer and year; the same each time."""
    return {(made.issuer, made.year): made for made in _generate()}


def _generate() -> Iterator[Made]:
    for seed, body in enumerate(bodies().values(), FIRST_SEED):
        special = {year: _special(body.name, year) for year in YEARS}
        series = generate_series(
            seed, len(YEARS), noise=0, issuer=_issuer(body), start=YEARS[0], layouts=OPEN_LAYOUTS, special=special
        )
        for year, report in zip(YEARS, series.reports, strict=True):
            if year not in body.gaps:
                yield Made(body.name, year, report)


def _special(name: str, year: int) -> Special:
    also = tuple(event["text"] for event in events().values() if (event["who"], event["year"]) == (name, year))
    return Special(also, frozenset({Harm.PROSE_DISAGREES} if (name, year) in CONFLICTS else ()))


def _issuer(body: Body) -> Issuer:
    short = _SHORT.get(body.kind, "我局").replace("$", body.county[-1:])
    return Issuer(
        name=body.name,
        short=short,
        size=body.size,
        address=f"云岭省{body.city}{body.county}和畅路1号",
        phone="0000-5550100",
        email="zwgk@office.example.com",
        site="www.gov.example.com",
        area=body.county or body.city,
    )


def kept_folder(folder: Path | None = None) -> Path:
    """Return the data folder of the store, built where it isn't kept yet; an index may be kept beside it.

    Args:
        folder: Where such folders are kept; None is one of the system for temporary files.
    """
    kept = (folder or Path(tempfile.gettempdir()) / "nianbao-questions") / _fingerprint()
    if not (kept / STORE).exists():
        kept.mkdir(parents=True, exist_ok=True)
        _forget(kept.parent)
        with tempfile.TemporaryDirectory(dir=kept) as building:
            fresh = Path(building) / STORE
            fill(fresh)
            fresh.replace(kept / STORE)
    return kept


def _forget(parent: Path) -> None:
    """Remove the folders that other versions of the software left and that nobody touched for a day."""
    for folder in parent.iterdir():
        if time.time() - folder.stat().st_mtime > _DAY:
            shutil.rmtree(folder, ignore_errors=True)


def question_store(folder: Path | None = None) -> ReportStore:
    """Return the store of the questions, which the caller closes; the folder is that of `kept_folder`."""
    return open_store(f"sqlite:///{kept_folder(folder) / STORE}")


def fill(path: Path) -> None:
    """Read every report by the real pipeline and save it to a new store at a path."""
    made = list(reports().values())
    with closing(open_store(f"sqlite:///{path}")) as store:
        for start in range(0, len(made), _BATCH):
            store.save_many([_entry(one) for one in made[start : start + _BATCH]])


def _entry(made: Made) -> Entry:
    processed = process(made.report.data, made.report.name)
    return Entry(processed.report, processed.document, made.report.data)


def _fingerprint() -> str:
    """Return a name that changes with anything that decides what is in the store."""
    digest = hashlib.sha256(__version__.encode())
    root = FOLDER.parents[1]
    extractor = (path for path in (root / "extractor").rglob("*.py") if _decides(path.relative_to(root / "extractor")))
    synth = (root / "eval" / "synth").rglob("*.py")
    for path in sorted((*extractor, *synth, *FOLDER.glob("*s.yaml"), Path(__file__))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _decides(path: Path) -> bool:
    """Return whether a module has a part in reading, checking, storing or indexing a report."""
    return path.parts[0] in ("parsing", "extraction", "validation", "schema", "storage", "index", "pipeline.py")
