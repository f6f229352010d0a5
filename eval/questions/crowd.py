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


def crowd(url: str, number: int) -> None:
    """Fill a new store at an SQLAlchemy URL with so many reports; the first 400 are those of the questions."""
    open_store(url).close()
    engine = create_engine(url)
    templates = [_template(made.report.data, made.report.name) for made in reports().values()]
    copies = islice(_copies(templates), number)
    while batch := list(islice(copies, _BATCH)):
        with writing(engine) as connection:
            write_batch(connection, batch)
    engine.dispose()


def _template(data: bytes, name: str) -> _Template:
    processed = process(data, name)
    encoded = encode(Entry(processed.report, processed.document, data))
    body = zlib.decompress(encoded.revision["body"]).decode()
    return _Template(encoded, body, processed.document.text)


def _copies(templates: list[_Template]) -> Iterator[Encoded]:
    """Yield the reports as they are, and then in one set of other places after the other."""
    yield from (template.encoded for template in templates)
    stems = sorted({place[:2] for body in bodies().values() for place in (body.city, body.county) if place})
    names = ("".join(pair) for pair in product(_CHARACTERS, repeat=2) if "".join(pair) not in stems)
    for copy in count(1):
        places = dict(zip(stems, islice(names, len(stems)), strict=True))
        yield from (_moved(template, places, copy) for template in templates)


def _moved(template: _Template, places: Mapping[str, str], copy: int) -> Encoded:
    """Return a report as an office of other places would have written it."""
    old = template.encoded
    digest = hashlib.sha256(f"{copy} {old.key}".encode()).hexdigest()
    body = _in(places, template.body).replace(old.key, digest[:16])
    text = _in(places, template.text)
    return replace(
        old,
        key=digest[:16],
        content_hash=digest,
        document={**old.document, "sha256": digest},
        text={**old.text, "sha256": digest, "text": compress(text.encode())},
        report={**old.report, "issuer": _in(places, old.report["issuer"])},
        revision=_revision(old.revision, digest, body),
    )


def _revision(old: Mapping[str, Any], digest: str, body: str) -> dict[str, Any]:
    source = re.sub(r'"sha256":"\w+"', f'"sha256":"{digest}"', old["source"])
    return {**old, "content_hash": digest, "source": source, "body": compress(body.encode())}


def _in(places: Mapping[str, str], text: str) -> str:
    return re.sub("|".join(places), lambda found: places[found[0]], text)
