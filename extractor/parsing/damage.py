"""Damage in a file's text: what was decoded wrongly and can be undone for certain, and what can only be named."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extractor.parsing.mending import Change, Mending
from extractor.schema import Document, Evidence, Remark, Span

_SHOWN = 20
"""So many places are quoted in a remark; all are counted."""
_LONGEST = 4000
_FEWEST = 2
"""So many characters at least must come out before a reading is taken for certain."""
_NO_CHANCE = 4
"""The GBK bytes of real text are UTF-8 over so many characters less than once in a thousand million places."""
_RARE_SHARE = 0.3
"""Share of characters that no report holds: real text has single ones, in names, text decoded wrongly every third."""

_LATIN_RUN = re.compile(
    r"[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a€™]{4,}"
)
_LOST = re.compile("\ufffd+|锟斤拷(?:锟斤拷)*|锟斤|斤拷锟|烫烫烫烫+|屯屯屯屯+")
_RARE_RUN = re.compile(r"[\u3400-\u9fff\ue000-\uf8ff\ufffd€]{3,}")
_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]+")
_FOREIGN = re.compile(
    "博彩|娱乐城|百家乐|老虎机|时时彩|六合彩|真人荷官|真人娱乐|体育投注|在线投注|投注网|投注平台|棋牌游戏|棋牌平台|棋牌官网|开元棋牌"
    "|澳门新葡京|新葡京|葡京|澳门威尼斯|威尼斯人|澳门太阳城|澳门金沙|澳门银河娱乐|太阳城集团|太阳城娱乐|皇冠体育|皇冠网|亚博体育|亚博app"
    "|注册送|彩金|赌场|赌博网|赌博平台|bet365|BET365|Bet365|pk10|PK10|BBIN|bbin|AG真人|BG真人|ag真人|色情|成人视频|成人电影|外围女"
)
"""What hijacked mirrors put into pages; every branch begins with a letter of its own, which makes the search fast."""
_SPOKEN_OF = re.compile(r"(?:打击|查处|整治|治理|取缔|查禁|严禁|禁止|涉|反|防范|抵制|案件?)[^。\n]{0,12}$")
"""Before a word of that kind, the report speaks of the police's or the culture office's work."""


def damaged(document: Document, remarks: Sequence[Remark]) -> tuple[Document, tuple[Remark, ...]]:
    """Return a document as any reader gives it with its damage undone where that is certain, and named where not.

    Args:
        document: The document; its anchors and pages are moved where text is put right.
        remarks: What its reader said, moved likewise and returned before the damage.
    """
    mending, undone = undo_wrong_decoding(document.text)
    if undone:
        document, remarks = mending.document(document), [mending.remark(remark) for remark in remarks]
    lost = any(remark.rule == "reading.undecodable" for remark in remarks)
    return document, (*remarks, *undone, *name_damage(document.text, lost_in_decoding=lost))


def undo_wrong_decoding(text: str) -> tuple[Mending, tuple[Remark, ...]]:
    """Return the text with stretches of UTF-8 that had been read as GBK, or of either read as Latin, read rightly.

    A stretch is changed only where its bytes are whole in the right encoding, everything that comes out is a character
    in common use, and what stood there is not. The remark quotes the new text and gives what stood there.
    """
    changes = sorted([*_latin_stretches(text), *_gbk_stretches(text)])
    mending = Mending(text, changes)
    if not changes:
        return mending, ()
    stood = "、".join(text[start:end][:40] for start, end, _ in changes[:3])
    params = {"count": len(changes), "printed": stood}
    evidence = _evidence(mending.text, mending.places)
    return mending, (Remark(rule="reading.wrong_decoding_undone", params=params, evidence=evidence),)


def name_damage(text: str, *, lost_in_decoding: bool) -> tuple[Remark, ...]:
    """Return a remark for each kind of damage that can only be named; the text stays as it is.

    Args:
        text: The document.
        lost_in_decoding: Whether U+FFFD was put there by our own decoding, which has a remark already.
    """
    lost = [m.span() for m in _LOST.finditer(text) if not (lost_in_decoding and m[0].strip("\ufffd") == "")]
    garbled = sorted([*lost, *_rare_runs(text)])
    private = [match.span() for match in _PRIVATE.finditer(text)]
    foreign = [
        m.span() for m in _FOREIGN.finditer(text) if not _SPOKEN_OF.search(text, max(0, m.start() - 20), m.start())
    ]
    found = [_named("reading.garbled", text, garbled), _named("reading.foreign_text", text, foreign)]
    codes = sorted({f"U+{ord(char):04X}" for start, end in private for char in text[start:end]})
    found.append(_named("reading.private_use", text, private, codes="、".join(codes[:_SHOWN])))
    return tuple(remark for remark in found if remark)


def _named(rule: str, text: str, places: Sequence[Span], **more: str) -> Remark | None:
    if not places:
        return None
    words = "、".join(dict.fromkeys(text[slice(*place)][:20] for place in places[:_SHOWN]))
    params = {"count": len(places), "offset": places[0][0], "printed": words, **more}
    return Remark(rule=rule, params=params, evidence=_evidence(text, places))


def _evidence(text: str, places: Sequence[Span]) -> tuple[Evidence, ...]:
    return tuple(Evidence(quote=text[slice(*place)], span=place) for place in places[:_SHOWN])


def _gbk_stretches(text: str) -> Iterator[Change]:
    """Yield stretches of UTF-8 that was read as GBK."""
    done = 0
    for match in _utf8_beginnings().finditer(text):
        start = match.start()
        if start < done:
            continue
        end, right = _longest_utf8(text, start)
        if end > start and _is_certain(text[start:end], right):
            yield Change(start, end, right)
            done = end


def _longest_utf8(text: str, start: int) -> tuple[int, str]:
    """Return how far the GBK bytes from a place on are whole UTF-8 of common characters, and as what they read.

    ASCII at the end is left out: it reads the same in both.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    end, right, sofar = start, "", ""
    for index in range(start, min(len(text), start + _LONGEST)):
        char = text[index]
        try:
            new = decoder.decode(_gbk(char))
        except UnicodeDecodeError:
            break
        if not all(map(_is_common, new)):
            break
        sofar += new
        if not char.isascii() and not decoder.getstate()[0]:
            end, right = index + 1, sofar
        if char in "\n|":
            break
    return end, right


def _latin_stretches(text: str) -> Iterator[Change]:
    """Yield stretches of UTF-8 or GBK that was read as Latin."""
    for match in _LATIN_RUN.finditer(text):
        for wrong, true in (("latin-1", "utf-8"), ("cp1252", "utf-8"), ("latin-1", "gb18030"), ("cp1252", "gb18030")):
            try:
                right = match[0].encode(wrong).decode(true)
            except UnicodeError:
                continue
            if len(right) >= _FEWEST and all(map(_is_common, right)):
                yield Change(match.start(), match.end(), right)
                break


def _is_certain(wrong: str, right: str) -> bool:
    read = [char for char in right if not char.isascii()]
    stood = [char for char in wrong if not char.isascii()]
    if len(read) < _FEWEST or not all(map(_is_common, read)):
        return False
    rare = sum(not _is_common(char) for char in stood)
    return len(read) >= _NO_CHANCE or rare >= len(stood) * _RARE_SHARE


def _rare_runs(text: str) -> Iterator[Span]:
    """Yield runs in which most characters are in no common use, simplified or traditional."""
    rare = {char for char in set(text) if "\u3400" <= char <= "\u9fff" and not _is_common(char)}
    if len(rare) < 2:
        return
    for match in _RARE_RUN.finditer(text):
        count = sum(char in rare for char in match[0])
        if count >= 2 and count >= len(match[0]) * _RARE_SHARE:
            yield match.span()


@lru_cache(maxsize=8192)
def _is_common(char: str) -> bool:
    """Return whether a character is in GB 2312 or in the common half of Big5."""
    try:
        if char.encode("gb2312"):
            return True
    except UnicodeEncodeError:
        pass
    try:
        big5 = char.encode("big5")
    except UnicodeEncodeError:
        return False
    return big5 < b"\xc6\x7f"


@lru_cache(maxsize=8192)
def _gbk(char: str) -> bytes:
    """Return the bytes that a reader of GBK took for a character; a lone euro sign is its byte 0x80."""
    return b"\x80" if char == "€" else char.encode("gb18030", "replace")


@lru_cache(maxsize=1)
def _utf8_beginnings() -> re.Pattern[str]:
    """Return what finds the characters whose GBK bytes can begin UTF-8 of Chinese text."""
    pairs = (bytes((lead, trail)) for lead in range(0xE2, 0xF0) for trail in range(0x80, 0xC0))
    return re.compile(f"[{re.escape(b''.join(pairs).decode('gb18030'))}]")
