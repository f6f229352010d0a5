"""The language model: settings, what went wrong with an answer, and why nothing came."""

MESSAGES: dict[str, tuple[str, str]] = {
    "model.help.concurrency": (
        "同时向模型发出多少个请求(遇到限流会自动放慢)",
        "How many requests to the model at a time (fewer while it asks to slow down)",
    ),
    "model.help.max_cost": (
        "模型费用上限:可能超过时不再发送,未发送的报告不动(需在 NIANBAO_MODEL_PRICES 中给出单价)",
        "Most the model may cost: what could exceed it is not sent and left as it is (needs NIANBAO_MODEL_PRICES)",
    ),
    "model.help.dry_run": (
        "不发送,只说明需要多少次请求、大约多少 token",
        "Send nothing; say how many requests and about how many tokens it would take",
    ),
    "model.help.record": (
        "把与模型的往来存入此文件夹,每次请求一个可读文件",
        "Keep the exchanges with the model in this folder, one readable file each",
    ),
    "model.help.replay": (
        "不用网络和密钥,从此文件夹取回 --record 存下的答复",
        "Take the answers from a folder of --record; needs neither network nor key",
    ),
    "model.summary": (
        "模型 {model}:请求 {requests} 次(发送 {attempts} 次,取自以前的答复 {cached} 次),"
        "输入 {input_tokens} token,输出 {output_tokens} token,费用 {cost}",
        "Model {model}: {requests} requests ({attempts} sent, {cached} answered before), "
        "{input_tokens} tokens in, {output_tokens} out, cost {cost}",
    ),
    "model.summary.unknown": (
        "其中 {uncounted} 次发送没有报告用量,未计入。",
        "{uncounted} of those sent came back without usage and are not counted.",
    ),
    "model.cost.unknown": ("未知(没有单价)", "unknown (no price given)"),
    "model.dry_run": (
        "需要请求 {requests} 次(另有 {cached} 次以前已有答复),约 {input_tokens} 输入 token,"
        "至多 {output_tokens} 输出 token,费用至多 {cost}。没有发送。",
        "It would take {requests} requests ({cached} more were answered before), about {input_tokens} tokens in and "
        "at most {output_tokens} out, cost at most {cost}. Nothing was sent.",
    ),
    "model.needs_engine": (
        "{options} 只在用模型时有效。请加 --engine llm 或 --engine both。",
        "{options} only means something with a model. Add --engine llm or --engine both.",
    ),
    "model.left": (
        "模型已停用:还有 {left} 份报告没有发送,没有改动。排除原因后重新运行即可继续,已有的答复不会再付费。",
        "The model is given up: {left} reports were not sent and are as they were. Run again once the cause is "
        "removed; what was answered is not paid again.",
    ),
    "model.not_sent": ("没有发送(试运行)。", "Not sent (dry run)."),
    "model.output.not_json": (
        "模型的答复不是 JSON,没有采用:{start}",
        "The model's answer is no JSON and was not used: {start}",
    ),
    "model.output.invalid": (
        "模型的答复不符合要求的格式,没有采用:{reason}",
        "The model's answer has not the form that was asked for and was not used: {reason}",
    ),
    "model.output.empty": ("模型的答复是空的。", "The model's answer is empty."),
    "model.output.refusal": ("模型拒绝回答:{start}", "The model refused to answer: {start}"),
    "model.output.length": (
        "模型的答复超过 {limit} token,被截断,没有采用。可提高 NIANBAO_MODEL_MAX_TOKENS。",
        "The model's answer was cut at {limit} tokens and not used. NIANBAO_MODEL_MAX_TOKENS raises the limit.",
    ),
    "model.output.filtered": (
        "模型服务的内容过滤拦下了答复。",
        "The endpoint's content filter held the answer back.",
    ),
    "error.model": ("模型 {provider} 没有答复:{reason}", "The model at {provider} gave no answer: {reason}"),
    "error.model_missing": (
        "没有设置模型。请设置 NIANBAO_MODEL(模型名)、OPENAI_BASE_URL(地址)和 OPENAI_API_KEY(密钥),"
        "或改用 --engine rules。",
        "No model is set. Set NIANBAO_MODEL (its name), OPENAI_BASE_URL (address) and OPENAI_API_KEY (key), or use "
        "--engine rules.",
    ),
    "error.model_setting": (
        "设置 {setting} 不能用:{reason}",
        "The setting {setting} can't be used: {reason}",
    ),
    "error.model_no_price": (
        "模型 {model} 没有单价,不能按 --max-cost 控制费用。请在 NIANBAO_MODEL_PRICES 中写出,"
        "例如 {example}(每百万 token)。",
        "There is no price for the model {model}, so --max-cost can't be kept. Give it in NIANBAO_MODEL_PRICES, "
        "for example {example} (per million tokens).",
    ),
    "error.model_unreachable": (
        "连不上模型 {provider},或连接中断({reason})。请检查 OPENAI_BASE_URL、网络和模型服务。",
        "The model at {provider} can't be reached, or the connection broke ({reason}). Check OPENAI_BASE_URL, the "
        "network and the endpoint.",
    ),
    "error.model_timeout": (
        "模型 {provider} 在 {seconds} 秒内没有答复。可提高 NIANBAO_MODEL_TIMEOUT,或减小 --concurrency。",
        "The model at {provider} gave no answer in {seconds} seconds. Raise NIANBAO_MODEL_TIMEOUT, or lower "
        "--concurrency.",
    ),
    "error.model_rate_limit": (
        "模型 {provider} 限流(429),多次等待后仍未放行:{reason}。请减小 --concurrency,或稍后再运行。",
        "The model at {provider} keeps asking to slow down (429) after several waits: {reason}. Lower --concurrency, "
        "or run again later.",
    ),
    "error.model_server": (
        "模型服务 {provider} 出错({status}):{reason}。请稍后再运行。",
        "The endpoint {provider} failed ({status}): {reason}. Run again later.",
    ),
    "error.model_request": (
        "模型服务 {provider} 拒绝了请求({status}):{reason}",
        "The endpoint {provider} refuses the request ({status}): {reason}",
    ),
    "error.model_key": (
        "模型服务 {provider} 不接受密钥({status})。请检查 OPENAI_API_KEY。",
        "The endpoint {provider} does not accept the key ({status}). Check OPENAI_API_KEY.",
    ),
    "error.model_unknown": (
        "模型服务 {provider} 没有模型 {model} 或没有这个地址({status}):{reason}。请检查 NIANBAO_MODEL 和 "
        "OPENAI_BASE_URL(通常以 /v1 结尾)。",
        "The endpoint {provider} has no model {model}, or no such address ({status}): {reason}. Check NIANBAO_MODEL "
        "and OPENAI_BASE_URL (it usually ends with /v1).",
    ),
    "error.model_quota": (
        "模型服务 {provider} 的额度已用完({status}):{reason}。",
        "The quota at {provider} is used up ({status}): {reason}.",
    ),
    "error.model_output": (
        "模型服务 {provider} 返回的不是对话接口的答复({kind}):{start}",
        "What {provider} sent is no answer of the chat protocol ({kind}): {start}",
    ),
    "error.model_too_long": (
        "模型服务 {provider} 的答复超过 {limit} 字节,没有读完。",
        "The answer of {provider} has more than {limit} bytes and was not read to the end.",
    ),
    "error.model_budget": (
        "没有发送:已用 {spent},这次至多 {needed},会超过费用上限 {limit}。提高 --max-cost 后重新运行即可继续。",
        "Not sent: {spent} is spent, this request may take {needed}, and the limit is {limit}. Raise --max-cost and "
        "run again to go on.",
    ),
    "error.model_stopped": (
        "没有发送:模型 {provider} 已停用。{cause}",
        "Not sent: the model at {provider} is given up. {cause}",
    ),
    "error.model_replay": (
        "录制文件夹 {folder} 中没有这次请求:{file}(提示词 {prompt})。文本、提示词或答复格式变了;"
        "请用 --record 重新录制。",
        "The recording {folder} has no such exchange: {file} (prompt {prompt}). The text, the prompt or the form of "
        "the answer has changed; record again with --record.",
    ),
    "error.model_recording": (
        "录制的往来 {file} 读不出来:{reason}",
        "The recorded exchange {file} can't be read: {reason}",
    ),
}
