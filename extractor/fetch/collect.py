"""Fetching reports into a folder: given addresses, those a list page shows, and the files attached to them."""

from __future__ import annotations

import asyncio
import hashlib
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx

from extractor.errors import FetchError
from extractor.fetch.address import parse
from extractor.fetch.client import Client, Fetched, FetchLimits
from extractor.fetch.folder import Entry, Folder, file_name
from extractor.fetch.links import PageLinks, find_links, is_page

_SHELL = 100
"""Fewer characters of text than this are no report: a page that scripts or pictures fill."""


@dataclass(frozen=True)
class Looked:
    """What a list page shows: links to reports, links at all, and those of them that are pictures without words."""

    reports: int
    links: int
    pictures: int


@dataclass(frozen=True)
class Collected:
    """What became of one address.

    Attributes:
        file: Where it was written; None after an error, and for a list page, which is only looked through.
        fresh: False where the file was there before.
        left_out: Links that were not followed because of a limit.
        looked: What a list page shows; None for what is no list page.
    """

    url: str
    file: Path | None = None
    fresh: bool = True
    error: FetchError | None = None
    left_out: int = 0
    looked: Looked | None = None


@dataclass(frozen=True)
class _Wanted:
    url: str
    title: str = ""
    found_on: str | None = None


def collect(
    urls: Iterable[str],
    folder: Path,
    told: Callable[[Collected], None],
    limits: FetchLimits | None = None,
    *,
    as_list: bool = False,
    allow_private: bool = False,
    environment_proxy: bool = False,
) -> None:
    """Fetch reports into a folder, one after the other.

    Args:
        urls: Report pages or files; with `as_list`, pages that list reports.
        folder: Where files and index go; files that are there are not fetched again.
        told: Called with what became of each address, as soon as it is known.
        limits: How far to go.
        as_list: Take the addresses for list pages.
        allow_private: Also ask machines of private networks and this one.
        environment_proxy: Use the proxy that the environment names.

    Raises:
        ExportError: The folder can't be written.
    """
    client = Client(limits or FetchLimits(), allow_private, environment_proxy)
    asyncio.run(_Run(client, Folder(folder), told).all(list(urls), as_list))


class _Run:
    def __init__(self, client: Client, folder: Folder, told: Callable[[Collected], None]) -> None:
        self._client, self._folder, self._told = client, folder, told
        self._seen: set[str] = set()

    async def all(self, urls: list[str], as_list: bool) -> None:
        async with self._client:
            for url in urls:
                wanted = await self._listed(url) if as_list else [_Wanted(url)]
                for item in wanted:
                    await self._report(item)

    async def _listed(self, url: str) -> list[_Wanted]:
        """Return the reports that a list and its further pages show."""
        found: dict[str, _Wanted] = {}
        looked: list[Looked] = []
        waiting, seen = deque([url]), {url}
        limit = self._client.limits.pages
        for _ in range(limit):
            if not waiting:
                break
            page_url = waiting.popleft()
            page = await self._page(page_url)
            if page is None:
                continue
            links, site = page
            reports = links.reports(site)
            for link in reports:
                found.setdefault(str(link.url), _Wanted(str(link.url), link.text, page_url))
            fresh = [str(other) for other in links.further if str(other) not in seen]
            seen.update(fresh)
            waiting.extend(fresh)
            others = sum(link.url != site for link in links.links)
            looked.append(Looked(len(reports), others, links.pictures))
            self._told(Collected(page_url, looked=looked[-1]))
        if waiting:
            error = FetchError("error.fetch_more_pages", url=url, count=limit)
            self._told(Collected(url, error=error, left_out=len(waiting)))
        if looked and not found:
            self._told(Collected(url, error=_without_reports(url, looked)))
        return list(found.values())

    async def _page(self, url: str) -> tuple[PageLinks, httpx.URL] | None:
        try:
            fetched = await self._client.get(url)
        except FetchError as error:
            self._told(Collected(url, error=error))
            return None
        return find_links(fetched.data, fetched.url), fetched.url

    async def _report(self, wanted: _Wanted) -> None:
        """Fetch a report and what is attached to it."""
        saved = await self._save(wanted)
        if saved is None or not is_page(saved.content_type, saved.data):
            return
        page = find_links(saved.data, saved.url)
        attached = page.attachments(saved.url)
        if not attached and page.words < _SHELL:
            self._told(Collected(wanted.url, error=FetchError("error.fetch_shell", url=wanted.url, count=page.words)))
        limit = self._client.limits.attachments
        if len(attached) > limit:
            error = FetchError("error.fetch_more_files", url=wanted.url, count=limit, left=len(attached) - limit)
            self._told(Collected(wanted.url, error=error, left_out=len(attached) - limit))
        for link in attached[:limit]:
            await self._save(_Wanted(str(link.url), link.text, wanted.url))

    async def _save(self, wanted: _Wanted) -> Fetched | None:
        """Return what stands at an address, written to the folder; None where that failed or was done in this run."""
        if wanted.url in self._seen:
            return None
        self._seen.add(wanted.url)
        known = self._folder.known(wanted.url)
        if known is not None:
            self._told(Collected(wanted.url, self._folder.path / str(known.file), fresh=False))
            return Fetched(parse(known.source or wanted.url), known.content_type, self._folder.read(known))
        try:
            fetched = await self._client.get(wanted.url)
        except FetchError as error:
            reason = str(error.params.get("reason") or error.params.get("status") or "")
            self._record(wanted, status=error.message_id, reason=reason)
            self._told(Collected(wanted.url, error=error))
            return None
        name = file_name(wanted.url, fetched.url.path, wanted.title, fetched.content_type)
        self._folder.write(name, fetched.data)
        self._record(wanted, fetched, name)
        self._told(Collected(wanted.url, self._folder.path / name))
        return fetched

    def _record(self, wanted: _Wanted, fetched: Fetched | None = None, name: str | None = None, **more: str) -> None:
        details = {"status": "ok"} | more
        if fetched is not None:
            details |= {
                "source": str(fetched.url),
                "content_type": fetched.content_type,
                "sha256": hashlib.sha256(fetched.data).hexdigest(),
            }
        details |= {"time": datetime.now(UTC).isoformat(timespec="seconds"), "title": wanted.title}
        self._folder.record(Entry(wanted.url, file=name, found_on=wanted.found_on, **details))


def _without_reports(url: str, looked: list[Looked]) -> FetchError:
    """Return why no report was found on a list: it has no links at all, only pictures, or links to other things."""
    if not any(page.links for page in looked):
        return FetchError("error.fetch_no_links", url=url)
    if pictures := sum(page.pictures for page in looked):
        return FetchError("error.fetch_picture_links", url=url, count=pictures)
    return FetchError(url=url, reason="fetch_no_reports")
