import pytest

from extractor.schema import Outcome, StepError, Tables
from extractor.validation import check
from tests.builders import applications, document, report, sections, stated, tables


def named(**changes):
    text = document("统计期限自2022年1月1日起至2022年12月31日止。")
    return {item.rule: item for item in check(report(**changes), document=text)[0]}


def test_report_in_order_has_no_structural_finding():
    assert [rule for rule in named() if rule.startswith("structure.")] == []


def test_missing_parts_are_listed_in_one_finding():
    found = named(sections=sections((1, 2, 3, 4)))
    assert found["structure.part_missing"].params["count"] == 2
    assert "五" in found["structure.part_missing"].message


def test_parts_out_of_order_are_named():
    assert named(sections=sections((1, 3, 2, 4, 5, 6)))["structure.part_order"].params["order"].startswith("一 → 三")


def test_doubled_heading_is_named():
    assert named(sections=sections((1, 2, 3, 4, 5, 5, 6)))["structure.part_doubled"].params["count"] == 2


def test_missing_table_is_an_error():
    assert named(tables=tables(review_litigation=None))["structure.table_missing"].severity == "error"


def test_table_is_not_said_to_be_missing_where_reading_the_tables_failed():
    error = StepError(step="tables", message_id="error.step", message="步骤未能完成")
    found = named(tables=Tables(), errors=(error,))["structure.table_missing"]
    assert (found.outcome, found.severity) == (Outcome.UNKNOWN, "warning")


def test_report_before_2019_needs_neither_tables_nor_six_parts():
    found = named(form="pre2019", tables=Tables(), sections=(), year=stated(2012, "2012年"))
    assert not [rule for rule in found if rule.startswith(("structure.", "applications."))]


def test_missing_row_and_missing_cell_are_named_with_their_cells():
    table = applications()
    table["granted"] = None
    table["carried_over"]["company"] = None
    found = named(tables=tables(applications=table))
    assert "applications.granted.total" in found["structure.row_missing"].cells
    assert found["structure.cell_missing"].cells == ("applications.carried_over.company",)


@pytest.mark.parametrize(
    ("form", "year", "wrong"), [("2021", 2021, False), ("2019", 2020, False), ("2019", 2022, True)]
)
def test_form_is_held_against_the_year(form, year, wrong):
    found = named(form=form, year=stated(year), tables=tables(applications=applications(form)))
    assert ("structure.form_for_year" in found) is wrong


@pytest.mark.parametrize(
    ("form", "year", "words"),
    [
        ("2019", 2022, "2022 年度报告使用了 2019 年格式,应为 2021 年格式"),
        ("pre2019", 2022, "2022 年度报告没有 2021 年格式的表格(表二、表三、表四)"),
        ("2021", 2017, "2017 年度报告使用了 2021 年格式,当年还没有这种格式"),
    ],
)
def test_wrong_form_is_said_as_it_is(form, year, words):
    found = named(form=form, year=stated(year))
    assert found["structure.form_for_year"].message == words


@pytest.mark.parametrize(
    ("head", "wrong"),
    [
        ({"title": stated("云溪大学2022—2023学年信息公开工作年度报告")}, False),
        ({"issuer": stated("云溪职业技术学院")}, False),
        ({"issuer": stated("云溪县教育局")}, True),
    ],
    ids=["school year", "school", "office"],
)
def test_a_school_without_tables_is_held_against_no_form(head, wrong):
    no_tables = tables(disclosure=None, applications=None, review_litigation=None)
    found = named(**{"form": "pre2019", "year": stated(2023), "tables": no_tables} | head)
    assert ("structure.form_for_year" in found) is wrong


def test_single_other_row_under_form_2021_is_named_and_not_as_missing_rows():
    table = applications()
    for row in ("other_not_corrected", "other_fee_unpaid", "other_other"):
        table[row] = None
    table["other_handling"] = applications("2019")["other_handling"]
    found = named(tables=tables(applications=table))
    assert "structure.other_handling" in found
    assert "structure.row_missing" not in found


@pytest.mark.parametrize(
    ("issuer", "published", "late"),
    [
        ("云溪县林业局", "2023-01-31", False),
        ("云溪县林业局", "2023-02-01", True),
        ("云溪县人民政府", "2023-03-31", False),
        ("云溪县人民政府办公室", "2023-03-31", False),
        ("云溪县人民政府", "2023-04-01", True),
        ("云溪综合实验区", "2023-02-08", False),
        ("云溪经济开发区管委会", "2023-03-31", False),
        ("云溪县松林镇人民政府", "2023-04-01", True),
    ],
)
def test_deadline_depends_on_the_issuer(issuer, published, late):
    found = named(issuer=stated(issuer), published_on=stated(published))
    assert ("structure.published_late" in found) is late


def test_lateness_of_an_unknown_issuer_stays_unknown_in_february():
    found = named(issuer=None, published_on=stated("2023-02-20"))
    assert found["structure.published_late"].outcome is Outcome.UNKNOWN
    assert "structure.issuer_missing" in found


def test_lateness_of_a_town_stays_unknown_in_february():
    found = named(issuer=stated("云溪县松林镇人民政府"), published_on=stated("2023-02-20"))
    assert found["structure.published_late"].outcome is Outcome.UNKNOWN


def test_publication_before_the_year_ended_is_named():
    assert "structure.published_early" in named(published_on=stated("2022-12-20"))


@pytest.mark.parametrize("title", ["云溪县林业局2021年政府信息公开工作年度报告", "云溪县林业局二○二一年度报告"])
def test_year_of_the_title_is_held_against_the_report_year(title):
    assert named(title=stated(title))["structure.title_year"].left == 2021


def test_year_of_the_period_is_held_against_the_report_year():
    found = named(period_start=stated("2022-01-01"), period_end=stated("2021-12-31"))
    assert found["structure.period_year"].params == {"found": 2021, "year": 2022}


_SCHOOL = {"period_start": stated("2022-09-01"), "title": stated("芷川学院2022—2023学年信息公开工作年度报告")}


def test_school_year_raises_no_finding_about_its_dates():
    found = named(**_SCHOOL, period_end=stated("2023-08-31"), published_on=stated("2023-11-02"))
    assert not {"structure.title_year", "structure.period_year", "structure.published_late"} & set(found)
    assert "structure.published_early" not in found


def test_school_year_must_end_in_the_next_year():
    found = named(**_SCHOOL, period_end=stated("2022-08-31"))
    assert found["structure.period_year"].params == {"found": 2022, "year": 2023}


def test_report_of_a_school_year_before_its_end_is_early():
    found = named(**_SCHOOL, period_end=stated("2023-08-31"), published_on=stated("2023-06-30"))
    assert "structure.published_early" in found


def test_damaged_date_is_unknown():
    assert named(period_end=stated("2022-12"))["structure.period_year"].outcome is Outcome.UNKNOWN


def test_missing_year_is_an_error():
    assert named(year=None)["structure.year_missing"].severity == "error"
