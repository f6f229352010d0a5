"""Reports of invented issuers as text, read by the pipeline, to be indexed."""

from extractor.pipeline import process
from extractor.schema.forms import APPLICANTS, APPLICATIONS, COLUMN_LABELS
from extractor.storage import Entry


def report_text(
    issuer="云溪县财政局", year=2023, problem="栏目更新不够及时", measure="明确专人每周巡查栏目", trainings=3
):
    return f"""{issuer}{year}年政府信息公开工作年度报告

一、总体情况
(一)主动公开。通过政府网站公开信息120条。
(二)监督保障。全年组织业务培训{trainings}次。
二、主动公开政府信息情况
{_DISCLOSURE}
三、收到和处理政府信息公开申请情况
{_applications()}
四、政府信息公开行政复议、行政诉讼情况
本机关未因政府信息公开被申请行政复议。
五、存在的主要问题及改进情况
(一)存在的问题。{problem}。
(二)改进措施。{measure}。
六、其他需要报告的事项
本年度未收取信息处理费。
"""


def indexed_entry(name="a.txt", **values):
    data = report_text(**values).encode()
    made = process(data, name)
    return Entry(report=made.report, document=made.document, raw=data)


_DISCLOSURE = """信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t2\t1\t17
信息内容\t本年处理决定数量
行政许可\t25"""

_CELLS = {"new_received": "4 1 0 0 0 0 5", "granted": "4 1 0 0 0 - 5", "total_processed": "4 1 0 0 0 0 5"}


def _applications():
    """Table 3 of the form of 2021 without its last row."""
    heads = "\t".join(["", *(COLUMN_LABELS[name] for name in APPLICANTS)])
    rows = [
        f"{row.group}{row.ordinal}{row.label}\t"
        + _CELLS.get(row.key, "0 0 0 0 0 0 0").replace(" ", "\t").replace("-", "")
        for row in APPLICATIONS["2021"].rows[:-1]
    ]
    return "\n".join([heads, *rows])
