"""`python -m eval.perturb`: a line for each edit, and every cell that is not as it should be."""

from __future__ import annotations

import argparse
import sys

from eval.perturb.draft import LAYOUTS
from eval.perturb.measure import EDITS, REPORTS, measure


def main() -> None:
    """Measure the edits; exits with 1 when one is not read as it should be."""
    parser = argparse.ArgumentParser(prog="python -m eval.perturb", description=__doc__)
    parser.add_argument("edits", nargs="*", choices=[[], *EDITS], help="default: all")
    parser.add_argument("--layout", action="append", choices=LAYOUTS, help="default: all in turn")
    parser.add_argument("--reports", type=int, default=REPORTS)
    given = parser.parse_args()
    passed = True
    for edit in given.edits or EDITS:
        result = measure(edit, tuple(given.layout or LAYOUTS), given.reports)
        passed &= result.passed
        sys.stdout.write(
            f"{edit:20} {result.reports} reports, untouched {result.untouched - len(result.wrong)}/{result.untouched}, "
            f"touched and silent {len(result.silent)}/{result.touched}, refused {len(result.refused)}\n"
        )
        for line in (*result.refused, *result.wrong[:12], *result.silent[:12]):
            sys.stdout.write(f"    {line}\n")
    sys.exit(not passed)


if __name__ == "__main__":
    main()
