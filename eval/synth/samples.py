"""The samples of the demo and the tests: `python -m eval.synth.samples` writes them anew."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from eval.synth.generate import generate
from eval.synth.issuers import Issuer
from eval.synth.model import Layout, SyntheticReport
from eval.synth.plan import Harm

FOLDER = Path(__file__).resolve().parent.parent / "samples"


@dataclass(frozen=True)
class Sample:
    """A report to keep.

    Attributes:
        issuer: Name of the issuer; the file is called after it.
        year: Report year, which decides the form too.
        layout: How the text is laid out.
        size: 0 to 3.
        shows: What a person can see in it, for the README.
        harms: What goes wrong on purpose.
        noise: Share of the cells written unusually.
    """

    issuer: str
    year: int
    layout: Layout
    size: int
    shows: str
    harms: tuple[Harm, ...] = ()
    noise: float = 0.0

    @property
    def name(self) -> str:
        """Return the file name."""
        return f"{self.issuer}-{self.year}" + (".md" if self.layout in (Layout.MARKDOWN, Layout.APART) else ".txt")


SAMPLES = (
    Sample("柳坪县商务局", 2021, Layout.PIPE_CELLS, 0, "管道符单元格逐行排列，各表全为零"),
    Sample("柳坪县商务局", 2022, Layout.PIPE_ROWS, 1, "管道符分行；正文收到申请数与表三不符", (Harm.PROSE_DISAGREES,)),
    Sample("柳坪县商务局", 2023, Layout.TABS, 1, "制表符分列；表三第一行总计有误", (Harm.WRONG_TOTAL,)),
    Sample("青泽市人民政府办公室", 2024, Layout.PDF, 3, "PDF 文本，标签折行，大数目"),
    Sample("青泽市人民政府办公室", 2025, Layout.APART, 3, "PDF 转 Markdown，标签与数字分离"),
    Sample("青泽市教育局", 2022, Layout.MARKDOWN, 2, "Markdown 表格，单元格写法各异", (), 0.05),
    Sample(
        "青泽市水务局",
        2023,
        Layout.CELL_LINES,
        1,
        "一格一行；缺“总计”表头，标签有错字",
        (Harm.LOST_HEAD, Harm.MISSPELT),
    ),
    Sample("荻原县人民政府", 2021, Layout.GLUED, 2, "数字与标签粘连，靠勾稽关系拆分"),
    Sample(
        "荻原县人民政府", 2022, Layout.GLUED_SPACED, 2, "数字粘连，夹有空格；统计期限有脱字", (Harm.GARBLED_PERIOD,)
    ),
    Sample("荻原县笙桥镇人民政府", 2023, Layout.PIPE_ROWS, 0, "整篇报告重复两次", (Harm.TWICE,)),
    Sample("荻原县岫溪街道办事处", 2024, Layout.MARKDOWN, 0, "第五部分或第四部分标题缺失", (Harm.LOST_HEADING,)),
    Sample("荻原县审计局", 2019, Layout.PIPE_CELLS, 1, "2019 年格式，管道符单元格逐行排列"),
    Sample("荻原县民政局", 2020, Layout.CELL_LINES, 1, "2019 年格式，一格一行；结转数不平衡", (Harm.WRONG_BALANCE,)),
    Sample("芷川市司法局", 2019, Layout.TABS, 2, "2019 年格式，总计列大多空白", (Harm.BLANK_TOTALS,)),
    Sample("芷川市财政局", 2020, Layout.PDF, 2, "2019 年格式，PDF 文本；少一行", (Harm.LOST_ROW,)),
    Sample("芷川市统计局", 2019, Layout.GLUED, 1, "2019 年格式，数字粘连"),
    Sample("芷川市交通运输局", 2020, Layout.GLUED_SPACED, 1, "2019 年格式，数字粘连，夹有空格"),
    Sample("芷川市林业局", 2020, Layout.APART, 1, "2019 年格式，标签与数字分离"),
)


def _issuer(sample: Sample) -> Issuer:
    place = sample.issuer[: 1 + min(i for i, char in enumerate(sample.issuer) if char in "县市区")]
    short = next((f"我{mark}" for mark in ("局", "镇") if mark in sample.issuer), "本机关")
    return Issuer(
        sample.issuer,
        short,
        sample.size,
        f"云岭省{place}和畅路{8 + len(sample.issuer)}号",
        "0000-5550123",
        "zwgk@office.example.com",
        "www.gov.example.com",
        place,
    )


def make_sample(sample: Sample) -> SyntheticReport:
    """Return a sample: the report of its place in the list, under its own name."""
    seed = 1000 + SAMPLES.index(sample)
    form = "2019" if sample.year < 2021 else "2021"
    report = generate(
        seed,
        layout=sample.layout,
        form=form,
        noise=sample.noise,
        harms=sample.harms,
        issuer=_issuer(sample),
        year=sample.year,
    )
    return replace(report, name=sample.name, gold=report.gold | {"file": sample.name})


def files() -> dict[str, bytes]:
    """Return every file of the samples' folder by its path in it."""
    found: dict[str, bytes] = {"README.md": _readme().encode("utf-8")}
    for sample in SAMPLES:
        report = make_sample(sample)
        found[report.name] = report.data
        gold = json.dumps(report.gold, ensure_ascii=False, indent=1) + "\n"
        found[f"gold/{Path(report.name).stem}.json"] = gold.encode("utf-8")
    return found


def _readme() -> str:
    rows = [f"| {sample.name} | {sample.layout} | {sample.shows} |" for sample in SAMPLES]
    return "\n".join(
        [
            "# Fictional reports · 虚构报告样例",
            "",
            "Invented places, offices and figures, written by `python -m eval.synth.samples`;",
            "`gold/` holds what is in them.",
            "地名、机关、数字均为虚构，由 `python -m eval.synth.samples` 生成；`gold/` 为各篇的标准答案。",
            "",
            "| file 文件 | layout 版式 | what to see 看点 |",
            "| --- | --- | --- |",
            *rows,
            "",
        ]
    )


def main() -> None:
    """Write the folder anew."""
    (FOLDER / "gold").mkdir(parents=True, exist_ok=True)
    for path, data in files().items():
        (FOLDER / path).write_bytes(data)


if __name__ == "__main__":
    main()
