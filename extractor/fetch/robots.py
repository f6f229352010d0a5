"""What a site's robots.txt allows (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from urllib.robotparser import RobotFileParser


class Standing(Enum):
    """What became of asking for robots.txt."""

    READ = "read"
    ABSENT = "absent"
    """The site has none: everything is allowed."""
    UNKNOWN = "unknown"
    """The site could not say (error, no answer): nothing is allowed."""


@dataclass(frozen=True)
class Rules:
    """The rules of one site."""

    standing: Standing
    parser: RobotFileParser | None = None

    def allows(self, agent: str, url: str) -> bool:
        """Return whether an address may be asked for."""
        return self.parser.can_fetch(agent, url) if self.parser else self.standing is Standing.ABSENT

    def delay(self, agent: str) -> float:
        """Return the seconds between two requests that the site asks for; 0 where it asks for none."""
        wanted = self.parser.crawl_delay(agent) if self.parser else None
        return float(wanted or 0)


def parse_robots(data: bytes) -> Rules:
    """Return the rules of a robots.txt; bytes that are no UTF-8 are kept as marks, since rules are ASCII."""
    parser = RobotFileParser()
    parser.parse(data.decode("utf-8-sig", errors="replace").splitlines())
    return Rules(Standing.READ, parser)
