"""Another library at work in a virtualenv of its own: `python -P peers_worker.py docling|unstructured|langextract`.

It imports nothing of this project. Each line of standard input asks in JSON, each line of standard output answers:
first `{"version": …}`, then `{"cpu": seconds, "result": …}`, or `{"error": …}` where the library fails. Connections
are refused, so that nothing is downloaded.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

Work = Callable[[dict[str, Any]], Any]
_DISTRIBUTION = {"docling": "docling-slim", "unstructured": "unstructured", "langextract": "langextract"}


def docling() -> Work:
    """Return what converts a file with docling and gives its tables as rows of text."""
    from docling.document_converter import DocumentConverter  # type: ignore[import-not-found]

    converter = DocumentConverter()

    def tables(asked: dict[str, Any]) -> list[list[list[str]]]:
        found = converter.convert(asked["file"]).document.tables
        return [[[cell.text for cell in row] for row in table.data.grid] for table in found]

    return tables


def unstructured() -> Work:
    """Return what partitions a file with unstructured and gives its tables as rows of text.

    It downloads a model of English to tell headings from sentences, which tables don't need: a blank one stands in.
    """
    import spacy  # type: ignore[import-not-found]
    from lxml import html
    from unstructured.nlp import tokenize  # type: ignore[import-not-found]
    from unstructured.partition.auto import partition  # type: ignore[import-not-found]

    english = spacy.blank("en")
    english.add_pipe("sentencizer")
    tokenize._get_nlp = lambda: english

    def tables(asked: dict[str, Any]) -> list[list[list[str]]]:
        marked = [element.metadata.text_as_html for element in partition(asked["file"]) if element.category == "Table"]
        return [
            [[cell.text_content() for cell in row.xpath("./td|./th")] for row in html.fromstring(markup).iter("tr")]
            for markup in marked
            if markup
        ]

    return tables


def langextract() -> Work:
    """Return what aligns a quote with langextract and gives its place in the text, None where it finds none."""
    from langextract.core.data import Extraction  # type: ignore[import-not-found]
    from langextract.core.tokenizer import RegexTokenizer, UnicodeTokenizer  # type: ignore[import-not-found]
    from langextract.resolver import WordAligner  # type: ignore[import-not-found]

    tokenizers = {"RegexTokenizer": RegexTokenizer(), "UnicodeTokenizer": UnicodeTokenizer()}
    aligner = WordAligner()

    def place(asked: dict[str, Any]) -> list[int] | None:
        quote = Extraction(extraction_class="quote", extraction_text=asked["quote"])
        aligner.align_extractions(
            [[quote]], asked["text"], char_offset=asked["offset"], tokenizer_impl=tokenizers[asked["tokenizer"]]
        )
        interval = quote.char_interval
        return None if interval is None else [interval.start_pos, interval.end_pos]

    return place


PEERS: dict[str, Callable[[], Work]] = {
    "docling": docling,
    "unstructured": unstructured,
    "langextract": langextract,
}


def main() -> None:
    """Answer until standard input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    socket.socket.connect = _refuse  # type: ignore[method-assign]
    name = sys.argv[1]
    try:
        work = PEERS[name]()
    except Exception as error:
        _say(answers, {"error": _told(error)})
        return
    _say(answers, {"version": version(_DISTRIBUTION[name])})
    for line in sys.stdin:
        _say(answers, _answer(work, json.loads(line)))


def _refuse(*_: Any) -> None:
    raise OSError("the benchmark has no network")


def _answer(work: Work, asked: dict[str, Any]) -> dict[str, Any]:
    start = time.process_time()
    try:
        result = work(asked)
    except Exception as error:
        return {"error": _told(error)}
    return {"cpu": time.process_time() - start, "result": result}


def _told(error: Exception) -> str:
    """Return the kind of an error and the first line of its words."""
    return f"{type(error).__name__}: {(str(error).splitlines() or [''])[0][:200]}"


def _say(answers: Any, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
