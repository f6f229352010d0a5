import pytest

from extractor.ask.catalogue import metric_of, metrics
from extractor.ask.model import Comparison, Kind, Operation, Order, Query
from extractor.ask.planner import plan_question
from extractor.ask.vocabulary import APPLICANT, APPLICATION, DOCUMENTS, FIELD, OUTCOME, REVIEW, section
from extractor.ask.writing import scope_text
from extractor.schema.fields import FIELDS
from extractor.schema.forms import APPLICATIONS, DISCLOSURE, REVIEW_LITIGATION
from tests.ask.conftest import NEW


@pytest.fixture
def plan(asker):
    def planning(question, last=None):
        return plan_question(question, asker.directory(), last)

    return planning


def problems(plan):
    return [note.message_id for note in plan.problems]


@pytest.mark.parametrize(
    ("question", "issuer"),
    [
        ("荻坪市财政局2022年申请量", "荻坪市财政局"),
        ("荻坪财政局2022年申请量", "荻坪市财政局"),
        ("芷溪区2022年申请量", "荻坪市芷溪区人民政府"),
        ("芷溪区财政局2022年申请量", "芷溪区财政局"),
        ("芷溪区财政金融局2022年申请量", "芷溪区财政金融局"),
        ("荻坪市2022年申请量", "荻坪市人民政府"),
        ("荻坪市财政居2022年申请量", "荻坪市财政局"),
        ("芷溪去财政局2022年申请量", "芷溪区财政局"),
        ("荻坪市芷溪区财政局2022年申请量", "芷溪区财政局"),
        ("How many applications did 荻坪市财政局 receive in 2022?", "荻坪市财政局"),
        ("荻坪市2022年财政局申请量", "荻坪市财政局"),
        ("市财政局2022年申请量(荻坪)", "荻坪市财政局"),
    ],
)
def test_an_issuer_is_told_by_what_people_call_it(plan, question, issuer):
    assert plan(question).query.issuers == (issuer,)


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        ("苇湖财政局2022年申请量", "ask.problem.issuer_ambiguous"),
        ("棠桥镇2022年申请量", "ask.problem.issuer_ambiguous"),
        ("荻坪市气象局2022年申请量", "ask.problem.issuer_unknown"),
        ("荻坪市税务局2022年申请量", "ask.problem.issuer_unknown"),
        ("芷川区财政局2022年申请量", "ask.problem.issuer_unknown"),
        ("青枫市2022年申请量", "ask.problem.issuer_unknown"),
        ("荻坪市财政局2017年申请量", "ask.problem.year_unknown"),
        ("荻坪市教育局2021年申请量", "ask.problem.year_of_issuer"),
        ("荻坪市财政局2022年编制多少人", "ask.problem.metric_unknown"),
        ("荻坪市财政局2022年女性申请多少件", "ask.problem.not_understood"),
        ("啊啊啊123", "ask.problem.metric_unknown"),
        ("SELECT * FROM reports; DROP TABLE reports", "ask.problem.metric_unknown"),
        ("", "ask.problem.empty"),
        ("申" * 100_000, "ask.problem.too_long"),
    ],
)
def test_what_is_unknown_or_doubtful_is_not_answered(plan, question, problem):
    refused = plan(question)
    assert refused.query is None
    assert problem in problems(refused)


def test_an_ambiguous_name_offers_both(plan):
    assert set(plan("苇湖财政局2022年申请量").candidates) == {"苇湖区财政局", "苇湖县财政局"}


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("荻坪市财政局去年申请量", (2021,)),
        ("荻坪市财政局近三年申请量", (2020, 2021, 2022)),
        ("荻坪市财政局2020–2022年申请量", (2020, 2021, 2022)),
        ("荻坪市财政局2021年以来申请量", (2021, 2022)),
        ("荻坪市财政局二〇二二年申请量", (2022,)),
        ("荻坪市财政局22年申请量", (2022,)),
        ("荻坪市财政局2022年申请量比上年多多少", (2021, 2022)),
        ("荻坪市财政局2022年申请量,不是2021年的", (2022,)),
        ("荻坪市财政局历年申请量", ()),
    ],
)
def test_years_as_people_say_them(plan, question, years):
    assert plan(question).query.years == years


def test_a_year_with_a_digit_too_many_is_the_one_of_the_store_it_can_be(plan):
    read = plan("荻坪市财政局20222年申请量")
    assert read.query.years == (2022,)
    assert "ask.understood.year_typed" in [note.message_id for note in read.understood]


@pytest.mark.parametrize("typed", ["20202", "20172"])
def test_a_year_with_a_digit_too_many_that_can_be_several_or_none_is_not_guessed(plan, typed):
    refused = plan(f"荻坪市财政局{typed}年申请量")
    assert refused.query is None
    assert "ask.problem.year_unknown" in problems(refused)


def test_years_counted_back_are_told(plan):
    (note,) = plan("荻坪市财政局去年申请量").understood
    assert (note.params["years"], note.params["newest"]) == ("2021", 2022)


@pytest.mark.parametrize(
    ("question", "metric"),
    [
        ("荻坪市财政局2022年自然人申请多少件", "applications.new_received.natural_person"),
        ("荻坪市财政局2022年上年结转多少件", "applications.carried_over.total"),
        ("荻坪市财政局2022年过程性信息不予公开几件", "applications.denied_process_information.total"),
        ("荻坪市财政局2022年复议败诉几件", "review_litigation.reconsideration.corrected"),
        ("荻坪市财政局2022年废止规范性文件几件", "disclosure.normative_documents.repealed"),
        ("荻坪市财政局2020年规范性文件几件", "disclosure.normative_documents.produced"),
        ("荻坪市财政局2022年收费多少", "disclosure.fees.amount"),
        ("荻坪市财政局2022年信息处理费多少", "other.fee_amount"),
        ("荻坪市财政局2022年培训多少人次", "supervision.trainees"),
    ],
)
def test_metrics_by_their_everyday_names(plan, question, metric):
    assert plan(question).query.metrics == (metric,)


def test_every_metric_has_a_name_and_every_name_a_metric():
    known = metrics()
    for kind, name in ((APPLICATION, "applications.{}.total"), (REVIEW, "review_litigation.{}.total"), (FIELD, "{}")):
        assert all(name.format(key) in known for key in section(kind))
    assert all(metric_of(field.name) for field in FIELDS)
    rows = {
        (table.key, row.key) for forms in (APPLICATIONS, DISCLOSURE) for table in forms.values() for row in table.rows
    }
    rows |= {("review_litigation", row.key) for row in REVIEW_LITIGATION.rows}
    named = {"applications": APPLICATION, "disclosure": DOCUMENTS, "review_litigation": REVIEW}
    assert all(row in section(named[table]) for table, row in rows)
    assert "organizations" in section(APPLICANT)
    assert set(section(OUTCOME)) < {name.split(".")[2] for name in known if name.startswith("review_litigation")}


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("2022年哪个单位申请最多", Operation.RANK),
        ("2022年全部单位申请合计", Operation.SUM),
        ("2022年平均每个单位多少件申请", Operation.MEAN),
        ("2022年多少个单位没有收到申请", Operation.COUNT),
        ("荻坪市财政局2022年不予公开占比", Operation.SHARE),
        ("荻坪市财政局申请量的变化趋势", Operation.TREND),
        ("2022年哪些单位申请超过30件", Operation.LIST),
        ("荻坪市财政局和荻坪市教育局2022年申请量对比", Operation.COMPARE),
        ("荻坪市财政局2022年存在哪些问题", Operation.PASSAGES),
    ],
)
def test_what_is_to_be_done(plan, question, operation):
    assert plan(question).query.operation is operation


def test_bounds_ends_and_limits(plan):
    listed = plan("2022年哪些单位申请在30件以上").query
    assert (listed.condition.comparison, listed.condition.bound) == (Comparison.AT_LEAST, 30)
    ranked = plan("2022年申请最少的三家单位").query
    assert (ranked.order, ranked.limit) == (Order.LEAST, 3)


def test_an_amount_is_held_against_the_unit_of_its_metric(plan):
    assert plan("2022年收费超过1000万元的单位").query.condition.bound == 1000


def test_a_place_with_a_kind_is_a_region(plan):
    query = plan("荻坪市各区县2022年申请最多的是哪个").query
    assert (query.region, query.issuers) == ("荻坪市", ())


def test_a_question_goes_on_from_the_one_before(plan):
    first = plan("荻坪市财政局2022年收到多少件申请").query
    year = plan("那2021年呢?", first).query
    assert (year.issuers, year.years, year.metrics) == (first.issuers, (2021,), first.metrics)
    metric = plan("其中不予公开多少", year).query
    assert (metric.issuers, metric.years, metric.metrics) == (year.issuers, (2021,), ("applications.denied.total",))
    compared = plan("跟荻坪市教育局比呢", first).query
    assert (compared.operation, compared.issuers) == (Operation.COMPARE, ("荻坪市财政局", "荻坪市教育局"))


def test_an_operation_is_kept_where_only_the_metric_is_new(plan):
    first = plan("2022年全部单位的行政处罚一共多少件").query
    assert plan("行政许可呢?", first).query.operation is Operation.SUM


def test_an_abstention_says_what_is_there(ask):
    answer = ask("荻坪市教育局2021年申请量")
    assert answer.kind is Kind.ABSTAINED
    assert "2022" in answer.text
    assert not answer.figures
    assert not answer.citations


def test_a_long_question_is_planned_in_a_moment(plan):
    assert plan("荻坪市财政局" * 60).query is None


@pytest.mark.parametrize(
    ("question", "metric", "years"),
    [
        ("荻坪市财政局2022年年底没办完的申请几件", "applications.carried_forward.total", (2022,)),
        ("荻坪市财政局2021年转入2022年继续处理的申请几件", "applications.carried_forward.total", (2021,)),
        ("荻坪市财政局2022年从2021年结转来的申请几件", "applications.carried_over.total", (2022,)),
        ("荻坪市财政局从2021年结转来的申请几件", "applications.carried_over.total", (2022,)),
        ("荻坪市财政局2022年没能提供信息的申请几件", "applications.unavailable.total", (2022,)),
        ("荻坪市财政局2022年拒了几件申请", "applications.denied.total", (2022,)),
        ("荻坪市财政局2021年被人告上法庭几次", "review_litigation.litigation.total", (2021,)),
        ("荻坪市财政局2021年本年废止规范性文件几件", "disclosure.normative_documents.repealed", (2021,)),
        ("How many newly received applications in the annual report of 荻坪市财政局 for 2022?", NEW, (2022,)),
    ],
)
def test_wordings_that_name_a_row_in_other_words(plan, question, metric, years):
    query = plan(question).query
    assert (query.metrics, query.years) == ((metric,), years)


@pytest.mark.parametrize(
    "question",
    [
        "荻坪市财政局2022年平均答复一件申请要几天",
        "荻坪市财政局2022年行政许可的办理时限",
        "荻坪市财政局2022年当面提交的申请多少件",
        "荻坪市财政局2022年女性申请多少件,是什么情况",
    ],
)
def test_what_no_report_counts_is_not_taken_for_the_nearest(plan, question):
    assert plan(question).query is None


@pytest.mark.parametrize(
    ("question", "parts", "prefer"),
    [
        ("荻坪市财政局2022年哪里做得还不够", (5,), ()),
        ("荻坪市财政局2022年坦承的差距是什么", (5,), ()),
        ("荻坪市财政局2022年接下来怎么补齐短板", (5,), ()),
        ("荻坪市财政局2022年食堂公开得怎么样", (), ()),
        ("荻坪市财政局2022年在食堂方面存在哪些问题", (), ()),
        ("What shortcomings did 荻坪市财政局 admit in 2022?", (5,), ()),
    ],
)
def test_problems_and_improvements_are_asked_for_in_many_words(plan, question, parts, prefer):
    query = plan(question).query
    assert (query.operation, query.parts, query.prefer) == (Operation.PASSAGES, parts, prefer)


def test_the_year_before_is_counted_from_the_question_before(plan):
    first = plan("荻坪市财政局2021年收到多少件申请").query
    assert plan("上一年呢", first).query.years == (2020,)
    assert plan("再往前一年呢", first).query.years == (2020,)
    compared = plan("比上一年多多少", first).query
    assert (compared.operation, compared.years) == (Operation.COMPARE, (2020, 2021))


def test_an_everyday_word_is_no_issuer(plan):
    assert plan("荻坪市财政局2022年景区怎么公开").query.issuers == ("荻坪市财政局",)


def test_both_issuers_are_meant_where_the_government_is_named_as_one(plan):
    issuers = plan("荻坪市政府和财政局2022年申请量").query.issuers
    assert issuers == ("荻坪市人民政府", "荻坪市财政局")


@pytest.mark.parametrize("said", ["20到22年", "20-22年", "2020到2022年"])
def test_a_range_of_years_may_be_said_in_short(plan, said):
    assert plan(f"荻坪市财政局{said}申请量").query.years == (2020, 2021, 2022)


def test_a_part_of_the_report_may_be_named_by_its_number(plan):
    assert plan("荻坪市财政局2022年第六部分讲了什么").query.parts == (6,)


def test_spaces_between_single_characters_are_no_words(plan):
    assert plan("荻坪市财政局 2022 年 问 题").query.parts == (5,)


def test_what_has_no_question_word_is_looked_for_in_the_passages_of_a_named_issuer(plan):
    query = plan("荻坪市财政局2022年灯谜晚会").query
    assert query.operation is Operation.PASSAGES and "灯谜晚会" in query.words


def test_a_number_that_no_report_has_is_no_question_for_passages(plan):
    assert problems(plan("荻坪市财政局2022年收到表扬信几封")) == ["ask.problem.metric_unknown"]


@pytest.mark.parametrize(
    ("limit", "zh", "en"),
    [(1, "最多的一个", "the highest"), (3, "最多的 3 个", "the 3 highest"), (None, "从多到少", "highest")],
)
def test_a_rank_says_how_many_it_names(limit, zh, en):
    query = Query(operation=Operation.RANK, metrics=(NEW,), limit=limit)
    assert zh in scope_text(query, "zh") and en in scope_text(query, "en")
