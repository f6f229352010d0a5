import pytest

from extractor.schema import Outcome, Severity
from tests.validation.worded import findings


@pytest.mark.parametrize(
    "text",
    [
        "公开信息300条,其中网站101条,新媒体123条,宣传栏76条。",
        "公开信息300条,与去年相比增加25条。其中网站101条,新媒体123条,宣传栏76条。",
        "规章13件(含新制定5件,修改4件,废止4件)。",
        "公开信息2139条,其中网站1744条,新媒体393条,公示栏2条,网站图解21条。",
        "收到30条,其中自然人20条,法人10条,答复办结290条。",
        "收到申请5件,答复9件,其中予以公开6件,无法提供3件。",
        "新收申请3件,其中予以公开6件,无法提供1件。",
        "公开信息300余条,其中网站201条,新媒体123条。",
        "公开信息300条,其中重点领域12条,政策文件5条等。",
        "办结58件,其中予以公开29件,部分公开6件,不予公开5件,无法提供14件,不予处理4件。",
        "公开信息111条,其中网站79条、公告栏等公开32条。",
        "账号5个,其中微信3个,栏目10个。",
        "公开信息1.2万条,其中网站0.8万条,新媒体0.5万条。",
        "采购金额0.3万元,其中货物0.1万元,服务0.2万元。",
        "公开信息300条,办结率99%,其中网站200条,阅读500次。",
    ],
)
def test_parts_that_agree_or_are_not_said_to_be_all_give_no_finding(text):
    assert findings(text, "prose.parts_sum") == []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("公开信息300条,其中网站101条,新媒体123条,宣传栏86条。", 310),
        ("公开信息300条,网站、新媒体、宣传栏分别为101条、123条、66条。", 290),
        ("公开信息300条。其中网站201条,新媒体123条。", 324),
        ("公开信息300条,其中网站301条,新媒体12条。", 313),
    ],
)
def test_parts_that_miss_their_total_are_named(text, whole):
    (found,) = findings(text, "prose.parts_sum")
    assert (found.outcome, found.severity, found.left, found.right) == (Outcome.FAIL, Severity.WARNING, whole, 300)


def test_parts_that_may_not_be_all_stay_open():
    (found,) = findings("公开信息300条,其中网站101条,新媒体123条。", "prose.parts_sum")
    assert (found.outcome, found.severity) == (Outcome.UNKNOWN, Severity.INFO)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("答复200件,其中予以公开100件(50%),不予公开60件(30%),其他处理40件(20%)。", []),
        ("答复200件,其中予以公开100件(50%),不予公开60件(35%),其他处理40件(20%)。", [35]),
        ("收到40件,其中自然人30件,占总数的75%。", []),
        ("收到40件,其中自然人30件,占总数的70%。", [70]),
        ("收到45件,其中自然人20件,占总数的44.4%。", []),
        ("收到40件,其中自然人30件,满意率70%。", []),
        ("发布解读12篇,图解占比45%。", []),
    ],
)
def test_share_follows_from_its_count_and_total(text, wrong):
    assert [item.left for item in findings(text, "prose.percentages")] == wrong


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("自然人、企业申请分别占80%、30%。", 1),
        ("自然人、企业申请分别占80%、20%。", 0),
        ("答复率、满意率分别为98%、99%。", 0),
    ],
)
def test_shares_of_one_whole_are_no_more_than_all_of_it(text, count):
    assert len(findings(text, "prose.shares")) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公开信息由2021年的200条增加到2022年的250条,增长25%。", []),
        ("公开信息由2021年的200条增加到2022年的250条,增加50条,增长25%。", []),
        ("公开信息由2021年的200条增加到2022年的250条,增加60条。", [50]),
        ("公开信息由2021年的200条增加到2022年的250条,增长20%。", [25]),
        ("公开信息250条,比上年增加50条,增长25%。", []),
        ("公开信息250条,比上年增加50条,增长20%。", [25]),
        ("公开信息150条,较上年减少50条,下降25%。", []),
        ("公开信息250条,同比增长20%。", []),
        ("公开信息250条,比上年增加50条,网站访问量增长20%。", []),
        ("公开信息由2021年的1.2万条增加到2022年的1.5万条,增长23.6%。", []),
        ("公开信息近250条,比上年增加50条,增长20%。", []),
    ],
)
def test_change_follows_from_the_numbers_of_both_years(text, expected):
    assert [item.right for item in findings(text, "prose.change")] == expected
