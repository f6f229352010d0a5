from pathlib import Path

import pytest

from extractor.errors import ConfigError
from extractor.messages import render
from extractor.schema import Remark, Severity
from extractor.validation import check
from extractor.validation.settings import CheckSettings, Tolerances
from extractor.validation.settings_file import read_check_settings
from tests.builders import applications, fact, report, stated, tables


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "nianbao.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def with_blank(**changes):
    return report(tables=tables(applications=applications(granted__company=None)), **changes)


def of_rule(rule, settings, remarks=(), whole=None):
    found, checks = check(whole or with_blank(), remarks, settings=settings)
    return [item for item in found if item.rule == rule], checks


def test_severity_is_changed_and_the_finding_says_by_which_entry():
    settings = CheckSettings(severity={"cell.blank": Severity.ERROR})
    (finding,), _ = of_rule("cell.blank", settings)
    assert (finding.severity, finding.setting) == (Severity.ERROR, "severity.cell.blank")


def test_other_findings_carry_no_setting():
    settings = CheckSettings(severity={"cell.blank": Severity.ERROR})
    found, _ = check(with_blank(), settings=settings)
    assert [item.rule for item in found if item.setting] == ["cell.blank"]


def test_severity_leaves_a_check_that_could_not_be_done_as_it_is():
    settings = CheckSettings(severity={"applications.balance": Severity.INFO})
    found, _ = of_rule("applications.results", settings)
    assert {item.severity for item in found} == {Severity.WARNING}


def test_switched_off_rule_is_silent_but_named_once_and_counted():
    settings = CheckSettings(off={"cell.blank"})
    assert of_rule("cell.blank", settings)[0] == []
    (finding,), checks = of_rule("settings.off", settings)
    assert "cell.blank" in finding.message
    assert finding.setting == "off"
    assert checks.unknown == check(with_blank())[1].unknown + 1


def test_remarks_of_a_switched_off_rule_are_counted():
    settings = CheckSettings(off={"reading.page_furniture"})
    remarks = (Remark(rule="reading.page_furniture"),)
    (finding,), _ = of_rule("settings.off", settings, remarks)
    assert finding.params["dropped"] == 1
    assert render(finding.message_id, finding.params, "en").endswith("1 are not listed")


def test_without_settings_nothing_says_otherwise():
    assert not any(item.setting for item in check(with_blank())[0])


def test_file_is_read_with_quoted_and_unquoted_rule_ids(written):
    path = written('off = ["cell.placeholder"]\n[severity]\ncell.blank = "error"\n"cell.fraction" = "warning"\n')
    settings = read_check_settings(path)
    assert settings.off == {"cell.placeholder"}
    assert settings.severity == {"cell.blank": Severity.ERROR, "cell.fraction": Severity.WARNING}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('off = ["cell.blnk"]', "cell.blank"),
        ('[severity]\n"cell.blnk" = "error"', "severity.cell.blnk"),
        ('[severity]\n"cell.blank" = "fatal"', "severity.cell.blank"),
        ("[tolerances]\nfees = 1", "tolerances"),
        ("[tolerance]\ndeadline = 1", "tolerance.deadline"),
        ("[tolerance]\ndeadline_days = -1", "tolerance.deadline_days"),
        ("[tolerance]\napproximate = nan", "tolerance.approximate"),
        ("off = ['cell.blank']\n[severity]\n'cell.blank' = 'info'", "cell.blank"),
        ("off = [", "end of document"),
        ('off = "cell.blank"', "off"),
    ],
)
def test_wrong_entry_is_named_with_the_file(written, text, named):
    path = written(text)
    with pytest.raises(ConfigError) as caught:
        read_check_settings(path)
    message = render(caught.value.message_id, caught.value.params)
    assert str(path) in message
    assert named in message


@pytest.mark.parametrize("name", ["missing.toml", "."])
def test_file_that_cannot_be_read_is_a_config_error(tmp_path, name):
    with pytest.raises(ConfigError):
        read_check_settings(tmp_path / name)


def test_hash_tells_settings_apart_by_their_effect():
    one = CheckSettings(off={"cell.blank", "cell.fraction"})
    other = CheckSettings(off={"cell.fraction", "cell.blank"}, office={"name": "云溪县政务公开办"})
    assert one.hash == other.hash != CheckSettings(off={"cell.blank"}).hash
    assert CheckSettings(office={"name": "云溪县政务公开办"}).hash is None


EXAMPLE = Path(__file__).parents[2] / "docs" / "nianbao.example.toml"


def test_example_of_the_docs_can_be_used_and_names_every_entry():
    settings = read_check_settings(EXAMPLE)
    assert settings.model_fields_set == set(CheckSettings.model_fields)
    assert settings.tolerance.model_fields_set == set(Tolerances.model_fields)
    assert settings.office.name


def test_tolerance_that_is_set_is_named_by_what_it_changed():
    late = report(published_on=stated("2023-02-20"))
    changed = CheckSettings(tolerance={"deadline_days": 10})
    (finding,), _ = of_rule("structure.published_late", changed, whole=late)
    assert finding.setting == "tolerance.deadline_days"
    assert of_rule("structure.published_late", CheckSettings(tolerance={"deadline_days": 20}), whole=late)[0] == []


def test_approximate_numbers_may_be_off_by_the_share_that_is_set():
    table = applications(new_received__total=130, new_received__company=130)
    about = report(tables=tables(applications=table), facts=(fact("applications.received", 100, approximate=True),))
    rule = "prose.applications.received"
    assert len(of_rule(rule, CheckSettings(), whole=about)[0]) == 1
    assert of_rule(rule, CheckSettings(tolerance={"approximate": 0.3}), whole=about)[0] == []
