"""What a government site puts around a report: menus, paths, search forms, lists of other documents, footers."""

from __future__ import annotations

from html import escape
from random import Random

_MENU = ("网站首页", "政务公开", "政务服务", "互动交流", "走进本地", "专题专栏", "数据开放", "无障碍浏览")
_COLUMNS = ("机构职能", "政策文件", "政府信息公开指南", "政府信息公开制度", "政府信息公开年报", "依申请公开")
_OTHERS = ("区市场监管局", "县水务中心", "镇人民政府", "街道办事处", "县档案馆", "区审计局")
_SCRIPT = (
    '<script type="text/javascript">var cols=[{n:1},{n:2}];document.write("<table><tr><td>99</td><td>98</td></tr>'
    '</table>");if(a<b){total="本年新收 77"}</script>\n'
)
_STYLE = "<style>.con td{border:1px solid #000} /* 总计 66 */ .nav>li:hover{color:#c00}</style>\n"
_COMMENT = "<!-- <table><tr><td>一、本年新收政府信息公开申请数量</td><td>55</td></tr></table> -->\n"
_TEMPLATE = "<template><div class='td'>44</div></template>\n"
_HIDDEN = (
    '<div style="display: none;"><p>旧版数据：主动公开政府信息8888条。</p></div>\n<input type="hidden" value="33">\n'
)
_SHARE = (
    '<div class="bdsharebuttonbox share"><span>分享到：</span><a href="#" title="微信">微信</a>'
    '<a href="#">微博</a><a href="javascript:window.print()">打印</a><a href="#">关闭</a></div>\n'
)


def head(rng: Random, site: str, title: str, published: str | None, charset: str | None) -> str:
    """Return the page's head with the tags that government sites carry."""
    meta = [f'<meta charset="{charset}">' if rng.random() < 0.5 else _content_type(charset)] if charset else []
    meta += [f'<meta name="SiteName" content="{escape(site)}">', '<meta name="ColumnName" content="政府信息公开年报">']
    meta += [f'<meta name="ArticleTitle" content="{escape(title)}">']
    if published:
        meta += [f'<meta name="PubDate" content="{published} 09:{rng.randint(10, 59)}">']
    noise = "".join(part for part in (_STYLE, _SCRIPT, _COMMENT) if rng.random() < 0.7)
    return f"<head>\n{chr(10).join(meta)}\n<title>{escape(title)}-{escape(site)}</title>\n{noise}</head>\n"


def _content_type(charset: str) -> str:
    return f'<meta http-equiv="Content-Type" content="text/html; charset={charset}" />'


def top(rng: Random, site: str, year: int) -> str:
    """Return what stands before the article: banner, menu, search, path, sometimes a list of other reports."""
    menu = "".join(f'<li ms-for="el in @menu"><a href="/zw/{n}/">{name}</a></li>' for n, name in enumerate(_MENU))
    form = (
        '<form action="/search" class="search"><select><option>全文</option><option>标题</option></select>'
        '<input type="text" name="q" value="请输入关键字"><button>搜索</button></form>'
    )
    path = " &gt; ".join(f'<a href="#">{name}</a>' for name in ("首页", "政务公开", "政府信息公开年报"))
    parts = [
        f'<div class="header"><a class="logo" href="/"><img src="logo.png" alt="{escape(site)}"></a></div>\n',
        f'<nav class="nav"><ul>{menu}</ul></nav>\n' if rng.random() < 0.7 else f'<ul class="menu">{menu}</ul>\n',
        form if rng.random() < 0.6 else "",
        f'<div class="position crumbs">当前位置：{path}</div>\n',
        _TEMPLATE if rng.random() < 0.4 else "",
        _HIDDEN if rng.random() < 0.5 else "",
        _side(rng, year) if rng.random() < 0.5 else "",
    ]
    return "".join(parts)


def _side(rng: Random, year: int) -> str:
    columns = "".join(f'<dd><a href="#">{name}</a></dd>' for name in _COLUMNS)
    return f'<div class="leftnav"><dl><dt>信息公开目录</dt>{columns}</dl></div>\n{related(rng, year)}'


def related(rng: Random, year: int) -> str:
    """Return a list of links to other reports, whose titles read like this one's."""
    items = "".join(
        f'<li><a href="/{n}.html" target="_blank">{rng.choice(_OTHERS)}{year - 1 - n}年政府信息公开工作年度报告</a>'
        f"<span>{year - n}-01-{rng.randint(10, 28)}</span></li>"
        for n in range(rng.randint(3, 8))
    )
    return f'<div class="related"><h3>相关信息</h3><ul class="list">{items}</ul></div>\n'


def bottom(rng: Random, site: str, year: int) -> str:
    """Return what stands after the article."""
    parts = [
        _SHARE if rng.random() < 0.7 else "",
        related(rng, year) if rng.random() < 0.5 else "",
        _SCRIPT,
        f'<div class="footer"><p>主办：{escape(site)}　版权所有</p><p>网站标识码：0000000000　ICP备00000000号</p>'
        "<p>联系电话：0000-0000000</p></div>\n",
    ]
    return "".join(parts)
