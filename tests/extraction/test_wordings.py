"""Wordings of many officials: each invented sentence is another way to say what a field counts."""

from __future__ import annotations

import pytest

from tests.extraction.prose import facts, items


def stated(text: str) -> dict[str, list[float]]:
    """Return every value of every field that a text states."""
    found: dict[str, list[float]] = {}
    for fact in facts(text):
        found.setdefault(fact.field, []).append(fact.value)
    return found


def once(values: dict[str, float]) -> dict[str, list[float]]:
    return {field: [value] for field, value in values.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2022年,经县政府网站发布信息310条、微信公众号推送125条,全年共主动公开435条。",
            {"disclosure.total": 435, "disclosure.website": 310, "disclosure.wechat": 125},
        ),
        (
            "通过局网站公开112条,通过“柏溪水务”公众号公开96条,合计208条。",
            {"disclosure.total": 208, "disclosure.website": 112, "disclosure.wechat": 96},
        ),
        (
            "政府网站上线信息540条,公众号发布220条,公告栏张贴60份,三项总计820条。",
            {"disclosure.total": 820, "disclosure.website": 540,
             "disclosure.wechat": 220, "disclosure.print_and_boards": 60},
        ),
        (
            "门户网站180条、微博75条,二者合计255条。",
            {"disclosure.total": 255, "disclosure.website": 180, "disclosure.weibo": 75},
        ),
        (
            "网站发布91条,微信发布49条,加起来共140条。",
            {"disclosure.total": 140, "disclosure.website": 91, "disclosure.wechat": 49},
        ),
        (
            "区政府网站更新880条,新媒体推送620条,累计1500条,较去年多120条。",
            {"disclosure.total": 1500, "disclosure.website": 880,
             "disclosure.new_media": 620, "disclosure.change": 120},
        ),
        (
            "全年经网站、微信、公告栏公开各类信息共455条,其中网站300条,微信105条,公告栏50条。",
            {"disclosure.total": 455, "disclosure.website": 300,
             "disclosure.wechat": 105, "disclosure.print_and_boards": 50},
        ),
        (
            "通过镇政府门户网站、“云岭发布”微信公众号和村务公开栏,全年共公开信息677条。",
            {"disclosure.total": 677},
        ),
        (
            "利用县政府网站和政务新媒体累计发布各类信息1030条。",
            {"disclosure.total": 1030},
        ),
        (
            "通过校园网、公众号等渠道主动公开信息260条。",
            {"disclosure.total": 260},
        ),
        (
            "依托政府网站、政务微博、电子显示屏等载体,主动公开政府信息738条,其中网站601条。",
            {"disclosure.total": 738, "disclosure.website": 601},
        ),
        (
            "2023年主动公开政府信息共计409条(其中网站占300条,微信占109条)。",
            {"disclosure.total": 409, "disclosure.website": 300, "disclosure.wechat": 109},
        ),
        (
            "全年公开信息达506条:官网320条,公众号150条,宣传栏36条。",
            {"disclosure.total": 506, "disclosure.website": 320,
             "disclosure.wechat": 150, "disclosure.print_and_boards": 36},
        ),
        (
            "主动公开的信息总量为318条,网站上的有250条,其余68条见于公众号。",
            {"disclosure.total": 318, "disclosure.website": 250, "disclosure.wechat": 68},
        ),
        (
            "一年来,向社会公开各类政府信息522条。",
            {"disclosure.total": 522},
        ),
        (
            "我局全年有信息287条向社会公开。",
            {"disclosure.total": 287},
        ),
        (
            "2021年,我镇对外发布政务信息164条,比上一年增加31条。",
            {"disclosure.total": 164, "disclosure.change": 31},
        ),
        (
            "本年度晒出各类信息233条。",
            {"disclosure.total": 233},
        ),
        (
            "今年公开信息78条,去年为65条。",
            {"disclosure.total": 78},
        ),
        (
            "去年公开政府信息120条,今年增加到150条。",
            {"disclosure.total": 150, "disclosure.change": 30},
        ),
        (
            "上年主动公开信息90条,今年升至133条。",
            {"disclosure.total": 133, "disclosure.change": 43},
        ),
        (
            "主动公开信息由2021年的312条减少至2022年的287条。",
            {"disclosure.total": 287, "disclosure.change": -25},
        ),
        (
            "信息公开总量从上年的1020条上升到1180条。",
            {"disclosure.total": 1180, "disclosure.change": 160},
        ),
        (
            "主动公开政府信息1180条,上年为1020条。",
            {"disclosure.total": 1180},
        ),
        (
            "主动公开政府信息640条,比上一年少35条。",
            {"disclosure.total": 640, "disclosure.change": -35},
        ),
        (
            "主动公开信息640条,较2021年的600条多出40条。",
            {"disclosure.total": 640, "disclosure.change": 40},
        ),
        (
            "全年主动公开信息2310条,同比多了115条。",
            {"disclosure.total": 2310, "disclosure.change": 115},
        ),
        (
            "截至2014年底,累计主动公开政府信息2456条。",
            {},
        ),
        (
            "条例施行以来,全县累计公开信息5.6万条,其中2019年公开4300条。",
            {"disclosure.total": 4300},
        ),
        (
            "截至年底,本年度主动公开政府信息206条。",
            {"disclosure.total": 206},
        ),
        (
            "截止2022年12月31日,全年主动公开政府信息930条。",
            {"disclosure.total": 930},
        ),
        (
            "新收到政府信息公开申请31件,加上上年转来的2件,共办理33件。",
            {"applications.received": 31, "applications.carried_over": 2, "applications.total": 33},
        ),
        (
            "(二)依申请公开。新收申请12件,上年遗留1件,两项合计13件,办结13件。",
            {"applications.received": 12, "applications.carried_over": 1,
             "applications.total": 13, "applications.answered": 13},
        ),
        (
            "(二)依申请公开。受理申请9件,2020年转来2件,这11件均已办结。",
            {"applications.received": 9, "applications.carried_over": 2, "applications.total": 11},
        ),
        (
            "新收政府信息公开申请44件,上年度结转3件,应办47件,已办45件,余2件转下年。",
            {"applications.received": 44, "applications.carried_over": 3, "applications.total": 47,
             "applications.answered": 45, "applications.carried_forward": 2},
        ),
    ],
)  # fmt: skip
def test_totals_and_changes_are_told_from_their_parts(text: str, expected: dict[str, float]) -> None:
    assert stated(text) == once(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "全年挂网信息198条。",
            {"disclosure.website": 198},
        ),
        (
            "微信公众号年内发文145篇。",
            {"disclosure.wechat": 145},
        ),
        (
            "公众号全年推文88篇,粉丝6200人。",
            {"disclosure.wechat": 88},
        ),
        (
            "保留公众号1个,粉丝3200人,全年发稿96篇。",
            {"disclosure.wechat": 96, "platform.accounts": 1},
        ),
        (
            "“青槐城管”微信号推送信息270余条。",
            {"disclosure.wechat": 270},
        ),
        (
            "政务微博发博文310条。",
            {"disclosure.weibo": 310},
        ),
        (
            "在电台、电视台播发信息23条。",
            {"disclosure.print_and_boards": 23},
        ),
        (
            "报刊刊载15篇,户外大屏滚动播放40条。",
            {"disclosure.print_and_boards": 15},
        ),
        (
            "用大喇叭广播政策信息130次。",
            {"disclosure.print_and_boards": 130},
        ),
        (
            "村务公开栏张贴公示72份。",
            {"disclosure.print_and_boards": 72},
        ),
        (
            "校园网发布信息560条,校报刊发32篇。",
            {"disclosure.website": 560, "disclosure.print_and_boards": 32},
        ),
        (
            "在网上公开信息217条。",
            {"disclosure.website": 217},
        ),
        (
            "政务公开网公示信息322条。",
            {"disclosure.website": 322},
        ),
        (
            "抖音号发布短视频64条。",
            {"disclosure.new_media": 64},
        ),
        (
            "政务新媒体矩阵共推送1240条。",
            {"disclosure.new_media": 1240},
        ),
        (
            "出台规范性文件3件,全部配发解读。",
            {"disclosure.normative_documents": 3},
        ),
        (
            "邀请记者参加新闻通气会2场、新闻发布会1场。",
            {"disclosure.press_conferences": 1},
        ),
        (
            "编发解读稿件27篇。",
            {"disclosure.policy_interpretations": 27},
        ),
        (
            "12345热线转来诉求318件,均在时限内办理。",
            {"disclosure.hotline_12345": 318},
        ),
        (
            "接办12345平台交办工单1204单。",
            {"disclosure.hotline_12345": 1204},
        ),
        (
            "全年承接12345市民热线派单560件,办结率100%。",
            {"disclosure.hotline_12345": 560},
        ),
        (
            "承办市12345政务服务便民热线事项77件。",
            {"disclosure.hotline_12345": 77},
        ),
        (
            "办理热线工单431件。",
            {"disclosure.hotline_12345": 431},
        ),
        (
            "通过12345便民服务热线受理群众诉求2950件。",
            {"disclosure.hotline_12345": 2950},
        ),
        (
            "12345平台办件882件,满意率98.5%。",
            {"disclosure.hotline_12345": 882},
        ),
        (
            "“12345”热线全年来件73件,按期回复。",
            {"disclosure.hotline_12345": 73},
        ),
        (
            "回复领导信箱来信35封、12345工单112件。",
            {"disclosure.responses": 35, "disclosure.hotline_12345": 112},
        ),
        (
            "受理12315投诉举报903件、12345热线转办66件。",
            {"disclosure.hotline_12345": 66},
        ),
        (
            "网上留言29条全部答复。",
            {"disclosure.responses": 29},
        ),
        (
            "答复县长信箱和网上留言共46件。",
            {"disclosure.responses": 46},
        ),
        (
            "承办县人大代表建议6件,政协委员提案9件。",
            {"disclosure.npc_proposals": 6, "disclosure.cppcc_proposals": 9},
        ),
        (
            "人大议案建议办复14件、委员提案办复22件。",
            {"disclosure.npc_proposals": 14, "disclosure.cppcc_proposals": 22},
        ),
        (
            "政府采购项目7个,成交金额380万元。",
            {"disclosure.procurement_projects": 7, "disclosure.procurement_amount": 380},
        ),
        (
            "公开集中采购项目3个,总金额126.5万元。",
            {"disclosure.procurement_projects": 3, "disclosure.procurement_amount": 126.5},
        ),
    ],
)  # fmt: skip
def test_what_was_disclosed_is_read_in_many_wordings(text: str, expected: dict[str, float]) -> None:
    assert stated(text) == once(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2022年收悉政府信息公开申请17件,按期答复17件。",
            {"applications.received": 17, "applications.answered": 17},
        ),
        (
            "依申请公开方面,接收申请26件,答复24件,剩余2件正在办理。",
            {"applications.received": 26, "applications.answered": 24, "applications.carried_forward": 2},
        ),
        (
            "共接到群众提交的信息公开申请5件,都已办结。",
            {"applications.received": 5},
        ),
        (
            "公民、法人向我局提出信息公开申请8件,我局均依法答复。",
            {"applications.received": 8},
        ),
        (
            "(二)依申请公开。收到申请20件,已答复18件,其余2件仍在办理。",
            {"applications.received": 20, "applications.answered": 18, "applications.carried_forward": 2},
        ),
        (
            "收到信息公开申请14件,办结13件,尚有1件跨年办理。",
            {"applications.received": 14, "applications.answered": 13, "applications.carried_forward": 1},
        ),
        (
            "收到信息公开申请6件,办结5件,剩下1件待2023年办理。",
            {"applications.received": 6, "applications.answered": 5, "applications.carried_forward": 1},
        ),
        (
            "本年收到依申请公开6件,上年无结转。",
            {"applications.received": 6, "applications.carried_over": 0},
        ),
        (
            "受理政府信息公开申请3件,往年没有遗留。",
            {"applications.received": 3, "applications.carried_over": 0},
        ),
        (
            "收到申请4件,上年度未有结转申请,均已办结。",
            {"applications.received": 4, "applications.carried_over": 0},
        ),
        (
            "受理申请10件,年内办结10件,无结转下年件。",
            {"applications.received": 10, "applications.answered": 10, "applications.carried_forward": 0},
        ),
        (
            "办结申请16件:公开7件,部分公开2件,不公开3件,信息不存在4件。",
            {"applications.answered": 16, "applications.granted": 7, "applications.partially_granted": 2,
             "applications.denied": 3, "applications.unavailable": 4},
        ),
        (
            "答复申请9件,其中予以公开4件、本机关不掌握5件。",
            {"applications.answered": 9, "applications.granted": 4, "applications.unavailable": 5},
        ),
        (
            "共办结申请21件,同意公开12件,告知信息不存在6件,不予公开3件。",
            {"applications.answered": 21, "applications.granted": 12,
             "applications.unavailable": 6, "applications.denied": 3},
        ),
        (
            "收到政府信息公开申请7件,其中全部公开4件,部分公开1件,不予公开1件,本单位未制作1件。",
            {"applications.received": 7, "applications.granted": 4, "applications.partially_granted": 1,
             "applications.denied": 1, "applications.unavailable": 1},
        ),
        (
            "申请人共提出公开申请19件,比去年多6件。",
            {"applications.received": 19},
        ),
        (
            "全年零申请。",
            {"applications.received": 0},
        ),
        (
            "2021年没有公民、法人或者其他组织申请公开政府信息。",
            {"applications.received": 0},
        ),
        (
            "全年无依申请公开件。",
            {"applications.received": 0},
        ),
        (
            "无人申请信息公开。",
            {"applications.received": 0},
        ),
        (
            "2022年度,我镇依申请公开受理数为0。",
            {"applications.received": 0},
        ),
        (
            "因信息公开引发行政复议2起、行政诉讼1起。",
            {"applications.reconsiderations": 2, "applications.lawsuits": 1},
        ),
        (
            "政府信息公开类复议案件4件,诉讼案件1件。",
            {"applications.reconsiderations": 4, "applications.lawsuits": 1},
        ),
        (
            "无因政府信息公开引起的复议和诉讼。",
            {"applications.reconsiderations": 0, "applications.lawsuits": 0},
        ),
    ],
)  # fmt: skip
def test_requests_are_read_in_many_wordings(text: str, expected: dict[str, float]) -> None:
    assert stated(text) == once(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "自2008年以来我局共主动公开政府信息3120条。",
            {},
        ),
        (
            "召开新闻发布会、通气会6场。",
            {},
        ),
        (
            "对现行有效的42件规范性文件进行了全面清理,废止5件。",
            {"management.documents_reviewed": 42},
        ),
        (
            "逐一过筛规范性文件36件,保留30件,修改4件,废止2件。",
            {"management.documents_reviewed": 36},
        ),
        (
            "对历年规范性文件开展评估,共涉及51件。",
            {"management.documents_reviewed": 51},
        ),
        (
            "梳理行政规范性文件19件,拟继续有效15件。",
            {"management.documents_reviewed": 19},
        ),
        (
            "组织对64件规范性文件“回头看”,宣布失效7件。",
            {"management.documents_reviewed": 64},
        ),
        (
            "教职工代表大会征集提案33件。",
            {},
        ),
        (
            "职代会收到提案18件,立案12件。",
            {},
        ),
        (
            "公开建议提案复文11件。",
            {},
        ),
        (
            "受理许可申请300件,办理信访件21件。",
            {},
        ),
        (
            "举办政务公开培训班3期,培训260人次。",
            {"supervision.trainings": 3, "supervision.trainees": 260},
        ),
        (
            "组织业务培训两次,190人次到场听课。",
            {"supervision.trainings": 2, "supervision.trainees": 190},
        ),
        (
            "开展专题培训1场,到会85人。",
            {"supervision.trainings": 1, "supervision.trainees": 85},
        ),
        (
            "全年举办培训4期,覆盖320人次。",
            {"supervision.trainings": 4, "supervision.trainees": 320},
        ),
        (
            "召开业务培训会2次,各股室65人参训。",
            {"supervision.trainings": 2, "supervision.trainees": 65},
        ),
        (
            "集中轮训两轮,受训干部140人。",
            {"supervision.trainings": 2, "supervision.trainees": 140},
        ),
        (
            "办班3期,培训信息员90人次。",
            {"supervision.trainings": 3, "supervision.trainees": 90},
        ),
        (
            "组织条例学习培训5场次、受众410人次。",
            {"supervision.trainings": 5, "supervision.trainees": 410},
        ),
        (
            "集中培训一次,48名信息员听课。",
            {"supervision.trainings": 1, "supervision.trainees": 48},
        ),
        (
            "举行全镇公开业务培训1次,参加人员37名。",
            {"supervision.trainings": 1, "supervision.trainees": 37},
        ),
        (
            "对33名信息员进行培训2次。",
            {"supervision.trainings": 2, "supervision.trainees": 33},
        ),
        (
            "落实2名同志兼管信息公开工作。",
            {"supervision.staff": 2},
        ),
        (
            "安排办公室3名同志负责政务公开。",
            {"supervision.staff": 3},
        ),
        (
            "指定专人2名负责日常更新。",
            {"supervision.staff": 2},
        ),
        (
            "配备专(兼)职工作人员5人。",
            {"supervision.staff": 5},
        ),
        (
            "现有信息员24名。",
            {"supervision.staff": 24},
        ),
        (
            "自查发现问题18处,已改15处,其余3处限期整改。",
            {"platform.issues_found": 18, "platform.issues_fixed": 15},
        ),
        (
            "全年通报问题30个,29个已改到位。",
            {"platform.issues_found": 30, "platform.issues_fixed": 29},
        ),
        (
            "检查发现错链、错字等问题22处,全部改正。",
            {"platform.issues_found": 22},
        ),
        (
            "第三方评估指出问题16项,整改到位14项。",
            {"platform.issues_found": 16, "platform.issues_fixed": 14},
        ),
        (
            "排查隐患26个,修正26个。",
            {"platform.issues_found": 26, "platform.issues_fixed": 26},
        ),
        (
            "网站设栏目26个,归并重复栏目4个。",
            {"platform.columns": 26},
        ),
        (
            "撤销合并栏目9个。",
            {},
        ),
        (
            "门户网站全年点击量达152万次。",
            {"platform.website_visits": 1520000},
        ),
        (
            "官网访客46.5万人次。",
            {"platform.website_visits": 465000},
        ),
        (
            "维护政务微信、微博账号各1个。",
            {},
        ),
        (
            "目前在运公众号3个。",
            {"platform.accounts": 3},
        ),
        (
            "网站总浏览量91万人次。",
            {"platform.website_visits": 910000},
        ),
        (
            "依申请公开未收费。",
            {"other.fee_amount": 0},
        ),
        (
            "全部免费提供,没有收取信息处理费。",
            {"other.fee_amount": 0},
        ),
        (
            "本年度信息处理费为0元。",
            {"other.fee_amount": 0},
        ),
        (
            "未向申请人收取检索、复制、邮寄等费用。",
            {"other.fee_amount": 0},
        ),
        (
            "没有发出过收费通知。",
            {"other.fee_notices": 0},
        ),
        (
            "发出收费通知2件,共收280元。",
            {"other.fee_notices": 2, "other.fee_amount": 280},
        ),
        (
            "信息处理费收入460元。",
            {"other.fee_amount": 460},
        ),
        (
            "受理政务公开投诉2件。",
            {"supervision.complaints": 2},
        ),
        (
            "未接到有关信息公开的投诉,没有人被问责。",
            {"supervision.complaints": 0, "supervision.accountability": 0},
        ),
        (
            "无人因此被追责。",
            {"supervision.accountability": 0},
        ),
    ],
)  # fmt: skip
def test_the_office_is_read_in_many_wordings(text: str, expected: dict[str, float]) -> None:
    assert stated(text) == once(expected)


@pytest.mark.parametrize(
    ("text", "problems", "improvements"),
    [
        (
            "主要是公开节点不统一、企业关心的信息发布晚。对此,我局将统一公开节点,建立限时发布机制。",
            ["公开节点不统一", "企业关心的信息发布晚"],
            ["统一公开节点", "建立限时发布机制"],
        ),
        (
            "目录更新不及时,基层力量薄弱。为此,我镇拟按季更新目录,增配人员。",
            ["目录更新不及时", "基层力量薄弱"],
            ["按季更新目录", "增配人员"],
        ),
        (
            "存在的不足:政策解读形式单一;部分栏目内容少。针对上述问题,一要丰富解读形式;二要充实栏目内容。",
            ["政策解读形式单一", "部分栏目内容少"],
            ["丰富解读形式", "充实栏目内容"],
        ),
        (
            "公开意识不强,业务不熟悉。2024年将组织轮训,编印操作手册。",
            ["公开意识不强", "业务不熟悉"],
            ["组织轮训", "编印操作手册"],
        ),
        (
            "一是发布渠道窄;二是回应慢。今后打算:一是增设发布渠道;二是限时回应。",
            ["发布渠道窄", "回应慢"],
            ["增设发布渠道", "限时回应"],
        ),
        (
            "问题:内容更新慢,互动少。措施:明确更新时限;开设互动栏目。",
            ["内容更新慢", "互动少"],
            ["明确更新时限", "开设互动栏目"],
        ),
        (
            "主要问题:1.人员变动频繁。2.栏目内容陈旧。整改:1.稳定公开队伍。2.清理陈旧栏目。",
            ["人员变动频繁", "栏目内容陈旧"],
            ["稳定公开队伍", "清理陈旧栏目"],
        ),
        (
            "改进:建立台账,逐月通报。",
            [],
            ["建立台账", "逐月通报"],
        ),
        (
            "2022年,我局政务公开工作有了进步,但公开深度不够、更新不够及时。2023年,我局将着力抓好以下工作:一是细"
            "化公开事项;二是加强更新巡查。",
            ["公开深度不够", "更新不够及时"],
            ["细化公开事项", "加强更新巡查"],
        ),
        (
            "答复文书不规范,解读图表少。接下来,将统一答复文书样式,制作图表解读。",
            ["答复文书不规范", "解读图表少"],
            ["统一答复文书样式", "制作图表解读"],
        ),
        (
            "信息发布还不均衡,有的科室全年零报送。明年,我局计划把报送情况纳入考核,按月通报。",
            ["信息发布还不均衡", "有的科室全年零报送"],
            ["把报送情况纳入考核", "按月通报"],
        ),
        (
            "学校公开工作有待改进:院系网页更新迟缓,英文版内容偏少。2023—2024学年,学校拟统一院系网页模板,充实英"
            "文版内容。",
            ["院系网页更新迟缓", "英文版内容偏少"],
            ["统一院系网页模板", "充实英文版内容"],
        ),
        (
            "不足之处是依申请公开答复说理不充分,公开栏设置偏僻。我们打算聘请法律顾问审核答复,把公开栏移到村口。",
            ["依申请公开答复说理不充分", "公开栏设置偏僻"],
            ["聘请法律顾问审核答复", "把公开栏移到村口"],
        ),
        (
            "上年提出的3个问题已全部整改。今年的问题主要是:信息质量不高,群众看不懂;专业力量不足。改进的思路:请"
            "群众参与评审;引入专业团队。",
            ["信息质量不高,群众看不懂", "专业力量不足"],
            ["请群众参与评审", "引入专业团队"],
        ),
        (
            "(一)问题。一是公开范围偏窄。二是时效不强。(二)改进。一是扩大公开范围。二是压缩公开时间。",
            ["公开范围偏窄", "时效不强"],
            ["扩大公开范围", "压缩公开时间"],
        ),
        (
            "公开的内容仍有错漏,检索不便,年轻人之外的群体用不惯。将完善校对流程,上线长者版页面。",
            ["公开的内容仍有错漏", "检索不便", "年轻人之外的群体用不惯"],
            ["完善校对流程", "上线长者版页面"],
        ),
        (
            "问题一:公开渠道单一。问题二:业务培训少。举措一:开通视频号。举措二:每季度培训一次。",
            ["公开渠道单一", "业务培训少"],
            ["开通视频号", "每季度培训一次"],
        ),
        (
            "我镇政务公开仍存在短板,主要表现在:公开栏内容更新不及时,村级信息员流动大,公开内容与群众期盼有差距。"
            "解决办法:定期抽查公开栏,稳定村级信息员,开展需求调查。",
            ["公开栏内容更新不及时", "村级信息员流动大", "公开内容与群众期盼有差距"],
            ["定期抽查公开栏", "稳定村级信息员", "开展需求调查"],
        ),
        (
            "工作中也还有薄弱之处:标题党式解读多,干货少;归档不及时。来年重点做三件事:改进解读写法;建立归档制度"
            ";公开会议纪要。",
            ["标题党式解读多,干货少", "归档不及时"],
            ["改进解读写法", "建立归档制度", "公开会议纪要"],
        ),
        (
            "1.公开标准不一。各股室理解不同,同类信息有的公开有的不公开。改进措施:制定统一标准。2.检索功能弱。用"
            "户找信息费时。改进措施:升级检索系统。",
            ["公开标准不一", "检索功能弱"],
            ["制定统一标准", "升级检索系统"],
        ),
        (
            "一是对条例学习不深入,答复格式不统一。二是新媒体影响力小。改进情况:一是每季度学习条例一次,统一答复"
            "格式。二是与融媒体中心合作办号。",
            ["对条例学习不深入,答复格式不统一", "新媒体影响力小"],
            ["每季度学习条例一次", "与融媒体中心合作办号"],
        ),
        (
            "主要问题有:村务公开不经常,公开内容千篇一律,老人看不到网上信息。对策:按月公开,一村一策,广播入户。",
            ["村务公开不经常", "公开内容千篇一律", "老人看不到网上信息"],
            ["按月公开", "一村一策", "广播入户"],
        ),
        (
            "问题和不足。公开平台分散,群众不知道到哪里查;公开培训偏理论。努力方向。整合平台,设立统一入口;以案例"
            "教学。",
            ["公开平台分散,群众不知道到哪里查", "公开培训偏理论"],
            ["整合平台,设立统一入口", "以案例教学"],
        ),
    ],
)  # fmt: skip
def test_part_five_is_cut_in_many_wordings(text: str, problems: list[str], improvements: list[str]) -> None:
    assert items(text) == (problems, improvements)
