"""Traditional script for the characters the generator uses, so that a report can be written in Big5."""

from __future__ import annotations

from typing import Any

_PAIRS = (
    "专專业業两兩严嚴个個临臨为為举舉乡鄉书書产產从從众眾会會传傳关關养養内內册冊军軍农農决決况況减減别別办辦务務动動区區医醫华華协協"
    "单單卫衛厅廳历歷压壓县縣参參发發号號员員响響围圍国國图圖场場坚堅处處备備够夠头頭实實审審宽寬对對导導将將层層属屬屿嶼岗崗广廣库庫"
    "应應废廢开開强強当當录錄彻徹态態总總户戶执執扩擴扫掃护護报報拟擬数數无無时時权權条條来來标標栏欄桥橋检檢没沒沧滄泽澤澜瀾点點热熱"
    "牵牽环環现現电電畅暢疗療监監砚硯砺礪础礎稳穩类類纠糾约約级級纳納线線组組织織经經结結绕繞统統继繼绩績续續维維编編缩縮缴繳罚罰职職"
    "联聯节節苇葦获獲营營虽雖衔銜补補规規视視计計订訂认認训訓议議许許讼訟设設访訪评評识識诉訴话話询詢请請读讀谁誰负負财財责責账賬购購"
    "贯貫费費资資转轉载載较較输輸达達过過运運还還这這进進邮郵针針镇鎮长長门門闭閉问問间間闻聞阅閱霁霽页頁项項领領频頻题題额額馈饋〇○"
    "后後机機与與体體复復万萬确確据據价價种種网網余餘党黨优優质質"
)
_TABLE = str.maketrans(_PAIRS[::2], _PAIRS[1::2])


def to_traditional(text: str) -> str:
    """Return the text in traditional script, character for character."""
    return text.translate(_TABLE)


def traditional_gold(gold: dict[str, Any]) -> dict[str, Any]:
    """Return the gold with the strings that are compared as printed in traditional script."""
    lists = {key: [to_traditional(text) for text in gold[key]] for key in ("problems", "improvements")}
    return gold | lists | {"issuer": to_traditional(gold["issuer"])}
