"""Batches on a real cluster of several processes on this machine; a node is killed in the middle of one."""

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.synth import generate
from extractor import batch
from extractor.cli.app import app
from extractor.distributed import run
from extractor.distributed.cluster import joined
from extractor.distributed.items import Plan
from extractor.distributed.known import no_files
from extractor.pipeline import process
from extractor.storage import open_store
from extractor.validation.settings import DECLARED
from extractor.version import __version__

pytest.importorskip("ray", reason="needs nianbao[ray]")
pytestmark = [pytest.mark.xdist_group("ray"), pytest.mark.slow, pytest.mark.timeout(240)]

SAMPLES = Path(__file__).parents[2] / "eval" / "samples"
EXCHANGES = Path(__file__).parents[2] / "eval" / "exchanges"
MAX_BYTES = 2**20
REPORTS = 40


@pytest.fixture(scope="module")
def cluster():
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    from ray.cluster_utils import Cluster

    head = {"num_cpus": 1, "include_dashboard": False, "node_ip_address": "127.0.0.2"}
    started = Cluster(initialize_head=True, head_node_args=head)
    yield started
    started.shutdown()


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    for seed in range(9_100_000, 9_100_000 + REPORTS):
        report = generate(seed)
        (folder / f"{seed}{Path(report.name).suffix}").write_bytes(report.data)
    return sorted(folder.iterdir())


def place(cluster):
    return f"ray://{cluster.address}"


def spread(files, told=None):
    plan = Plan("rules", DECLARED, MAX_BYTES, 60, 2**32, __version__)
    return run.outcomes(files, plan, no_files(), told or (lambda path, report: None))


def content(outcome):
    return outcome.path, outcome.processed.report.model_dump(exclude={"runs"})


def extract(*arguments):
    result = CliRunner().invoke(app, ["extract", *map(str, arguments)], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return result.output


def stored(data):
    with open_store(f"sqlite:///{data / 'nianbao.db'}") as store:
        return store.list()


def test_killed_node_loses_and_doubles_nothing(cluster, reports, monkeypatch):
    monkeypatch.setattr(run, "PORTION", 4)
    node = cluster.add_node(num_cpus=1, node_ip_address="127.0.0.2")
    with joined(place(cluster)):
        found = spread(reports)
        done = [next(found)]
        cluster.remove_node(node, allow_graceful=False)
        done += found
    assert [content(one) for one in done] == [content(one) for one in batch.run(reports, process, "rules", MAX_BYTES)]


def test_restarted_run_leaves_out_what_is_stored(cluster, reports, tmp_path):
    on = ("--on", place(cluster), "--data", tmp_path, "--lang", "en")
    extract(*reports[:5], *on)
    renamed = tmp_path / "another-name.txt"
    renamed.write_bytes(reports[0].read_bytes())
    output = extract(*reports[:8], renamed, *on, "--out", tmp_path / "out")
    assert "5 files left out" in output
    assert [item.revision for item in stored(tmp_path)] == [1] * 8
    assert set(stored(tmp_path)[0].names) == {reports[0].name, renamed.name}
    assert len(list((tmp_path / "out").iterdir())) == 9


def test_files_that_cannot_be_read_come_back_with_their_errors(cluster, reports, tmp_path):
    (tmp_path / "empty.txt").touch()
    with joined(place(cluster)):
        failed, read = spread([tmp_path / "empty.txt", reports[0]])
    assert failed.error.message_id == "error.empty"
    assert read.processed is not None


def test_model_stage_gives_what_one_machine_gives(cluster, tmp_path):
    file = SAMPLES / "青泽市水务局-2023.txt"
    model = ("--engine", "both", "--replay", EXCHANGES)
    extract(file, *model, "--data", tmp_path / "one")
    extract(file, *model, "--data", tmp_path / "many", "--on", place(cluster))
    assert stored(tmp_path / "many") == stored(tmp_path / "one")
    assert stored(tmp_path / "many")[0].facts > 0
