"""Departments that are named without their place: whose they are, by the place that is named apart from them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractor.ask.issuers import Directory
from extractor.ask.lexer import Token

if TYPE_CHECKING:
    from extractor.ask.mentions import Named


def take_organ(token: Token, directory: Directory, named: Named, context: Sequence[str]) -> None:
    """Enter a department without a place: that of the issuer named before it, if there is one there."""
    named.read.add(token)
    near = [name for name in (*reversed(named.issuers), *context) if name in directory.issuers][:1]
    fitting = _of_same_place(token.text, near[0], directory) if near else []
    if len(fitting) != 1:
        named.organs.append(token.text)
        return
    named.issuers.append(fitting[0])
    if near[0] in named.bare:
        named.only_places.add(near[0])


def settle_organs(named: Named, directory: Directory) -> None:
    """Let departments whose place is named apart from them stand for the issuer: 财政局(霁川市), 霁川2022年财政局."""
    for organ in tuple(named.organs):
        for place in named.bare:
            fitting = _of_same_place(organ, place, directory)
            if len(fitting) == 1:
                named.issuers += fitting
                named.organs.remove(organ)
                named.only_places.add(place)
                break
    named.issuers = [name for name in named.issuers if name not in named.only_places]


def _of_same_place(organ: str, name: str, directory: Directory) -> list[str]:
    """Return the departments of a name that lie where an issuer does."""
    places = directory.issuers[name].places
    return [one for one in directory.organs[organ] if directory.issuers[one].places == places]
