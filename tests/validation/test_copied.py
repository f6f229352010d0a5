import pytest

from extractor.schema import Section
from tests.builders import stated
from tests.validation.worded import findings


def named(text, rule, issuer="云溪县林业局"):
    preamble = Section(part=1, title="", span=(len(text) - 1, len(text)))
    found = findings(text, rule, issuer=stated(issuer), sections=(preamble,))
    return [item.params.get("named") or item.params["printed"] for item in found]


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("编制了《云溪县民政局政府信息公开指南(试行)》。", ["云溪县民政局"]),
        ("修订《荻坪县林业局政府信息公开指南》。", ["荻坪县林业局"]),
        ("如有疑问,请与云溪县民政局办公室联系(电话0000-5550000)。", ["云溪县民政局"]),
        ("本报告由云溪县民政局编制。", ["云溪县民政局"]),
        ("编制了《云溪县林业局政府信息公开指南》。", []),
        ("编制了《林业局政府信息公开指南》。", []),
        ("按照《云溪县人民政府信息公开指南》办理。", []),
        ("修订了《云溪县人民政府信息公开指南》。", []),
        ("请与云溪县林业局办公室联系(电话0000-5550000)。", []),
        ("请与云溪县人民政府办公室联系。", []),
        ("学习《砚海省林业厅政府信息公开指南》。", []),
    ],
)
def test_other_agency_where_the_issuer_should_stand_is_named(text, foreign):
    assert named(text, "structure.foreign_issuer") == foreign


@pytest.mark.parametrize(
    ("issuer", "text"),
    [
        ("云溪县工业和信息化局", "请与云溪县工信局联系。"),
        ("荻坪市云溪区商务和投资促进局", "请与区商促局联系。"),
        ("云溪县卫生健康委员会", "请与云溪县卫生健康局联系。"),
        ("云溪县人民政府", "请与云溪县政务服务局联系。"),
        ("云溪县苇埭镇人民政府", "请与云溪县苇埭镇人民政府联系。"),
        ("云溪县住房和城乡建设局", "请与云溪县住建局联系。"),
    ],
)
def test_short_names_and_own_offices_are_not_foreign(issuer, text):
    assert named(text, "structure.foreign_issuer", issuer) == []


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("2022年,荻坪县林业局认真贯彻条例。", ["荻坪县林业局"]),
        ("2022年,云溪县林业局认真贯彻条例。", []),
        ("2022年,砚海省林业厅高度重视,荻坪市人民政府高度重视。", []),
        ("今年以来,县林业局认真贯彻条例。", []),
    ],
)
def test_agency_of_another_place_as_subject_is_named(text, foreign):
    assert named(text, "structure.foreign_place") == foreign


@pytest.mark.parametrize(
    ("issuer", "text", "words"),
    [
        ("云溪县苇埭镇人民政府", "我局高度重视。", "我局"),
        ("云溪县林业局", "我镇高度重视。", "我镇"),
        ("荻坪市云溪区林业局", "我县高度重视。", "我县"),
        ("云溪县林业局", "我区高度重视。", "我区"),
        ("云溪县人民政府", "我局高度重视。", "我局"),
    ],
)
def test_self_of_another_kind_of_issuer_is_named(issuer, text, words):
    assert named(text, "structure.foreign_self", issuer) == [words]


@pytest.mark.parametrize(
    ("issuer", "text"),
    [
        ("云溪县林业局", "我局、我县高度重视。"),
        ("云溪县苇埭镇人民政府", "打破自我局限,我镇、我县高度重视。"),
        ("云溪县林业局", "我区(砚海自治区)要求。"),
        ("荻坪综合实验区", "我县高度重视。"),
        ("荻坪市云溪区林业局", "我区、我市高度重视。"),
    ],
)
def test_own_self_and_that_of_the_place_above_are_right(issuer, text):
    assert named(text, "structure.foreign_self", issuer) == []
