"""Cues for what was disclosed: documents, proposals, answers to the public, channels, totals."""

from __future__ import annotations

from extractor.extraction.cues import (
    CASES,
    CHANNEL,
    EVENTS,
    GENERIC,
    INFORMATION,
    NEW,
    NOT_SITE,
    PRINT,
    PUBLISH,
    SITE,
    WECHAT,
    count,
    group,
)

PUBLIC = group(
    "建议提案热线闻",
    count(
        "disclosure.npc_proposals",
        r"(?:人大|代表)[^;#]{0,12}(?:建议|议案)[^,;#]{0,12}#|#[^,;]{0,8}(?:人大|代表)[^,;、和]{0,4}(?:建议|议案)",
        CASES,
        "提案|政协",
    ),
    count(
        "disclosure.cppcc_proposals",
        r"提案[^,;#]{0,14}#|#[^,;]{0,8}(?:政协)?[^,;、和]{0,4}提案",
        CASES,
        "人大|代表|建议[、和及与]?(?=[^#]{0,6}提案)|议案",
    ),
    count("disclosure.cppcc_proposals", r"(?:政协|委员)[^,;#]{0,6}(?:建议)[^,;#]{0,6}#", CASES, "人大|代表", rank=2),
    count("disclosure.npc_proposals", r"建议[^,;#]{0,6}#", CASES, "提案|政协|意见", scope="人大|代表建议|提案", rank=2),
    count(
        "disclosure.hotline_12345",
        r"(?:12345|市民热线|政务服务?(?:便民)?热线|便民热线|市长热线|县长热线|区长热线|热线)[^;#]{0,24}#|#(?:个|件)?(?:12345|热线)",
        CASES,
        "回应|宣传|培训|率",
    ),
    count("disclosure.press_conferences", r"新闻发布(?:会|活动)[^,;#]{0,8}#|#[^,;]{0,10}新闻发布会", EVENTS),
)

DOCUMENT = group(
    "规解",
    count(
        "management.documents_reviewed",
        r"(?:清理|审查|审核|梳理|评估|备案)[^,;#]{0,16}规范性文件[^,;#]{0,14}#|规范性文件[^,;#]{0,10}(?:清理|审查|审核|梳理|评估|备案)[^,;#]{0,6}#|(?:清理|审查|审核|梳理|评估)[^,;#]{0,8}#[^,;]{0,10}规范性文件|#[^,;]{0,4}规范性文件[^,;]{0,14}(?:清理|审查|审核|评估)",
        CASES,
        "制发|印发|出台",
    ),
    count(
        "management.documents_reviewed",
        r"规范性文件[^;#]{0,6}(?:清理|审查|审核|梳理|评估)[^,;#]{0,4}#|(?:清理|梳理)[^;#]{0,20}规范性文件,(?:审查|审核|清理|梳理|涉及|共)#",
        CASES,
        "备案|制发",
        where="wide",
        rank=2,
    ),
    count(
        "disclosure.policy_interpretations",
        r"解读[^,;#]{0,14}#|#[^,;]{0,26}解读",
        INFORMATION | {"部", "场", "场次", "条次", "套"},
        "培训|会议|访问|阅读|浏览|点击|回应[^,;#]{0,8}#",
    ),
    count(
        "disclosure.normative_documents",
        r"规范性文件(?:数|数量|共|共计|总数|的?数量?为?|[^,;#]{0,4})#|#[^,;]{0,8}规范性文件",
        CASES,
        "清理|审查|审核|梳理|废止|失效|修订|修改|有效|评估|备案|刊登|刊发|公报|解读|等#|起草|、[^#]{0,6}规章",
    ),
)

ANSWER = group(
    "回关留问热咨信来网民",
    count(
        "disclosure.responses",
        r"(?:回应|关切|留言|网络问政|网上问政|问政)[^,;#]{0,16}#|#[^,;]{0,10}(?:网民|网友|群众)?(?:留言|关切|热点)",
        CASES,
        "解读|申请|公开信息|12345",
    ),
    count(
        "disclosure.responses",
        r"(?:咨询|信箱|来信|来电|网民|网友|民意)[^,;#]{0,16}#|#[^,;]{0,8}(?:咨询|来信|信件)",
        CASES,
        "解读|申请|公开信息|12345|培训|征集",
        apart="信访|来访",
        rank=2,
    ),
)

CHANNELS = group(
    "网媒微抖快视客头公报告示栏板牌屏L播电宣海张纸通依利借",
    count(
        "disclosure.new_media",
        rf"(?:{NEW})[^;#]{{0,36}}(?:信息|文件|内容|动态|稿件|文章|推文|资料|公开|发布|推送)[^,;#]{{0,8}}#|(?:{NEW})[^,;#]{{0,6}}#|(?:{NEW})[^;#]{{0,24}}#[^,;]{{0,10}}(?:信息|文章|推文)",
        CHANNEL,
        f"粉丝|阅读|关注|账号|留言|{SITE}|{PRINT}",
    ),
    count(
        "disclosure.wechat",
        rf"(?:{WECHAT})[^;#]{{0,30}}(?:信息|文件|内容|动态|稿件|文章|推文|资料|公开|发布|推送|推文)[^,;#]{{0,8}}#|(?:{WECHAT})[^,;#]{{0,8}}#|(?:{WECHAT})[^;#]{{0,24}}#[^,;]{{0,10}}(?:信息|文章|推文)",
        CHANNEL,
        f"粉丝|阅读|关注|账号|留言|{SITE}|{PRINT}|微博",
    ),
    count(
        "disclosure.weibo",
        r"微博[^;#]{0,30}(?:信息|文件|内容|动态|稿件|文章|资料|公开|发布|推送)[^,;#]{0,8}#|微博[^,;#]{0,8}#|微博[^;#]{0,24}#[^,;]{0,10}(?:信息|文章)",
        CHANNEL,
        f"粉丝|阅读|关注|账号|留言|{SITE}|{PRINT}|微信",
    ),
    count(
        "disclosure.print_and_boards",
        rf"(?:{PRINT})[^;#]{{0,30}}(?:信息|文件|内容|动态|公告|资料|公开|发布|公示|报道|稿件|张贴)[^,;#]{{0,8}}#|(?:{PRINT})(?:等|上|共|渠道|媒体|平台|方式|[、和及])*#|(?:{PRINT})[^;#]{{0,24}}#[^,;]{{0,10}}信息",
        CHANNEL,
        f"{SITE}|{NEW}|微信|微博|电视台?直播|视频会",
    ),
    count(
        "disclosure.website",
        rf"(?:{SITE})[^;#]{{0,24}}{PUBLISH}{GENERIC}#|(?:{SITE})(?:平台|专栏|栏目|上)?{GENERIC}#|(?:{SITE})(?:平台|专栏|上|主动|共|共计|累计|已|了|[:、]|{PUBLISH})*#|(?:{SITE})[^;#]{{0,44}}等#[^,;]{{0,18}}信息|(?:{SITE})(?:平台|专栏|上|主动|共|共计|累计|已|了|[:、]|{PUBLISH})*#[^,;]{{0,6}}信息|上网(?:发布|公开)的?#",
        CHANNEL,
        NOT_SITE,
    ),
    count(
        "disclosure.website",
        rf"(?:通过|依托|利用|借助)[^;#]{{0,24}}(?:{SITE})[^;#]{{0,40}}{PUBLISH}{GENERIC}#",
        CHANNEL,
        f"{NEW}|微信|微博|{PRINT}",
        where="wide",
        rank=2,
    ),
)

CHANGE = group(
    "年同净",
    count(
        "disclosure.change",
        r"(?:上年|去年|上一年|同期|前一年|同比|20\d\d年)[^;#]{0,14}(?:增加|增长|减少|下降|上升|降低|增|减|多|少)了?(?:约|近)?#|(?:净增|同比增|同比减)[^,;#]{0,4}#",
        INFORMATION,
        "申请|提案|建议|访问|粉丝|浏览|阅读|增[长加]至|增加到",
    ),
)

TOTAL = group(
    "公信合总全共累发",
    count(
        "disclosure.total",
        r"主动公开[^,;#]{0,24}信息(?:总数|数量|总量|总计|共计|合计|累计|数|共|达到?|为|约|有|[:,、 ])*#",
        INFORMATION,
        f"{SITE}|{NEW}|微信|微博|{PRINT}|其中,?#|依申请|重点领域|栏目|目录",
    ),
    count(
        "disclosure.total",
        rf"(?=.*(?:{SITE}))(?=.*(?:{NEW}|微信|微博|{PRINT})).*(?:主动公开|公开)[^;#]{{0,16}}信息[^,;#]{{0,8}}#",
        INFORMATION,
        "依申请|重点领域",
        where="wide",
    ),
    count(
        "disclosure.total",
        r"(?:主动公开|公开|公布|发布)[^,;#]{0,6}(?:政府|政务)(?:公开)?信息(?:总数|数量|总量|总计|共计|合计|累计|数|共|达到?|为|约|有)*#|(?:信息公开|公开信息|信息)(?:总数|总量)[^,;#]{0,4}#|主动公开[^,;#]{0,8}#[^,;]{0,4}(?:政府|政务)?信息",
        INFORMATION,
        f"{SITE}|{NEW}|微信|微博|{PRINT}|其中|依申请|重点领域|等#",
        rank=2,
    ),
    count(
        "disclosure.total",
        r"其中,?20\d\d年度?[^,;#]{0,10}公开[^,;#]{0,8}#",
        INFORMATION,
        f"{SITE}|{NEW}|微信|微博|{PRINT}|依申请",
        rank=2,
    ),
    count(
        "disclosure.total",
        r"(?:主动)?公开[^;#]{0,24}信息(?:总量|总数|数量)[^;#]{0,10}#",
        INFORMATION,
        f"{SITE}|{NEW}|微信|微博|{PRINT}|其中|依申请|重点领域",
        rank=2,
    ),
    count(
        "disclosure.total",
        r"^[^#]{0,3}(?:以上|[二两三四五]项)?(?:合计|总计)(?:主动公开|公开)?#",
        INFORMATION,
        scope="(?!)",
        topics="disclosure none",
        rank=2,
    ),
    count(
        "disclosure.total",
        r"(?:全年|共|累计|合计|总计)[^,;#]{0,10}(?:公开|发布|公布)[^,;#]{0,6}信息(?:共|总计|共计|合计|数)?#|主动公开(?:各类)?(?:文件|事项|内容|资料)?(?:共|共计|总数)?#",
        INFORMATION,
        f"{SITE}|{NEW}|微信|微博|{PRINT}|其中|依申请|重点领域|栏目|动态|提案|建议|等#",
        scope="(?!)",
        topics="disclosure none",
        rank=3,
    ),
    count(
        "disclosure.total",
        r"^[^#]{0,10}?(?<![一依请])(?:公开|发布|公布)(?:了|各类|各项|各种|相关|有关|政府|政务)*信息(?:共计?|合计|总计|累计|约)?#",
        INFORMATION,
        f"{SITE}|{NEW}|微信|微博|{PRINT}|其中|依申请|重点领域|栏目|接收",
        scope="(?!)",
        topics="disclosure none",
        rank=4,
    ),
)
