"""Sentences of the fictional reports, in the project's own words.

A mark `{field|unit|subject}` prints a figure and records it. `field` is a name of the contract, a figure of the
report (`old_total`), or a range to draw from (`3-20`). Signs before it: `!` none, nothing is printed and 0 is recorded;
`^` in Chinese numerals where it is small; `+` with 余 or 多 after it; `~` with 近, 约 or 超 before it;
`%` a percentage.
`$short`, `$area`, `$year`, `$last`, `$notice` and the contact are filled in.
"""

from __future__ import annotations

TOTAL = (
    "全年主动公开政府信息{disclosure.total|条|主动公开政府信息}。",
    "$year年，$short共主动公开各类政府信息{disclosure.total|条|主动公开政府信息}。",
    "本年度累计主动公开政府信息{disclosure.total|件|主动公开政府信息}。",
    "主动公开政府信息{disclosure.total|条|主动公开政府信息}，比上年增加{disclosure.change|条|较上年增加}。",
    "全年主动公开政府信息{disclosure.total|条|主动公开政府信息}，同比增长{%1-40|%|同比增长}。",
    "主动公开信息总量由$last年的{old_total|条|上年公开信息}增至$year年的{disclosure.total|条|主动公开政府信息}。",
    "主动公开政府信息{disclosure.total|条|主动公开政府信息}，自建站以来历年累计公开{12000-48000|条|历年累计公开}。",
)
TOTAL_PARTS = (
    "主动公开政府信息{disclosure.total|条|主动公开政府信息}，其中通过政府网站公开{disclosure.website|条|政府网站公开}，"
    "政务新媒体公开{disclosure.new_media|条|政务新媒体公开}，公告栏、宣传栏等公开{disclosure.print_and_boards|条|公告栏等公开}。",
    "$year年共公开政府信息{disclosure.total|条|主动公开政府信息}，其中门户网站{disclosure.website|条|门户网站}、"
    "微信公众号{disclosure.wechat|条|微信公众号}、微博{disclosure.weibo|条|微博}、"
    "公示栏及广播{disclosure.print_and_boards|条|公示栏及广播}。",
    "全年通过政府门户网站公开信息{disclosure.website|条|门户网站公开}，通过微信、微博等政务新媒体公开信息"
    "{disclosure.new_media|条|政务新媒体公开}。",
    "通过微信公众号推送信息{disclosure.wechat|条|微信公众号推送}，微博发布{disclosure.weibo|条|微博发布}，"
    "政府网站发布信息{disclosure.website|条|政府网站发布}。",
)
KINDS = (
    "从内容看，工作动态{20-90|条|工作动态}、通知公告{5-60|条|通知公告}、财政信息{2-12|条|财政信息}、人事信息{1-15|条|人事信息}。",
    "其中涉及{6-6|大类|信息类别}{18-40|条|重点领域信息条目}的重点领域信息全部更新到位。",
    "围绕稳岗就业、托育养老等领域发布信息{11-70|条|民生领域信息}，发布图文稿件{3-30|篇|图文稿件}。",
    "更新机构职能、领导分工等基础信息{2-20|次|基础信息更新}。",
)
DISCLOSURE = (
    "制发行政规范性文件{disclosure.normative_documents|件|行政规范性文件}，均在法定时限内公开。",
    "发布政策解读材料{disclosure.policy_interpretations|篇|政策解读}，图解占比{%20-80|%|图解占比}。",
    "组织政策解读{disclosure.policy_interpretations|条|政策解读}，解读率{%100-100|%|解读率}。",
    "全年召开新闻发布会{^disclosure.press_conferences|场|新闻发布会}。",
    "答复网民留言{disclosure.responses|条|网民留言}，按期答复率达到{%90-99|%|按期答复率}。",
    "承办12345热线转办事项{disclosure.hotline_12345|件|12345热线办件}，均按时反馈。",
    "承办人大代表建议{disclosure.npc_proposals|件|人大代表建议}、政协提案{disclosure.cppcc_proposals|件|政协提案}，办理结果全部公开。",
    "公开人大代表建议办理答复{disclosure.npc_proposals|件|人大代表建议}。",
    "公开政府采购项目{disclosure.procurement_projects|个|政府采购项目}，采购金额{disclosure.procurement_amount|万元|采购金额}。",
)
RECEIVED = (
    "全年新收政府信息公开申请{applications.received|件|新收申请}，上年结转{applications.carried_over|件|上年结转}，"
    "办结{applications.answered|件|办结申请}，结转下年度继续办理{applications.carried_forward|件|结转下年度}。",
    "$year年共收到政府信息公开申请{applications.received|件|收到申请}，均依法办理。",
    "本年度新收依申请公开{applications.received|件|新收申请}，其中自然人申请{natural|件|自然人申请}。",
    "全年新收到公众提出的政府信息公开申请{applications.received|宗|新收申请}，答复{applications.answered|宗|答复申请}，"
    "结转至$next年{applications.carried_forward|件|结转下年度}。",
    "新收申请{applications.received|件|新收申请}，其中予以公开{applications.granted|件|予以公开}、"
    "部分公开{applications.partially_granted|件|部分公开}、无法提供{applications.unavailable|件|无法提供}，其余按规定处理。",
    "新收政府信息公开申请{applications.received|件|新收申请}，加上年结转的{applications.carried_over|件|上年结转}，"
    "共办理{applications.total|件|办理申请总数}。",
    "收到申请{applications.received|件|收到申请}，办理结果为不予公开{applications.denied|件|不予公开}、"
    "不予处理{applications.not_processed|件|不予处理}、其他处理{applications.other|件|其他处理}，剩余申请作出公开或无法提供答复。",
)
NONE_RECEIVED = (
    "$year年，$short未收到政府信息公开申请{!applications.received|件|政府信息公开申请}。",
    "本年度没有收到依申请公开政府信息的申请{!applications.received|件|依申请公开}。",
    "全年收到政府信息公开申请{applications.received|件|政府信息公开申请}。",
    "$year年度未接到公民、法人和其他组织提出的政府信息公开申请{!applications.received|件|政府信息公开申请}。",
    "本年度无依申请公开事项{!applications.received|件|依申请公开事项}。",
)
NO_REVIEW = (
    "未发生因政府信息公开被申请行政复议{!applications.reconsiderations|件|行政复议}、提起行政诉讼{!applications.lawsuits|件|行政诉讼}的情况。",
    "因政府信息公开被申请行政复议{applications.reconsiderations|件|行政复议}，被提起行政诉讼{applications.lawsuits|件|行政诉讼}。",
)
REVIEW = (
    "因政府信息公开被申请行政复议{applications.reconsiderations|件|行政复议}，被提起行政诉讼{applications.lawsuits|件|行政诉讼}。",
    "全年因依申请公开引发行政复议案件{applications.reconsiderations|宗|行政复议案件}、行政诉讼案件{applications.lawsuits|宗|行政诉讼案件}。",
)
MANAGEMENT = (
    "开展规范性文件清理，共清理规范性文件{management.documents_reviewed|件|清理规范性文件}。",
    "严格执行“三审三校”，对拟公开信息逐条开展保密审查。",
    "健全政府信息全生命周期管理，做好公文公开属性源头认定。",
    "完善信息发布台账，落实专人负责24小时内更新要求。",
    "按照$notice文件精神，规范公文标注和备案流程。",
    "依据《条例》第九至十二条，厘清牵头机构与业务股室的职责。",
    "修订信息发布管理办法，压实“谁公开、谁审查、谁负责”的责任。",
)
PLATFORM = (
    "门户网站全年访问量{platform.website_visits|次|网站访问量}。",
    "网站总访问量{~platform.website_visits|次|网站访问量}。",
    "现有政务新媒体账号{platform.accounts|个|政务新媒体账号}，均已备案。",
    "公开专栏下设栏目{platform.columns|个|栏目}，优化检索和导航。",
    "开展平台自查，发现问题{platform.issues_found|个|自查发现问题}，完成整改{platform.issues_fixed|个|完成整改问题}。",
    "微信公众号关注人数达到{+1100-9000|人|微信公众号关注人数}。",
    "编印公开手册{200-900|份|公开手册}，在政务大厅设查阅点{^2-6|处|查阅点}。",
    "做好12345热线与网站知识库的衔接，坚持第一时间受理、第一时间转办、第一时间反馈的“三个一”做法。",
    "落实“支持企业40条”政策的集中公开，便利市场主体查询。",
    "依托“$area发布”等平台，加强信息内容保障和日常巡检。",
)
SUPERVISION = (
    "组织政务公开业务培训{^supervision.trainings|次|业务培训}，参训人员{supervision.trainees|人次|参训人员}。",
    "举办政府信息公开专题培训班{^supervision.trainings|期|专题培训班}，培训{supervision.trainees|人次|培训人次}。",
    "现有专兼职工作人员{^supervision.staff|名|专兼职工作人员}。",
    "配备专职人员{^supervision.staff|名|专职人员}具体负责政府信息公开工作。",
    "全年未收到关于政府信息公开工作的投诉举报{!supervision.complaints|件|投诉举报}。",
    "全年未发生因政府信息公开被追究责任的情况{!supervision.accountability|次|责任追究}。",
    "将政务公开纳入年度绩效考核，分值权重{%2-5|%|考核分值权重}。",
    "主动接受社会评议，强化结果运用。",
    "邀请群众代表{~20-90|名|群众代表}参加“政府开放日”活动，开展活动{^2-9|场|政府开放日活动}。",
)
FEES = (
    "$year年度，$short未收取政府信息公开信息处理费{!other.fee_amount|元|信息处理费}。",
    "发出收费通知的件数为{other.fee_notices|件|收费通知}，收取信息处理费总金额为{other.fee_amount|元|信息处理费}。",
    "依据《政府信息公开信息处理费管理办法》，本年度没有产生信息处理费{!other.fee_amount|元|信息处理费}。",
    "本年度收取信息处理费{other.fee_amount|元|信息处理费}。其他无需要报告的事项。",
    "无其他需要报告的事项。",
    "落实上级年度政务公开工作要点，各项任务均已完成。",
)
PROBLEMS = (
    "公开内容的针对性还不够强",
    "政策解读形式较为单一",
    "个别股室信息报送不够及时",
    "工作人员业务能力有待提升",
    "栏目更新频次偏低",
    "依申请公开答复的规范性仍需加强",
    "与公众互动的渠道还不够畅通",
    "基层公开标准化目录落实不够均衡",
    "重点领域公开的深度有所欠缺",
    "政务新媒体的影响力有待扩大",
    "信息检索不够便捷",
    "公开审核流程偏长",
)
IMPROVEMENTS = (
    "加强业务培训，提升经办人员能力",
    "丰富政策解读形式，多用图表和短视频",
    "健全信息报送机制，明确报送时限",
    "优化栏目设置，提高更新频次",
    "规范依申请公开办理流程，统一答复文书",
    "拓宽互动渠道，及时回应群众关切",
    "推进基层公开标准化，完善公开目录",
    "深化重点领域信息公开",
    "加强政务新媒体运营管理",
    "完善网站检索功能",
    "压缩审核环节，提高发布效率",
    "强化督促检查，定期通报进展",
)
OPENING = (
    "$year年，$short认真贯彻《中华人民共和国政府信息公开条例》，坚持以公开为常态、不公开为例外，稳步推进各项公开工作。",
    "一年来，$short围绕中心工作，持续推进决策、执行、管理、服务和结果公开，增强工作透明度。",
    "$year年，$short对照“十四五”规划任务，把政务公开与业务工作同部署、同落实。",
)
PREAMBLE = (
    "本报告根据《中华人民共和国政府信息公开条例》和《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》"
    "（$notice）的要求编制。报告所列数据的统计期限自$year年1月1日起至$year年12月31日止。",
    "按照《中华人民共和国政府信息公开条例》第五十条规定，现公布$issuer$year年政府信息公开工作年度报告。"
    "数据统计期限为$year年1月1日至12月31日。",
)
CONTACT = (
    "如对本报告有疑问，请与$issuer联系（地址：$address；邮编：000000；电话：$phone；电子邮箱：$email）。",
    "本报告电子版可在政府网站（$site）查阅，联系电话：$phone。",
    "",
)
