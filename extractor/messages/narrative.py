"""The model engine: what is wrong with an answer, for the model that is asked again and for the person who reviews."""

MESSAGES: dict[str, tuple[str, str]] = {
    "narrative.unlabelled": (
        "模型没有说明数量 {id}(“{detail}”)属于哪个字段",
        "The model left out quantity {id} (“{detail}”)",
    ),
    "narrative.labelled_twice": (
        "模型把数量 {id} 归入几个字段:{detail};都没有采用",
        "The model put quantity {id} into several fields: {detail}; none was taken",
    ),
    "narrative.unknown_quantity": (
        "模型回答了不存在的数量编号 {id}({detail})",
        "The model named a quantity {id} that does not exist ({detail})",
    ),
    "narrative.unknown_field": (
        "模型为“{id}”回答了不存在的字段 {detail}",
        "The model gave “{id}” a field that does not exist: {detail}",
    ),
    "narrative.wrong_unit": (
        "模型把数量 {id} 归入单位不符的字段:{detail};没有采用",
        "The model put quantity {id} into a field of another unit: {detail}; it was not taken",
    ),
    "narrative.unknown_sentence": (
        "模型回答了不存在的句子编号 {id}",
        "The model named a sentence {id} that does not exist",
    ),
    "narrative.quote_not_found": (
        "模型引用的“{id}”({detail})在原文中找不到",
        "The words “{id}” that the model quotes ({detail}) stand nowhere in the report",
    ),
    "narrative.no_number": (
        "模型引用的“{id}”中没有“{detail}”的唯一数值,没有采用",
        "The words “{id}” that the model quotes do not hold one number for {detail}; nothing was taken",
    ),
    "narrative.no_answer": (
        "模型对 {count} 段正文中的 {lost} 段没有给出可用的回答:{reason}",
        "For {lost} of {count} portions of the prose the model gave no usable answer: {reason}",
    ),
    "narrative.one_engine": (
        "“{label}”只有一种引擎读出:{engine} {values}",
        "Only one engine reads {label}: {engine} {values}",
    ),
    "narrative.items_disagree": (
        "{kind}中,规则引擎另读出 {count} 项,模型没有:{listed}",
        "{kind}: the rules read {count} more that the model doesn't: {listed}",
    ),
    "error.prompt": (
        "提示词文件 {prompt} 有误:{names}。请恢复随软件发布的文件",
        "Prompt file {prompt} is not as it should be: {names}. Restore the file that came with the software",
    ),
    "error.prompt_missing": (
        "没有提示词文件 {prompt}。请重新安装,或改用随软件发布的版本",
        "There is no prompt file {prompt}. Install again, or use a version that came with the software",
    ),
}
