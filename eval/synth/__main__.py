"""Write fictional reports: `python -m eval.synth --count 2000 --seed 1 --out DIR`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from eval.synth.generate import generate
from eval.synth.model import Layout, SyntheticReport


def write_report(report: SyntheticReport, reports: Path, gold: Path) -> None:
    """Write a report and its gold, named alike."""
    (reports / report.name).write_bytes(report.data)
    text = json.dumps(report.gold, ensure_ascii=False) + "\n"
    (gold / report.name).with_suffix(".json").write_text(text, encoding="utf-8")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m eval.synth", description="Write fictional reports with gold.")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1, help="first seed; each report takes the next one")
    parser.add_argument("--out", type=Path, required=True, help="folder for reports/ and gold/")
    parser.add_argument("--errors", type=int, default=0, help="cell errors a report")
    parser.add_argument("--layout", choices=[layout.value for layout in Layout])
    parser.add_argument("--form", choices=("2021", "2019"))
    parser.add_argument("--noise", type=float, default=0.01, help="share of cells written unusually")
    parser.add_argument("--damage", type=float, default=0.05, help="probability of each damage")
    parser.add_argument("--traditional", action="store_true", help="traditional script in Big5")
    args = parser.parse_args()
    layout = Layout(args.layout) if args.layout else None
    reports, gold = args.out / "reports", args.out / "gold"
    reports.mkdir(parents=True, exist_ok=True)
    gold.mkdir(parents=True, exist_ok=True)
    for seed in range(args.seed, args.seed + args.count):
        report = generate(
            seed,
            layout=layout,
            form=args.form,
            errors=args.errors,
            noise=args.noise,
            damage=args.damage,
            traditional=args.traditional,
        )
        write_report(report, reports, gold)


if __name__ == "__main__":
    main()
