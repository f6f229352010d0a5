"""A store of any size for measuring times: the 400 reports again and again, each time in other places."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count, islice, product
from typing import Any

from sqlalchemy import create_engine

from eval.questions.store import bodies, reports
from extractor.pipeline import process
from extractor.storage import open_store
from extractor.storage.encode import Encoded, Entry, compress, encode
from extractor.storage.engine import writing
from extractor.storage.writer import write_batch

_CHARACTERS = "霁芷荻棠岫笙苇蘅樾砺漪澹箬荇苓湄璟屺泽坪屿川原陂浦岭湖溪河桥沚洲埭峪甸圩墩垛埠岗坞坳峁崮堰闸渠泊汀渚"
"""Two of them make the name of a place, as long as those of the first 400 reports, so that every span stays right."""
_BATCH = 200


@dataclass(frozen=True)
class _Template:
    """A report as the store keeps it, its texts unpacked."""

    encoded: Encoded
    body: str
    text: str


def crowd(url: str, number: int, *, slim: bool = False) -> None:
    """Fill a new store at an SQLAlchemy URL with so many reports; the first 400 are those of the questions.

    Args:
        url: Of the store.
        number: Of reports.
        slim: Without the rows of their values and without the files, for what only reads passages.
    """
    open_store(url).close()
    engine = create_engine(url)
    templates = [_template(made.report.data, made.report.name) for made in reports().values()]
    copies = islice(_copies([_slim(one) for one in templates] if slim else templates), number)
    while batch := list(islice(copies, _BATCH)):
        with writing(engine) as connection:
            write_batch(connection, batch)
    engine.dispose()


def places_of_copies() -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the number of each further set, the first is 1, with the names of its places by those they stand for."""
    stems = sorted({place[:2] for body in bodies().values() for place in (body.city, body.county) if place})
    names = ("".join(pair) for pair in product(_CHARACTERS, repeat=2) if "".join(pair) not in stems)
    for copy in count(1):
        yield copy, dict(zip(stems, islice(names, len(stems)), strict=True))


def digest_of(copy: int, key: str) -> str:
    """Return the SHA-256 that the copy of a report has; its first 16 digits are the id."""
    return hashlib.sha256(f"{copy} {key}".encode()).hexdigest()


def moved_text(places: Mapping[str, str], text: str) -> str:
    """Return a text with other names for its places."""
    return re.sub("|".join(places), lambda found: places[found[0]], text)


def _template(data: bytes, name: str) -> _Template:
    processed = process(data, name)
    encoded = encode(Entry(processed.report, processed.document, data))
    body = zlib.decompress(encoded.revision["body"]).decode()
    return _Template(encoded, body, processed.document.text)


def _slim(template: _Template) -> _Template:
    document = {**template.encoded.document, "raw": b"", "size": 0}
    derived: dict[str, list[dict[str, Any]]] = {table: [] for table in template.encoded.derived}
    return replace(template, encoded=replace(template.encoded, document=document, derived=derived))


def _copies(templates: list[_Template]) -> Iterator[Encoded]:
    """Yield the reports as they are, and then in one set of other places after the other."""
    yield from (template.encoded for template in templates)
    for copy, places in places_of_copies():
        yield from (_moved(template, places, copy) for template in templates)


def _moved(template: _Template, places: Mapping[str, str], copy: int) -> Encoded:
    """Return a report as an office of other places would have written it."""
    old = template.encoded
    digest = digest_of(copy, old.key)
    body = moved_text(places, template.body).replace(old.key, digest[:16])
    text = moved_text(places, template.text)
    return replace(
        old,
        key=digest[:16],
        content_hash=digest,
        document={**old.document, "sha256": digest},
        text={**old.text, "sha256": digest, "text": compress(text.encode())},
        report={**old.report, "issuer": moved_text(places, old.report["issuer"])},
        revision=_revision(old.revision, digest, body),
    )


def _revision(old: Mapping[str, Any], digest: str, body: str) -> dict[str, Any]:
    source = re.sub(r'"sha256":"\w+"', f'"sha256":"{digest}"', old["source"])
    return {**old, "content_hash": digest, "source": source, "body": compress(body.encode())}
