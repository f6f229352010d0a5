// Head fields, facts, quantities and items: what is no table.
const drawHead = (desk) =>
  panel(desk, "head", el("dl", {}, desk.data.lists.head.map((path) => {
    const value = desk.data.values[path];
    return el("div", { class: valueLook(value), data: { v: path }, title: value.printed || null },
      el("dt", {}, value.label), el("dd", {}, shownOf(desk, value)));
  })));

const drawFacts = (desk) => {
  const rows = desk.data.lists.facts.map((path) => {
    const value = desk.data.values[path];
    return el("tr", { class: valueLook(value), data: { v: path } },
      el("th", {}, value.label),
      el("td", { class: "n" }, value.approximate ? `${text(desk, "approximate")} ` : "", shownOf(desk, value), " ", el("small", {}, value.unit ?? "")),
      el("td", { class: "basis" }, value.basis ?? ""),
      el("td", { class: "quote" }, value.quote ?? value.printed ?? "", noteOf(desk, value)));
  });
  return panel(desk, "facts", rows.length ? el("table", { class: "list" }, rows) : el("p", { class: "none" }, text(desk, "none_facts")), rows.length);
};

const drawItems = (desk, group) => {
  const rows = desk.data.lists[group].map((path) => {
    const value = desk.data.values[path];
    return el("li", { class: valueLook(value), data: { v: path } }, shownOf(desk, value), noteOf(desk, value));
  });
  return panel(desk, group, rows.length ? el("ol", {}, rows) : el("p", { class: "none" }, text(desk, "none")), rows.length);
};

const drawQuantities = (desk) => {
  const rows = desk.data.quantities.map((item) =>
    el("tr", { class: "v", data: { q: item.id } },
      el("th", {}, item.label),
      el("td", { class: "n" }, item.approximate ? `${text(desk, "approximate")} ` : "", item.shown, " ", el("small", {}, item.unit)),
      el("td", { class: "basis" }, item.basis), el("td", { class: "quote" }, item.quote)));
  return panel(desk, "quantities", rows.length ? el("table", { class: "list" }, rows) : el("p", { class: "none" }, text(desk, "none")), rows.length);
};

const panel = (desk, key, body, count = null) =>
  el("section", { class: "panel", data: { panel: key } }, el("h3", {}, text(desk, key), count === null ? null : el("small", {}, ` ${count}`)), body);

const valueLook = (value) =>
  `v${value.fixed ? " fixed" : ""}${value.doubt ? " doubt" : ""}${value.removed ? " removed" : ""}${value.placed ? "" : " unplaced"}`;

const shownOf = (desk, value) => {
  if (value.removed) return el("s", {}, value.read ?? "");
  if (value.fixed && value.read !== undefined && value.read !== value.shown) return [el("s", {}, value.read), " ", el("b", {}, value.shown)];
  return value.shown;
};

const noteOf = (desk, value) => {
  const notes = [];
  if (value.fixed && value.read === undefined) notes.push(text(desk, "added"));
  if (!value.placed) notes.push(text(desk, "unplaced"));
  if (value.doubt) notes.push(text(desk, "doubt"));
  return notes.length ? el("em", {}, ` ${notes.join(" · ")}`) : null;
};

const drawHistory = (desk) => {
  const rows = desk.data.history.map((entry) =>
    el("li", { class: entry.undone ? "undone" : null, data: { place: entry.place } },
      el("small", {}, `${when(entry.at)} ${entry.by} · ${entry.kind} `),
      el("a", { class: "to", data: { act: "to", path: entry.path } }, entry.label),
      el("span", {}, ` ${entry.old || "—"} → ${entry.new || "—"}`),
      entry.reason ? el("q", {}, entry.reason) : null,
      entry.undone ? el("em", {}, ` ${text(desk, "undone")}`) : null,
      entry.undo && may(desk, "edit") ? el("button", { type: "button", data: { act: "undo-step", place: entry.place } }, text(desk, "undo")) : null));
  return panel(desk, "history", rows.length ? el("ul", { class: "log" }, rows) : el("p", { class: "none" }, text(desk, "history_empty")), rows.length);
};
