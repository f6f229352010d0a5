"""Ask the questions and list what is missed: `python -m eval.questions dev`."""

from __future__ import annotations

import argparse

from eval.questions.model import HALVES
from eval.questions.run import lines, measure


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m eval.questions", description="Ask the questions of a half.")
    parser.add_argument("half", choices=HALVES)
    given = parser.parse_args()
    tally = measure(given.half)
    for kind, (right, asked) in tally.kinds.items():
        print(f"{kind:14} {right:3} of {asked}")
    print(f"numbers {tally.numbers}, citations {tally.citations}, answered all the same {tally.answered}")
    print(f"recall {tally.recall}, first passage {tally.first}, as quoted {tally.quoted}, left out said {tally.said}")
    for line in lines(given.half, tally):
        print(line)


if __name__ == "__main__":
    main()
