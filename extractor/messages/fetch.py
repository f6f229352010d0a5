"""Fetching reports from the web: help, progress, and why an address was not fetched."""

MESSAGES: dict[str, tuple[str, str]] = {
    "fetch.help": (
        "从网址下载报告和附件到文件夹:遵守 robots.txt,限速,已下载的不再下载。",
        "Fetch reports and their attachments into a folder: robots.txt is obeyed, slowly, nothing is fetched twice.",
    ),
    "fetch.help.urls": (
        "报告的网址;加 --list 时为列出各年报告的栏目页",
        "Addresses of reports; with --list, of pages that list reports",
    ),
    "fetch.help.out": ("下载到此文件夹,其中 index.jsonl 记录来源", "Folder for the files; index.jsonl says where from"),
    "fetch.help.list": (
        "网址是栏目页:下载其中(含后续各页)的年度报告",
        "The addresses are list pages: fetch the yearly reports on them and on their further pages",
    ),
    "fetch.help.allow_private": (
        "允许访问内网和本机地址(默认拒绝)",
        "Also ask private networks and this machine (refused otherwise)",
    ),
    "fetch.help.proxy": (
        "使用环境变量中的代理(默认不用;此时由代理解析域名)",
        "Use the proxy of the environment (ignored otherwise); it then looks up the names",
    ),
    "fetch.help.delay": ("同一网站两次请求间隔的秒数", "Seconds between two requests to one site"),
    "fetch.help.pages": ("栏目页最多翻几页", "How many pages of a list to follow at most"),
    "fetch.saved": ("已下载 {url}\n  {file}", "Fetched {url}\n  {file}"),
    "fetch.known": ("已有 {url}\n  {file}", "Already there: {url}\n  {file}"),
    "fetch.looked": ("已查看栏目页 {url}", "Looked through the list {url}"),
    "fetch.summary": (
        "新下载 {fresh} 个文件,已有 {known} 个,失败 {failed} 个。下一步:nianbao extract {folder}",
        "{fresh} files fetched, {known} were there, {failed} failed. Next: nianbao extract {folder}",
    ),
    "error.fetch": ("{url}:没有下载:{reason}", "{url}: not fetched: {reason}"),
    "error.fetch_status": (
        "{url}:没有下载:网站返回 {status}。请在浏览器中确认网址。",
        "{url}: not fetched: the site answered {status}. Check the address in a browser.",
    ),
    "error.fetch_too_large": (
        "{url}:没有下载:超过上限 {limit} 字节。确属年度报告的,可用 NIANBAO_MAX_BYTES 提高上限。",
        "{url}: not fetched: more than the limit of {limit} bytes. If it is a yearly report, raise NIANBAO_MAX_BYTES.",
    ),
    "error.fetch_more_pages": (
        "{url}:只看了栏目的前 {count} 页,后面还有。用 --pages 提高上限。",
        "{url}: only the first {count} pages of the list were looked through; there are more. Raise --pages.",
    ),
    "error.fetch_more_files": (
        "{url}:只下载了前 {count} 个附件,另有 {left} 个没有下载。需要的请直接给出网址。",
        "{url}: only the first {count} attachments were fetched, {left} were not. Give their addresses.",
    ),
    "reason.fetch_address": (
        "不是可用的网址。请写以 http:// 或 https:// 开头的完整网址。",
        "this is no usable address. Give a whole one that begins with http:// or https://.",
    ),
    "reason.fetch_credentials": (
        "网址中带有用户名或密码,不予使用。请去掉后再试。",
        "the address holds a user name or password. Leave it out.",
    ),
    "reason.fetch_numeric_host": (
        "主机写成了不规范的数字形式,不予访问。",
        "the host is a number in an unusual form, which is never asked.",
    ),
    "reason.fetch_unknown_host": (
        "找不到这个域名。请检查拼写和网络。",
        "no such host was found. Check the spelling and the network.",
    ),
    "reason.fetch_private": (
        "指向内网、本机或保留地址,默认不访问。确需访问的,加 --allow-private。",
        "it leads to a private, local or reserved address, which is not asked. If it has to be, add --allow-private.",
    ),
    "reason.fetch_robots": (
        "网站的 robots.txt 不允许程序访问。",
        "the site's robots.txt does not allow programs there.",
    ),
    "reason.fetch_robots_unknown": (
        "读不到网站的 robots.txt,不能确定是否允许,因此没有访问。请稍后再试。",
        "the site's robots.txt can't be read, so nothing there is asked. Try again later.",
    ),
    "reason.fetch_redirects": ("重定向次数过多。", "it redirects too often."),
    "reason.fetch_timeout": ("网站太久没有答复。请稍后再试。", "the site took too long. Try again later."),
    "reason.fetch_packing": (
        "返回内容的压缩方式无法识别或已损坏。",
        "the answer is packed in an unknown way, or damaged.",
    ),
    "reason.fetch_cut_short": ("内容没有传完就中断了。请重试。", "the answer was cut short. Try again."),
    "reason.fetch_no_reports": (
        "页面上没有找到年度报告的链接。请确认是列出报告的栏目页(由脚本生成的列表读不到)。",
        "no link to a yearly report was found. Check that it is a page that lists them (lists made by a script can't "
        "be read).",
    ),
}
