"""The samples: in step with the generator, and each shows what its README line says."""

from __future__ import annotations

import json

import pytest

from eval.synth import Layout
from eval.synth.plan import Harm
from eval.synth.samples import FOLDER, SAMPLES, files, make_sample


def test_files_are_what_the_generator_writes():
    kept = {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in FOLDER.rglob("*") if path.is_file()}
    assert kept == files(), "run python -m eval.synth.samples"


def test_every_layout_is_there_in_the_newer_form():
    assert {sample.layout for sample in SAMPLES if sample.year > 2020} == set(Layout)


@pytest.mark.parametrize("sample", [s for s in SAMPLES if s.harms], ids=lambda s: s.name)
def test_a_sample_with_a_mistake_says_so_in_its_gold(sample):
    assert make_sample(sample).gold["expect_findings"]


@pytest.mark.parametrize("sample", [s for s in SAMPLES if Harm.PROSE_DISAGREES in s.harms], ids=lambda s: s.name)
def test_prose_disagrees_with_the_table(sample):
    gold = make_sample(sample).gold
    assert gold["facts"]["applications.received"] != gold["tables"]["applications"]["new_received"]["total"]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.name)
def test_gold_names_its_file(sample):
    gold = json.loads((FOLDER / "gold" / f"{sample.issuer}-{sample.year}.json").read_text("utf-8"))
    assert (FOLDER / gold["file"]).is_file()
