// The official tables, laid out as on the form; a cell shows what holds, and above it what is printed where that differs.
const drawTable = (desk, table) => {
  const body = el("table", { class: `form ${table.key}` }, table.rows.map((row) => el("tr", {}, row.map((entry) => entryOf(desk, entry)))));
  return el("section", { class: `panel${table.absent ? " absent" : ""}`, data: { panel: table.key } },
    el("h3", {}, table.title),
    table.absent ? el("p", { class: "none" }, table.absent) : null,
    body,
    table.beside.length ? el("p", { class: "none" }, text(desk, "beside")) : null,
    table.beside.length
      ? el("table", { class: "form" }, table.beside.map((row) => el("tr", {}, row.map((entry) => entryOf(desk, entry)))))
      : null);
};

const entryOf = (desk, entry) => {
  const spans = { colspan: entry.c > 1 ? entry.c : null, rowspan: entry.r > 1 ? entry.r : null };
  if (entry.h !== undefined) return el("th", { ...spans, class: entry.look || null }, entry.h);
  if (entry.s !== undefined) return sumOf(entry, spans);
  return cellOf(desk, entry.p, spans);
};

const SIGNS = { holds: "✓", fails: "✗", open: "?", none: "" };

const sumOf = (entry, spans) =>
  el("td", { ...spans, class: `sum ${entry.s}`, title: entry.said, data: entry.id ? { sum: entry.id, cells: JSON.stringify(entry.cells) } : {} },
    SIGNS[entry.s]);

const cellOf = (desk, path, spans) => {
  const value = desk.data.values[path];
  const flag = desk.data.flags[path] ?? "";
  const look = value ? value.look : "missing";
  const marks = value ? `${value.fixed ? " fixed" : ""}${value.doubt ? " doubt" : ""}${value.placed || look === "blank" ? "" : " unplaced"}` : "";
  const previewed = desk.data.preview === path ? " previewed" : "";
  const made = el("td", { ...spans, class: `c ${look} ${flag}${marks}${previewed}`, title: hoverOf(desk, path, value), data: { v: path } });
  if (value?.fixed && value.printed !== undefined) made.append(el("s", {}, value.printed.trim() || text(desk, "blank")), " ");
  made.append(value ? value.shown : "✕");
  return made;
};

const hoverOf = (desk, path, value) => {
  if (!value) return `${path}\n${text(desk, "missing")}`;
  const lines = [value.label];
  if (value.printed !== undefined) lines.push(`${text(desk, "printed")}: ${value.printed.trim() || text(desk, "blank")}`);
  if (value.fixed) lines.push(`${text(desk, "corrected")}: ${value.shown || text(desk, "blank")} (${value.by} ${when(value.at)}) ${value.why}`);
  if (!value.placed && value.printed?.trim()) lines.push(text(desk, "unplaced"));
  return lines.join("\n");
};
