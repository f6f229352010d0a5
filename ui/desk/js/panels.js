// The right side as a whole, the bar above both sides, and the bar about the current value.
const drawHeader = (desk) => {
  const { head } = desk.data;
  const closed = !may(desk, "edit");
  renew(desk.header, [
    el("h2", { title: head.file }, head.title),
    el("span", { class: `state ${head.state}` }, head.state_text),
    head.assignee ? el("span", { class: "soft" }, head.assignee) : null,
    head.status === "complete" ? "" : el("span", { class: "trouble" }, head.status_text, head.steps.map((step) => ` · ${step}`)),
    el("span", { class: "soft" }, head.counts),
    desk.queue.some((action) => action.do !== "preview" && action.do !== "page") ? el("span", { class: "soft" }, text(desk, "waiting")) : null,
    el("span", { class: "grow" }),
    may(desk, "take") ? button(desk, "take", "take", "T") : null,
    closed ? "" : button(desk, "undo", "undo", "Z"),
    button(desk, "history", "history", "H"),
    may(desk, "release") ? button(desk, "release", "release", "L") : null,
    may(desk, "send_back") ? button(desk, "send-back", "send_back", "B") : null,
    may(desk, "sign_off") ? button(desk, "sign-off", "sign_off", "S", { class: "main" }) : null,
    may(desk, "finish") ? button(desk, "finish", "finish", "S", { class: "main" }) : null,
    may(desk, "reopen") ? button(desk, "reopen", "reopen", "R") : null,
    button(desk, "next-report", "next_report", "G", { class: head.state === "signed_off" ? "main" : null, title: text(desk, "key_next_report") }),
    button(desk, "queue", "queue", "Q"),
    button(desk, "help", "help", "?")]);
};

const drawNotices = (desk) => {
  const { problem, merged, moved, blind } = desk.data;
  renew(desk.notices, [
    blind ? el("p", { class: "note" }, text(desk, "blind")) : null,
    desk.data.may.length ? "" : el("p", { class: "note" }, text(desk, "read_only")),
    problem && desk.dismissed !== problem + desk.data.done.at(-1) ? el("p", { class: "trouble", role: "alert" }, problem,
      el("button", { type: "button", data: { act: "hide-problem" } }, "×")) : null,
    moved ? el("p", { class: "note good" }, text(desk, `done_${moved}`)) : null,
    merged.length ? el("div", { class: "note" }, text(desk, "merged"), el("ul", {}, merged.map((entry) =>
      el("li", {}, `${entry.by}: `, el("a", { class: "to", data: { act: "to", path: entry.path } }, entry.label), ` ${entry.old || "—"} → ${entry.new || "—"}`)))) : null]);
};

const drawPanels = (desk) => {
  const { tables, lists, quantities, history, texts } = desk.data;
  const counts = { facts: lists.facts.length, problems: lists.problems.length, improvements: lists.improvements.length, quantities: quantities.length, history: history.length };
  const keys = ["head", ...tables.map((table) => table.key), "facts", "problems", "improvements", "quantities", "history"];
  const titles = Object.fromEntries(tables.map((table) => [table.key, table.title]));
  renew(desk.panels, [
    el("nav", {}, keys.map((key) => el("button", { type: "button", data: { act: "panel", panel: key } },
      titles[key] ?? texts[key], counts[key] === undefined ? null : el("small", {}, ` ${counts[key]}`)))),
    drawHead(desk), ...tables.map((table) => drawTable(desk, table)), drawFacts(desk),
    drawItems(desk, "problems"), drawItems(desk, "improvements"), drawQuantities(desk), drawHistory(desk)]);
};

const drawCurrent = (desk) => {
  const path = desk.current?.value;
  const value = path ? desk.data.values[path] : null;
  desk.bar.hidden = !path && !desk.said;
  if (desk.bar.hidden) return undefined;
  const said = desk.said ? el("p", { class: "said", role: "status" }, desk.said) : null;
  if (!path) return renew(desk.bar, [said]);
  const quantity = desk.data.quantities.find((item) => item.id === path);
  if (quantity) return drawQuantity(desk, quantity, said);
  const label = value?.label ?? labelOfCell(desk, path);
  const facts = [];
  if (value?.printed !== undefined) facts.push(el("span", {}, `${text(desk, "printed")} `, el("q", {}, value.printed.trim().slice(0, 80) || text(desk, "blank"))));
  if (value?.read !== undefined) facts.push(el("span", {}, `${text(desk, "read")} ${value.read.slice(0, 60) || text(desk, "blank")}`));
  if (value?.fixed && desk.data.preview === path) facts.push(el("b", {}, `${text(desk, "preview")}: ${value.shown || text(desk, "blank")}`));
  else if (value?.fixed) facts.push(el("b", {}, `${text(desk, "corrected")} ${value.removed ? "—" : value.shown.slice(0, 60) || text(desk, "blank")} · ${value.by} ${when(value.at)}${value.why ? ` · ${value.why}` : ""}`));
  if (value?.doubt) facts.push(el("b", { class: "trouble" }, `${text(desk, "doubt")} (${value.said} · ${value.by})`));
  if (!value) facts.push(el("span", {}, text(desk, "missing")));
  drawBar(desk, said, [el("strong", {}, label), facts], valueActions(desk, path, value));
  return undefined;
};

// What is known of a value takes the room that its buttons leave; these stay on one line.
const drawBar = (desk, said, facts, actions) =>
  renew(desk.bar, [said, el("div", { class: "known" }, facts), el("div", { class: "acts" }, actions)]);

// A quantity can't be corrected, but its words can be used as a field.
const drawQuantity = (desk, quantity, said) => {
  const pieces = desk.marks.get(quantity.id) ?? [];
  const start = Number(pieces[0]?.dataset.o);
  const words = pieces.map((piece) => piece.textContent).join("");
  if (pieces.length) desk.selected = { span: [start, start + [...words].length], words };
  drawBar(desk, said, [el("strong", {}, quantity.label), el("span", {}, `${quantity.shown} ${quantity.unit}`), el("q", {}, quantity.quote)],
    pieces.length && may(desk, "edit") ? [button(desk, "use", "use_as", "I")] : []);
};

const valueActions = (desk, path, value) => {
  const edit = may(desk, "edit");
  const removable = value && value.kind !== "cell" && path !== "form" && !value.fixed;
  return [
    edit ? button(desk, "edit", "edit", "↵") : null,
    isMovable(desk, path) ? button(desk, "move", "move", "M") : null,
    edit && value?.doubt ? button(desk, "accept", "keep_correction", "A") : null,
    edit && (value?.fixed || value?.doubt) ? button(desk, "reject", "as_read", "X") : null,
    edit && removable && !value.doubt ? button(desk, "reject", "remove", "X") : null,
    button(desk, "previous-value", "previous_value", "K"), button(desk, "next-value", "next_value", "J"),
  ].filter(Boolean);
};

const labelOfCell = (desk, path) =>
  desk.data.findings.flatMap((finding) => finding.cells).find((cell) => cell.path === path)?.label ?? path;

// Everything that belongs to the current finding or value is lit on both sides.
const light = (desk) => {
  desk.root.querySelectorAll(".on").forEach((element) => element.classList.remove("on"));
  for (const id of litIds(desk)) {
    for (const mark of desk.marks.get(id) ?? []) mark.classList.add("on");
    for (const box of desk.paper.querySelectorAll(`[data-box="${CSS.escape(id)}"]`)) box.classList.add("on");
    valueElement(desk, id)?.classList.add("on");
  }
  if (desk.current?.finding) desk.findings.querySelector(`[data-f="${CSS.escape(desk.current.finding)}"]`)?.classList.add("on");
};

const litIds = (desk) => {
  if (desk.current?.value) return [desk.current.value];
  const finding = desk.current?.finding ? findingByKey(desk, desk.current.finding) : null;
  return finding ? [`finding:${finding.key}`, ...finding.cells.map((cell) => cell.path)] : [];
};

const valueElement = (desk, path) =>
  desk.panels.querySelector(`[data-v="${CSS.escape(path)}"]`) ?? desk.panels.querySelector(`[data-q="${CSS.escape(path)}"]`);
