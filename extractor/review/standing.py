"""Which corrections stand: the last entry about each path, held against what the report says now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from extractor.parsing.flow import fold
from extractor.review.model import REMOVED, Kind, LogEntry, Logged, Read, Value
from extractor.review.paths import field_of, kind_of
from extractor.schema import Document, Span


def last_corrections(entries: Iterable[LogEntry]) -> dict[str, LogEntry]:
    """Return the last correction of each path; one that went back to what was read is left out."""
    last = {entry.path: entry for entry in entries if entry.kind is Logged.CORRECTION}
    return {path: entry for path, entry in last.items() if entry.new is not None}


def as_read(reads: Mapping[str, Read]) -> dict[str, Value]:
    """Return every value as it holds where nobody corrected anything."""
    return {path: Value(path, read.kind, read) for path, read in reads.items()}


def values_of(
    reads: Mapping[str, Read],
    corrections: Mapping[str, LogEntry],
    document: Document | None,
    plain: Mapping[str, Value] | None = None,
) -> dict[str, Value]:
    """Return every value with what is read and corrected, those that were added last.

    A correction is in doubt where the print it was made of is another one now. Where the same words only stand at
    another place, it goes with them; where the new reading says the same as the person, it simply holds.

    Args:
        reads: Of the current revision.
        corrections: The last one of each path.
        document: To look for the words of added values; None trusts their places.
        plain: What `as_read` makes of the values, where that is at hand.
    """
    found = as_read(reads) if plain is None else {**plain}
    for path, entry in corrections.items():
        target = path if path in reads else _moved_to(path, entry, reads)
        if target in found and found[target].correction is not None:
            target = path
        read = reads.get(target)
        doubtful = _is_doubtful(entry, read, document)
        found[target] = Value(
            path=target,
            kind=kind_of(path),
            read=read,
            corrected=None if doubtful else entry.new,
            correction=entry,
            in_doubt=doubtful,
        )
    return found


def base_of(read: Read | None) -> dict[str, object] | None:
    """Return what an entry remembers of the value it was made of."""
    return None if read is None else {"printed": read.printed, "value": read.value}


def _is_doubtful(entry: LogEntry, read: Read | None, document: Document | None) -> bool:
    new = entry.new or {}
    if entry.base is None:
        return _has_appeared(new, read) or (read is None and not _stands(new, document))
    if read is None:
        return new != REMOVED
    same_print = plain(str(read.printed)) == plain(str(entry.base["printed"]))
    return not same_print and (new == REMOVED or read.value != new.get("text", new.get("value")))


def _has_appeared(new: Mapping[str, object], read: Read | None) -> bool:
    """Return whether the report has a value now where there was none, and another one than the person's."""
    return read is not None and read.value != new.get("text", new.get("value"))


def _stands(new: Mapping[str, object], document: Document | None) -> bool:
    """Return whether the words of an added value stand where it says; one without words has none to look for."""
    quote, span = new.get("quote"), new.get("span")
    if document is None or not isinstance(quote, str) or not isinstance(span, list | tuple):
        return True
    return plain(document.text[span[0] : span[1]]) == plain(quote)


def _moved_to(path: str, entry: LogEntry, reads: Mapping[str, Read]) -> str:
    """Return the only fact of the field, or item of the group, with the words the correction was made of."""
    if kind_of(path) not in (Kind.FACT, Kind.ITEM):
        return path
    printed = (entry.base or entry.new or {}).get("printed") or (entry.new or {}).get("quote")
    alike = [
        read.path
        for read in reads.values()
        if read.kind is kind_of(path)
        and field_of(read.path) == field_of(path)
        and plain(str(read.printed)) == plain(str(printed))
    ]
    return alike[0] if len(alike) == 1 else path


def plain(text: str) -> str:
    """Return words without width and space, as prints are compared."""
    return "".join(fold(text).split())


def span_of(payload: Mapping[str, object] | None) -> Span | None:
    """Return the place a correction names; None where it names none."""
    span = (payload or {}).get("span")
    return (span[0], span[1]) if isinstance(span, list | tuple) else None
