"""Wordings of many officials: each invented sentence is another way to say what a field counts."""

from __future__ import annotations

import pytest

from tests.extraction.prose import facts


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
        (
            "2024年,我局共对外公开信息532条,其中官网公开311条,微信公开221条,与2023年基本持平。",
            {"disclosure.total": 532, "disclosure.website": 311, "disclosure.wechat": 221},
        ),
        (
            "区局通过多种渠道公开信息,其中网站286条、微信104条、报纸12条,共计402条。",
            {"disclosure.total": 402, "disclosure.website": 286,
             "disclosure.wechat": 104, "disclosure.print_and_boards": 12},
        ),
        (
            "我镇全年主动公开信息数量为355条,其中依托县政府网站主动公开210条,依托村级公示栏公开145条。",
            {"disclosure.total": 355, "disclosure.website": 210, "disclosure.print_and_boards": 145},
        ),
        (
            "今年以来主动公开各类政府信息达1,206条,较去年同期上升8.3%。",
            {"disclosure.total": 1206},
        ),
        (
            "主动公开政府信息总量达到3.2万条。",
            {"disclosure.total": 32000},
        ),
        (
            "截至12月31日,全年主动公开信息746条。",
            {"disclosure.total": 746},
        ),
        (
            "截至2023年底,网站累计发布信息12000条,本年新增830条。",
            {},
        ),
        (
            "2023年全年发布信息689条,比2022年多发布54条。",
            {"disclosure.total": 689, "disclosure.change": 54},
        ),
        (
            "主动公开信息430条,同比下降11%,较上年减少53条。",
            {"disclosure.total": 430, "disclosure.change": -53},
        ),
        (
            "本年公开政府信息288条(上年为301条)。",
            {"disclosure.total": 288},
        ),
        (
            "全年通过网站、新媒体等平台发布信息1356条次。",
            {"disclosure.total": 1356},
        ),
        (
            "各类信息公开数合计为963条。",
            {"disclosure.total": 963},
        ),
        (
            "微信公众号累计关注1.3万人,发布图文信息268条。",
            {"disclosure.wechat": 268},
        ),
        (
            "(二)依申请公开。新收申请16件,上年结转2件,共18件。已办结17件,剩余1件。",
            {"applications.received": 16, "applications.carried_over": 2, "applications.total": 18,
             "applications.answered": 17, "applications.carried_forward": 1},
        ),
        (
            "(二)依申请公开。新收政府信息公开申请20件,加上2022年结转的1件,总计21件。",
            {"applications.received": 20, "applications.carried_over": 1, "applications.total": 21},
        ),
        (
            "开展线上线下培训6次,累计培训人员800人次。",
            {"supervision.trainings": 6, "supervision.trainees": 800},
        ),
        (
            "一年来,我镇依托县政府门户网站公开政府信息188条,依托微信公众号公开302条,通过电子屏公开41条,累计531条。",
            {"disclosure.total": 531, "disclosure.website": 188,
             "disclosure.wechat": 302, "disclosure.print_and_boards": 41},
        ),
        (
            "全年网站、公众号两个平台发布信息合计642条,网站233条,公众号409条。",
            {"disclosure.total": 642, "disclosure.website": 233, "disclosure.wechat": 409},
        ),
        (
            "主动公开政府信息2043条,同比增加188条,增幅10.1%。",
            {"disclosure.total": 2043, "disclosure.change": 188},
        ),
        (
            "全年公开政府信息为1560条,增长幅度为4%,净增60条。",
            {"disclosure.total": 1560, "disclosure.change": 60},
        ),
        (
            "主动公开数较上年净减少14条。",
            {"disclosure.change": -14},
        ),
        (
            "(二)依申请公开。受理量为22件,其中上年结转3件,答复20件,2件结转下年度。",
            {"applications.total": 22, "applications.carried_over": 3,
             "applications.answered": 20, "applications.carried_forward": 2},
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
        (
            "全年在官方网站发布政务动态、通知公告等信息416条,在“沐溪之窗”公众号推送信息203条。",
            {"disclosure.website": 416, "disclosure.wechat": 203},
        ),
        (
            "政府网站共更新信息2046条,政务微信共推文415篇,政务微博发布127条。",
            {"disclosure.website": 2046, "disclosure.wechat": 415, "disclosure.weibo": 127},
        ),
        (
            "网站集中发布政府信息1780条,公报刊登文件86件。",
            {"disclosure.website": 1780},
        ),
        (
            "公众号粉丝突破2万,全年发布推文320篇。",
            {"disclosure.wechat": 320},
        ),
        (
            "利用LED显示屏发布公告32条。",
            {"disclosure.print_and_boards": 32},
        ),
        (
            "组织新闻发布4场次。",
            {"disclosure.press_conferences": 4},
        ),
        (
            "召开“稳就业”专题新闻发布会3场。",
            {"disclosure.press_conferences": 3},
        ),
        (
            "政策文件解读率100%,共发布各类解读43篇(次)。",
            {"disclosure.policy_interpretations": 43},
        ),
        (
            "以图解、视频等形式解读政策19次。",
            {"disclosure.policy_interpretations": 19},
        ),
        (
            "全年制定印发行政规范性文件8件,废止3件,现行有效57件。",
            {"disclosure.normative_documents": 8},
        ),
        (
            "规范性文件方面,今年新制定2件。",
            {"disclosure.normative_documents": 2},
        ),
        (
            "没有出台行政规范性文件。",
            {"disclosure.normative_documents": 0},
        ),
        (
            "办理区人大代表意见建议21件,区政协委员提案33件,均已公开。",
            {"disclosure.npc_proposals": 21, "disclosure.cppcc_proposals": 33},
        ),
        (
            "承办省、市人大建议5件和政协提案8件。",
            {"disclosure.npc_proposals": 5, "disclosure.cppcc_proposals": 8},
        ),
        (
            "收到“12345”平台转办件96件,办结96件。",
            {"disclosure.hotline_12345": 96},
        ),
        (
            "12345热线工单量3217件,同比下降6%。",
            {"disclosure.hotline_12345": 3217},
        ),
        (
            "妥善处置市长热线、12345工单共计581件。",
            {"disclosure.hotline_12345": 581},
        ),
        (
            "全年接听12345咨询电话1300余个。",
            {"disclosure.hotline_12345": 1300},
        ),
        (
            "回复网友提问123条。",
            {"disclosure.responses": 123},
        ),
        (
            "发布政府集中采购信息12条,采购项目9个,总金额1530万元。",
            {"disclosure.procurement_projects": 9, "disclosure.procurement_amount": 1530},
        ),
        (
            "热线方面,12345共派单1920件,响应率100%。",
            {"disclosure.hotline_12345": 1920},
        ),
        (
            "“12345”政务服务便民热线收到来电诉求2.3万件。",
            {"disclosure.hotline_12345": 23000},
        ),
        (
            "全年印发文件310件,其中规范性文件2件。",
            {"disclosure.normative_documents": 2},
        ),
        (
            "政府采购合同公告21份,采购总金额2.1亿元。",
            {"disclosure.procurement_amount": 21000},
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
        (
            "(二)依申请公开。本年度共收到申请12件,全部为自然人申请,均已按期答复。",
            {"applications.received": 12},
        ),
        (
            "(二)依申请公开情况。共受理13件,办结13件,其中予以公开8件,部分公开1件,无法提供4件。",
            {"applications.received": 13, "applications.answered": 13, "applications.granted": 8,
             "applications.partially_granted": 1, "applications.unavailable": 4},
        ),
        (
            "(二)依申请公开。2023年新收政府信息公开申请25件,同比增加6件,上年结转1件,办结24件,结转下年2件。",
            {"applications.received": 25, "applications.carried_over": 1,
             "applications.answered": 24, "applications.carried_forward": 2},
        ),
        (
            "(二)依申请公开。全年办理依申请公开18件,较去年减少2件。",
            {"applications.received": 18},
        ),
        (
            "(二)依申请公开方面。收到公众申请3份,3份均已答复。",
            {"applications.received": 3, "applications.answered": 3},
        ),
        (
            "(二)依申请公开。年度内接收公开申请40件,已办37件,另有3件结转次年。",
            {"applications.received": 40, "applications.answered": 37, "applications.carried_forward": 3},
        ),
        (
            "(二)依申请公开。我局未接收到任何形式的申请。",
            {"applications.received": 0},
        ),
        (
            "(二)依申请公开。本年度无此类申请。",
            {"applications.received": 0},
        ),
        (
            "(二)依申请公开。没有收到依申请公开的申请,也没有上年结转的申请。",
            {"applications.received": 0, "applications.carried_over": 0},
        ),
        (
            "2022年我单位政府信息公开申请量为0件。",
            {"applications.received": 0},
        ),
        (
            "本年度我镇收到信息公开申请1件,因申请内容不明确告知补正,逾期未补正,视为放弃。",
            {"applications.received": 1},
        ),
        (
            "依申请公开办理52件,其中公开31件,部分公开6件,不予公开5件,不掌握10件。",
            {"applications.received": 52, "applications.granted": 31, "applications.partially_granted": 6,
             "applications.denied": 5, "applications.unavailable": 10},
        ),
        (
            "全年发生信息公开行政复议案件3件,无行政诉讼。",
            {"applications.reconsiderations": 3, "applications.lawsuits": 0},
        ),
        (
            "因信息公开被复议0件、被诉讼0件。",
            {"applications.reconsiderations": 0, "applications.lawsuits": 0},
        ),
        (
            "没有发生因政府信息公开而被申请复议、提起诉讼的情况。",
            {"applications.reconsiderations": 0, "applications.lawsuits": 0},
        ),
        (
            "本年度有1件信息公开行政诉讼案件,法院驳回原告诉讼请求。",
            {"applications.lawsuits": 1},
        ),
        (
            "(二)依申请公开。全年共收到申请6件,均为自然人网上提交,答复6件。",
            {"applications.received": 6, "applications.answered": 6},
        ),
        (
            "(二)依申请公开。新增申请2件,已全部答复。",
            {"applications.received": 2},
        ),
        (
            "(二)依申请公开。本年度未有公民、法人和其他组织提出申请。",
            {"applications.received": 0},
        ),
        (
            "(二)依申请公开。全年共办结63件,5件延期。",
            {"applications.answered": 63},
        ),
        (
            "被提起行政复议2件,行政诉讼0件,均与信息公开有关。",
            {"applications.reconsiderations": 2, "applications.lawsuits": 0},
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
        (
            "微信视频号发布作品51个。",
            {},
        ),
        (
            "印制宣传册5000份,张贴海报200张。",
            {},
        ),
        (
            "网站公开信息中,工作动态122条,通知公告45条。",
            {},
        ),
        (
            "其中:机构职能类12条,政策法规类33条,财政信息21条。",
            {},
        ),
        (
            "开展规范性文件专项清理,共审查46件。",
            {"management.documents_reviewed": 46},
        ),
        (
            "全年共承办建议提案34件。",
            {},
        ),
        (
            "在线访谈2期,征集意见11次。",
            {},
        ),
        (
            "作出行政处罚决定231件,行政许可1200件。",
            {},
        ),
        (
            "受理行政复议申请58件,审结52件。",
            {},
        ),
        (
            "全年组织政务公开业务学习4次,培训人员130余人次。",
            {"supervision.trainees": 130},
        ),
        (
            "举办专题培训会2场,120余人参加。",
            {"supervision.trainings": 2, "supervision.trainees": 120},
        ),
        (
            "邀请专家授课1次,全体信息员56人参加培训。",
            {"supervision.trainees": 56},
        ),
        (
            "开展全区政务公开培训,参训人员95人。",
            {"supervision.trainees": 95},
        ),
        (
            "全镇配备信息公开工作人员6名。",
            {"supervision.staff": 6},
        ),
        (
            "由办公室2名干部具体负责信息公开。",
            {"supervision.staff": 2},
        ),
        (
            "接待群众来访33人次。",
            {},
        ),
        (
            "自查整改问题9个。",
            {"platform.issues_fixed": 9},
        ),
        (
            "季度检查共发现问题32个,现已全部整改到位。",
            {"platform.issues_found": 32},
        ),
        (
            "检查出错敏词41处,全部完成整改。",
            {"platform.issues_found": 41},
        ),
        (
            "督促整改问题28条。",
            {"platform.issues_fixed": 28},
        ),
        (
            "上级通报反馈问题6个,已整改6个。",
            {"platform.issues_found": 6, "platform.issues_fixed": 6},
        ),
        (
            "政务新媒体账号共5个,其中微信公众号3个、微博2个。",
            {"platform.accounts": 5},
        ),
        (
            "关停账号2个,现有新媒体账号4个。",
            {"platform.accounts": 4},
        ),
        (
            "网站年度访问量为203.4万人次,日均5500人次。",
            {"platform.website_visits": 2034000},
        ),
        (
            "公众号阅读量56万次。",
            {},
        ),
        (
            "全年未收取政府信息公开处理费。",
            {"other.fee_amount": 0},
        ),
        (
            "政府信息公开收费情况:无。",
            {"other.fee_amount": 0},
        ),
        (
            "依据规定收取信息处理费1件,金额160元。",
            {"other.fee_amount": 160},
        ),
        (
            "我局没有向申请人收费。",
            {"other.fee_amount": 0},
        ),
        (
            "未收到关于政府信息公开的投诉举报。",
            {"supervision.complaints": 0},
        ),
        (
            "全年无责任追究情况。",
            {"supervision.accountability": 0},
        ),
        (
            "追责问责0人次。",
            {"supervision.accountability": 0},
        ),
        (
            "信息公开主渠道作用明显,门户网站发布信息占到总量的七成,共计955条。",
            {},
        ),
        (
            "共制作政策图解24期,发布新闻发布会实录6篇。",
            {},
        ),
        (
            "规范化管理:清理规范性文件23件,其中保留18件、废止5件。",
            {"management.documents_reviewed": 23},
        ),
        (
            "合法性审核规范性文件9件。",
            {"management.documents_reviewed": 9},
        ),
        (
            "对全区28个政务新媒体账号开展检查,发现问题19个,整改19个。",
            {"platform.accounts": 28, "platform.issues_found": 19, "platform.issues_fixed": 19},
        ),
        (
            "全年举办信息公开业务培训班2期,受训人员达150人次。",
            {"supervision.trainings": 2, "supervision.trainees": 150},
        ),
        (
            "赴外地学习考察1次,开展业务交流3场。",
            {},
        ),
        (
            "接受社会评议1次,满意率96%。",
            {},
        ),
        (
            "配备兼职信息员15名,培训3次。",
            {"supervision.staff": 15, "supervision.trainings": 3},
        ),
        (
            "全年没有因信息公开被投诉、举报。",
            {"supervision.complaints": 0},
        ),
        (
            "收取信息处理费0元,发出收费通知0件。",
            {"other.fee_amount": 0, "other.fee_notices": 0},
        ),
        (
            "未产生信息处理费,也未发出收费通知。",
            {"other.fee_amount": 0, "other.fee_notices": 0},
        ),
    ],
)  # fmt: skip
def test_the_office_is_read_in_many_wordings(text: str, expected: dict[str, float]) -> None:
    assert stated(text) == once(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "二是依申请公开规范。新收4件,结转2件,待办总量达6件,全年办出5件:公开3件、部分公开2件。1件跨年办理。",
            {
                "applications.received": 4, "applications.carried_over": 2, "applications.total": 6,
                "applications.answered": 5, "applications.granted": 3, "applications.partially_granted": 2,
                "applications.carried_forward": 1,
            },
        ),
        ("依申请公开方面,收到书面申请2件、网络申请7件,合计9件。", {"applications.received": 9}),
        ("全年共有5件政府信息公开申请,均按时答复。", {"applications.received": 5}),
        ("依托县政府门户网站公开的占比60%,共90条。", {"disclosure.website": 90}),
        (
            "今年人大代表给我局提了5件建议,政协委员交来提案9件。",
            {"disclosure.npc_proposals": 5, "disclosure.cppcc_proposals": 9},
        ),
        ("因信息公开申请行政复议20件(纠正3件)。", {"applications.reconsiderations": 20}),
        (
            "对4件新出台的规范性文件同步制作解读材料7份。",
            {"disclosure.normative_documents": 4, "disclosure.policy_interpretations": 7},
        ),
        ("自办业务培训2次,到课65人。", {"supervision.trainings": 2, "supervision.trainees": 65}),
        ("关停新媒体账号2个,保留4个。", {"platform.accounts": 4}),
        ("督查反馈的6个问题均按时整改。", {"platform.issues_found": 6}),
        ("发出信息处理费收费通知3件,收到2件缴费,合计820元。", {"other.fee_notices": 3, "other.fee_amount": 820}),
        ("门户网站设一级栏目6个、二级栏目27个。", {}),
        ("开展保密审查培训1次。", {}),
        ("网站独立访客45万人次,总访问量210万次。", {"platform.website_visits": 2_100_000}),
        (
            "依申请公开答复中予以公开的9件、部分予以公开的2件。",
            {"applications.granted": 9, "applications.partially_granted": 2},
        ),
        (
            "涉及信息公开的行政复议案件共6起,行政诉讼案件共2起。",
            {"applications.reconsiderations": 6, "applications.lawsuits": 2},
        ),
    ],
)  # fmt: skip
def test_wordings_of_further_officials_are_read(text: str, expected: dict[str, float]) -> None:
    assert stated(text) == once(expected)
