"""Fictional reports with gold, from a seed: `generate` and `python -m eval.synth`."""

from eval.synth.generate import generate
from eval.synth.model import Layout, SyntheticReport

__all__ = ["Layout", "SyntheticReport", "generate"]
