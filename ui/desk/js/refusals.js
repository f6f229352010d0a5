// Why a key does nothing here: said in the bar at the bottom. Where nothing is chosen, the first open finding is.
const ON_CHOSEN = ["accept", "reject", "confirm", "fixed", "open-again", "edit", "alternative"];
const CHANGES = { accept: "findings", reject: "findings", confirm: "findings", fixed: "fixed", "open-again": "open_again", edit: "edit",
  alternative: "edit", undo: "undo", move: "move", use: "edit" };
const MOVES = { "sign-off": ["sign_off", "finish"], "send-back": ["send_back"], reopen: ["reopen"], take: ["take"], release: ["release"] };

const actOrSay = (desk, act, data) => {
  const why = whyNot(desk, act, data);
  if (why) return say(desk, why);
  if (ON_CHOSEN.includes(act) && !isChosen(desk)) return stepFinding(desk, 1);
  return ACTS[act](desk, data);
};

const isChosen = (desk) => Boolean(desk.current?.value || (desk.current?.finding && findingByKey(desk, desk.current.finding)));

const say = (desk, words) => {
  desk.said = words;
  drawCurrent(desk);
};

const hush = (desk) => {
  if (desk.said) say(desk, "");
};

const whyNot = (desk, act, data) => {
  const { head } = desk.data;
  const state = [head.state_text, head.assignee].filter(Boolean).join(" ");
  if (MOVES[act]) {
    const none = !MOVES[act].some((name) => may(desk, name));
    return none ? text(desk, "why_state", { action: text(desk, MOVES[act][0]), state }) : null;
  }
  if (CHANGES[act] && !may(desk, "edit")) {
    const action = text(desk, CHANGES[act] === "findings" ? "edit" : CHANGES[act]);
    return may(desk, "reopen") ? text(desk, "why_reopen", { state: head.state_text, action }) : text(desk, "read_only");
  }
  if (act === "use") return desk.selected ? null : text(desk, "why_select");
  if (act === "move") return isMovable(desk, desk.current?.value) ? null : text(desk, "why_move");
  if (act === "mode") return desk.data.source.pages ? null : text(desk, "why_pages");
  if (act === "next" || act === "previous") return pressingFindings(desk).length ? null : text(desk, "no_findings");
  return ON_CHOSEN.includes(act) ? whyNotChosen(desk, act, data) : null;
};

const whyNotChosen = (desk, act, data) => {
  if (!isChosen(desk)) return pressingFindings(desk).length ? null : text(desk, act === "edit" ? "why_value" : "no_findings");
  const finding = desk.current.finding ? findingByKey(desk, desk.current.finding) : null;
  if (finding) return whyNotFinding(desk, act, data, finding);
  const quantity = desk.data.quantities.some((item) => item.id === desk.current.value);
  if (quantity && ["accept", "edit", "reject"].includes(act)) return text(desk, "why_quantity");
  if (!desk.data.values[desk.current.value] && ["accept", "reject"].includes(act)) return text(desk, "missing");
  return ["confirm", "fixed", "open-again", "alternative"].includes(act) ? text(desk, "why_finding") : null;
};

const whyNotFinding = (desk, act, data, finding) => {
  if (act === "edit") return finding.cells.length || finding.suggestion?.changes.length ? null : text(desk, "why_no_cell");
  if (act === "open-again") return finding.state !== "open" && may(desk, "decide") ? null : text(desk, finding.gone ? "why_gone" : "why_open");
  if (!finding.open) return text(desk, finding.gone ? "why_gone" : "why_decided");
  if (act === "alternative") return data.at < finding.alternatives.length ? null : text(desk, "why_alternative", { number: data.at + 1 });
  if (may(desk, "decide") || (act === "accept" && finding.suggestion)) return null;
  return text(desk, "blind");
};
