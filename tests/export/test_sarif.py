import json

import pytest

from extractor.export.lines import finding_lines
from extractor.export.sarif import SarifLog
from extractor.schema import Suggestion
from extractor.validation import check
from extractor.validation.identity import identities_of
from tests.builders import applications, cell, evidence, report, tables
from tests.validation.test_identity import finding

PATH = "报告/云溪 县.txt"
CELLS = ("applications.granted.company", "applications.granted.total")


def with_findings(*findings):
    table = applications()
    table["granted"]["company"] = cell(2, span=(40, 41))
    table["granted"]["total"] = cell(3, span=(50, 51))
    return report(tables=tables(applications=table), findings=findings)


def logged(*findings, lang="zh"):
    log = SarifLog(lang)
    log.add(PATH, with_findings(*findings))
    return json.loads(log.dump())["runs"][0]


def test_run_names_tool_version_and_the_rules_it_used():
    run = logged(finding(cells=CELLS), finding("reading.page_furniture"))
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["language"]) == ("nianbao", "zh-CN")
    assert [rule["id"] for rule in driver["rules"]] == ["applications.row_total", "reading.page_furniture"]
    assert [result["ruleIndex"] for result in run["results"]] == [0, 1]


def test_result_carries_the_key_of_the_finding():
    made = finding(cells=CELLS)
    (result,) = logged(made)["results"]
    assert result["partialFingerprints"]["findingKey/v1"] == identities_of([made])[0].key


@pytest.mark.parametrize(
    ("severity", "outcome", "kind", "level"),
    [
        ("error", "fail", "fail", "error"),
        ("warning", "fail", "fail", "warning"),
        ("info", "fail", "fail", "note"),
        ("warning", "unknown", "open", "none"),
    ],
)
def test_severity_is_the_level_and_what_stays_unknown_is_open(severity, outcome, kind, level):
    (result,) = logged(finding(severity=severity, outcome=outcome))["results"]
    assert (result["kind"], result["level"]) == (kind, level)
    assert result["properties"]["severity"] == severity


def test_locations_are_the_words_and_the_cells():
    made = finding(cells=CELLS).model_copy(update={"evidence": (evidence("12件", (7, 10)),)})
    (result,) = logged(made)["results"]
    places = [item["physicalLocation"] for item in (*result["locations"], *result["relatedLocations"])]
    assert [(item["region"]["charOffset"], item["region"]["charLength"]) for item in places] == [
        (7, 3),
        (40, 1),
        (50, 1),
    ]
    assert {item["artifactLocation"]["uri"] for item in places} == {
        "%E6%8A%A5%E5%91%8A/%E4%BA%91%E6%BA%AA%20%E5%8E%BF.txt"
    }


def test_cell_to_change_comes_first():
    made = finding(cells=CELLS, suggestion=Suggestion(cell=CELLS[1], value=2, reason=""))
    (result,) = logged(made)["results"]
    assert result["locations"][0]["physicalLocation"]["region"]["charOffset"] == 50
    assert next(finding_lines(PATH, with_findings(made), "zh")).startswith(f"{PATH}:50: error ")


def test_finding_without_a_place_is_about_the_file():
    (result,) = logged(finding("structure.year_missing"))["results"]
    assert "region" not in result["locations"][0]["physicalLocation"]
    assert next(finding_lines(PATH, with_findings(finding("structure.year_missing")), "zh")).startswith(f"{PATH}:0: ")


def test_cell_that_is_not_in_the_document_is_named():
    (result,) = logged(finding("structure.cell_missing", cells=["applications.nothing.total"]))["results"]
    (logical,) = result["locations"][0]["logicalLocations"]
    assert logical["fullyQualifiedName"] == "applications.nothing.total"


def test_file_that_could_not_be_read_is_a_notification():
    log = SarifLog("zh")
    log.add_failure("a.pdf", "文件已损坏")
    (invocation,) = json.loads(log.dump())["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "文件已损坏"


def test_messages_come_in_the_language_asked_for():
    found, _ = check(report(tables=tables(applications=applications(granted__company=2))))
    made = next(item for item in found if item.rule == "applications.row_total")
    assert "applicants" in logged(made, lang="en")["tool"]["driver"]["rules"][0]["shortDescription"]["text"]
    assert logged(made, lang="en")["results"][0]["message"] != logged(made)["results"][0]["message"]


def test_line_has_one_line_whatever_the_message():
    made = finding(message="第一行\n第二行", cells=CELLS)
    assert list(finding_lines(PATH, with_findings(made), "zh")) == [
        f"{PATH}:40: error applications.row_total 第一行 第二行"
    ]
