"""What operators deploy with fits the software: commands and settings exist, nothing is root. No engine is needed."""

import configparser
import json
import re
import shlex
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from extractor.cli.accounts import Roles
from extractor.cli.app import app
from extractor.config import Settings
from extractor.index.settings import IndexSettings
from extractor.llm.settings import ModelSettings
from extractor.review import Role
from extractor.service.settings import ServiceSettings

ROOT = Path(__file__).parent.parent
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
OURS = ("service", "workbench", "worker")
UNITS = sorted((ROOT / "deploy").glob("*.service"))
OF_OTHERS = {"PGPASSWORD", "HOME", "PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "ORT_DISABLE_TELEMETRY"}


def instructions():
    """The Dockerfile as pairs of instruction and arguments, lines joined."""
    text = re.sub(r"\\\n\s*", " ", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [tuple(line.split(None, 1)) for line in lines]


def of(instruction, stage=-1):
    """The arguments of an instruction in a stage, the last one unless given."""
    stages = []
    for name, rest in instructions():
        if name == "FROM":
            stages.append([])
        stages[-1].append((name, rest))
    return [rest for name, rest in stages[stage] if name == instruction]


def unit(path):
    """A unit's sections; a key that stands several times has all its values, a line each."""
    parser = configparser.RawConfigParser(strict=False, delimiters="=", dict_type=Several)
    parser.optionxform = str
    parser.read(path, encoding="utf-8")
    return parser


class Several(dict):
    def __setitem__(self, key, value):
        if isinstance(value, list) and isinstance(self.get(key), list):
            self[key].extend(value)
        else:
            super().__setitem__(key, value)


def settings_known():
    names = {"NIANBAO_USER", "NIANBAO_PASSWORD"}
    for model in (Settings, IndexSettings, ModelSettings, ServiceSettings):
        names |= {variable for name in model.model_fields for variable in model.variables(name)}
    return names


def accepted(arguments):
    """Whether the command line takes these arguments; nothing is run."""
    command, context, rest = get_command(app), None, list(arguments)
    while hasattr(command, "commands"):
        context = command.make_context(command.name, rest, parent=context)
        name, command, rest = command.resolve_command(context, [*context._protected_args, *context.args])
    return command.make_context(name, rest, parent=context).command.name


def started_by(path):
    """What a unit gives to `nianbao`; a shell's own words replaced by a name."""
    words = shlex.split(unit(path)["Service"]["ExecStart"])
    if words[:2] == ["/bin/sh", "-c"]:
        words = shlex.split(re.sub(r"\$\([^)]*\)", "today", words[2].removeprefix("exec ")))
    assert words[0] == "/opt/nianbao/bin/nianbao"
    return words[1:]


@pytest.mark.parametrize("name", OURS)
def test_commands_of_the_containers_exist(name):
    assert accepted(SERVICES[name]["command"]) == SERVICES[name]["command"][0]


def test_command_of_the_image_exists():
    assert json.loads(of("ENTRYPOINT")[0]) == ["nianbao"]
    assert accepted(json.loads(of("CMD")[0])) == "serve"


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_commands_of_the_units_exist(path):
    assert accepted(started_by(path)) == started_by(path)[0]


def test_unknown_options_would_be_noticed():
    with pytest.raises(Exception, match=r"(?i)no-such"):
        accepted(["serve", "--no-such"])


@pytest.mark.parametrize("name", OURS)
def test_settings_of_the_containers_exist(name):
    assert set(SERVICES[name]["environment"]) - OF_OTHERS <= settings_known()


def test_settings_of_image_and_units_exist():
    named = set(re.findall(r"\b([A-Z][A-Z_]+)=", " ".join(of("ENV"))))
    named |= set(re.findall(r"^#? ?([A-Z][A-Z_]+)=", (ROOT / "deploy/nianbao.env.example").read_text(), re.MULTILINE))
    for path in UNITS:
        named |= {line.partition("=")[0] for line in unit(path)["Service"]["Environment"].splitlines()}
    assert named - OF_OTHERS <= settings_known()
    assert "NIANBAO_DATA_DIR" in named


def test_image_runs_as_nobody_in_particular():
    user = of("USER")[-1].partition(":")[0]
    assert user.isdigit() and int(user) >= 10000
    assert f"--uid {user}" in of("RUN")[0]


def test_base_images_are_pinned_by_tag():
    given = [rest.split()[0] for name, rest in instructions() if name == "FROM"]
    given += [service["image"] for service in SERVICES.values()]
    assert [image for image in given if not re.search(r":[\w.-]*\d[\w.-]*$", image)] == []


def test_index_server_has_the_version_of_its_client():
    known = re.search(r"^chromadb==(\S+)$", (ROOT / "constraints.txt").read_text(), re.MULTILINE)
    assert SERVICES["index"]["image"] == f"chromadb/chroma:{known[1]}"


def test_what_is_copied_into_the_image_exists_and_is_not_ignored():
    wanted = [word for rest in of("COPY", 0) for word in rest.split()[:-1]]
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert [word for word in wanted if not (ROOT / word).exists()] == []
    assert set(wanted) == allowed


def test_health_of_every_container_is_known():
    assert "/health" in of("HEALTHCHECK")[0]
    assert "/_stcore/health" in SERVICES["workbench"]["healthcheck"]["test"][-1]
    assert "healthcheck" in SERVICES["database"]


@pytest.mark.parametrize("name", OURS)
def test_containers_have_no_rights_they_do_not_need(name):
    service = SERVICES[name]
    assert service["read_only"] and service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert not {"privileged", "user", "cap_add"} & set(service)


def test_only_service_and_workbench_are_reached_and_from_this_machine_alone():
    ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert sorted(ports) == ["service", "workbench"]
    assert all(port.startswith("127.0.0.1:") for given in ports.values() for port in given)


def test_containers_that_open_files_or_hold_data_have_no_way_out():
    assert COMPOSE["networks"]["inside"]["internal"]
    assert all(SERVICES[name]["networks"] == ["inside"] for name in ("worker", "database", "index"))


def test_volumes_and_networks_are_declared():
    for service in SERVICES.values():
        assert {volume.partition(":")[0] for volume in service["volumes"]} <= set(COMPOSE["volumes"])
        assert set(service["networks"]) <= set(COMPOSE["networks"])
        assert set(service.get("depends_on", ())) <= set(SERVICES)


def test_no_password_stands_in_a_file():
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "compose.yaml", *(ROOT / "deploy").iterdir()))
    assert re.findall(r"://[^\s/@]+:[^\s/@]+@", text) == []
    assert re.findall(r"PASSWORD(?:: +|=)(?!\$\{)[^\s#]+", text) == []


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_units_run_without_rights_they_do_not_need(path):
    service = unit(path)["Service"]
    assert service["User"] == "nianbao"
    assert (service["NoNewPrivileges"], service["ProtectSystem"]) == ("true", "strict")
    assert service["CapabilityBoundingSet"] == ""


def test_roles_of_the_command_line_are_those_of_the_review():
    assert [role.value for role in Roles] == [role.value for role in Role]
