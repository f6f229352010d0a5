// Changing a value where it stands. What is typed goes to be checked at once; nothing is stored before it is saved.
const PAUSE = 80;

const openEditor = (desk, path) => {
  if (!may(desk, "edit") || !path) return;
  closeEditor(desk, false);
  const value = desk.data.values[path];
  const long = path.startsWith("problems@") || path.startsWith("improvements@") || path === "title";
  const input = el(long ? "textarea" : "input", { class: "entry", ...(long ? { rows: 3 } : { type: "text", autocomplete: "off", inputmode: "decimal" }) });
  input.value = value ? (value.look === "null" ? "" : value.shown) : "";
  const cause = el("select", { class: "cause" }, ["", "extraction", "source"].map((name) =>
    el("option", { value: name }, text(desk, `cause_${name || "auto"}`))));
  cause.value = value ? value.cause ?? "" : "source";
  const why = el("input", { type: "text", class: "why", placeholder: text(desk, "why") });
  const hint = el("p", { class: "hint" });
  const made = el("form", { class: "editor" },
    el("header", {}, el("strong", {}, value?.label ?? labelOfCell(desk, path)), value?.printed !== undefined
      ? el("span", {}, `${text(desk, "printed")} `, el("q", {}, value.printed.trim().slice(0, 60) || text(desk, "blank"))) : null),
    input, hint,
    el("label", {}, text(desk, "cause"), " ", cause), why,
    el("footer", {}, el("button", { type: "submit", class: "main" }, text(desk, "save"), el("kbd", {}, "↵")),
      button(desk, "cancel-edit", "cancel", "Esc")));
  desk.editor = { path, input, cause, why, hint, made, timer: null, before: input.value };
  input.addEventListener("input", () => schedulePreview(desk));
  made.addEventListener("submit", (event) => { event.preventDefault(); saveEdit(desk); });
  made.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); saveEdit(desk); }
    if (event.key === "Escape") { event.preventDefault(); closeEditor(desk, true); }
    event.stopPropagation();
  });
  desk.findings.style.minHeight = `${desk.findings.offsetHeight}px`;
  desk.root.append(made);
  choose(desk, { value: path }, "source");
  placeEditor(desk);
  input.focus({ preventScroll: true });
  input.select();
};

const placeEditor = (desk) => {
  const { editor } = desk;
  if (!editor) return;
  const cell = valueElement(desk, editor.path);
  bring(desk.panels, cell, "nearest");
  const outer = desk.root.getBoundingClientRect();
  const inner = (cell ?? desk.panels).getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = editor.made;
  const below = inner.bottom - outer.top + 6;
  const top = below + height < outer.height ? below : inner.top - outer.top - height - 6;
  const left = Math.min(Math.max(inner.left - outer.left - 40, 8), outer.width - width - 8);
  editor.made.style.top = `${Math.max(top, 4)}px`;
  editor.made.style.left = `${left}px`;
};

const schedulePreview = (desk) => {
  const { editor } = desk;
  clearTimeout(editor.timer);
  editor.timer = setTimeout(() => send(desk, { do: "preview", ...typed(editor) }), PAUSE);
};

const typed = (editor) => ({ path: editor.path, text: editor.input.value, cause: editor.cause.value, reason: editor.why.value });

const saveEdit = (desk) => {
  const { editor } = desk;
  if (!editor) return;
  clearTimeout(editor.timer);
  const action = typed(editor);
  const same = editor.input.value === editor.before && desk.data.values[editor.path]?.look !== "null" && !editor.why.value
    && (desk.data.values[editor.path]?.cause ?? "") === editor.cause.value;
  const previewed = Boolean(desk.data.preview);
  closeEditor(desk, same && previewed);
  if (!same) send(desk, { do: "set", ...action });
};

const closeEditor = (desk, forget) => {
  const { editor } = desk;
  if (!editor) return;
  clearTimeout(editor.timer);
  editor.made.remove();
  desk.findings.style.minHeight = "";
  desk.editor = null;
  if (forget && (desk.data.preview || desk.queue.some((action) => action.do === "preview"))) send(desk, { do: "preview_end" });
};

// Words selected in the source can become a fact, an item, or the place of a value.
const selectedWords = (desk) => {
  const selection = desk.root.getRootNode().getSelection?.() ?? document.getSelection();
  const [range] = selection?.getComposedRanges?.({ shadowRoots: [desk.root.getRootNode()] }) ?? [];
  const bounds = range ?? (selection?.rangeCount ? selection.getRangeAt(0) : null);
  if (!bounds) return null;
  const start = offsetAt(desk, bounds.startContainer, bounds.startOffset);
  const end = offsetAt(desk, bounds.endContainer, bounds.endOffset);
  if (start === null || end === null || end <= start) return null;
  return { span: [start, end], words: selection.toString(), node: bounds.endContainer };
};

const offsetAt = (desk, node, offset) => {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node.childNodes[offset] ?? node)?.closest?.("[data-o]");
  if (!piece || !desk.article.contains(piece)) return null;
  const within = node.nodeType === Node.TEXT_NODE ? [...node.data.slice(0, offset)].length : 0;
  return Number(piece.dataset.o) + within;
};

const offerUse = (desk) => {
  desk.offer?.remove();
  desk.offer = null;
  const selected = may(desk, "edit") ? selectedWords(desk) : null;
  if (!selected || !selected.words.trim()) return;
  desk.selected = selected;
  const made = button(desk, "use", "use_as", "I", { class: "offer main" });
  const outer = desk.root.getBoundingClientRect();
  const inner = (selected.node.nodeType === Node.TEXT_NODE ? selected.node.parentElement : selected.node).getBoundingClientRect();
  made.style.top = `${Math.min(Math.max(inner.bottom - outer.top + 4, 40), outer.height - 40)}px`;
  made.style.left = `${Math.min(Math.max(inner.left - outer.left, 8), outer.width / 2 - 120)}px`;
  desk.offer = made;
  desk.root.append(made);
};

const guessNumber = (words) => words.match(/[+-]?[\d,,]+(\.\d+)?|[+-]?[0-9]+/)?.[0] ?? words.match(/[〇零一二两三四五六七八九十百千万亿]+/)?.[0] ?? "";

// Asks for a field of a list: typing narrows it, arrows and Enter choose.
const chooseField = (desk, title, words, choices, take, beside = null) => {
  const filter = el("input", { type: "text", class: "entry", placeholder: text(desk, "use_filter"), autocomplete: "off" });
  const list = el("ul", { class: "choices" });
  const state = { at: 0, shown: [] };
  const commit = () => {
    const field = state.shown[state.at];
    if (!field) return;
    closeDialog(desk);
    take(field);
  };
  const draw = () => {
    const wanted = filter.value.trim().toLowerCase();
    state.shown = choices.filter((field) => `${field.label} ${field.name}`.toLowerCase().includes(wanted));
    state.at = Math.min(state.at, Math.max(state.shown.length - 1, 0));
    list.replaceChildren(...state.shown.map((field, at) => {
      const line = el("li", { class: at === state.at ? "on" : null, title: field.hint || null }, field.label, field.unit ? el("small", {}, ` ${field.unit}`) : null);
      line.addEventListener("click", () => { state.at = at; commit(); });
      return line;
    }));
    if (!state.shown.length) list.replaceChildren(el("li", { class: "none" }, text(desk, "use_none")));
    list.children[state.at]?.scrollIntoView({ block: "nearest" });
  };
  const made = showDialog(desk, title, [el("blockquote", {}, words.slice(0, 300)), filter, beside, list], []);
  filter.addEventListener("input", () => { state.at = 0; draw(); });
  made.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      state.at = Math.min(Math.max(state.at + (event.key === "ArrowDown" ? 1 : -1), 0), state.shown.length - 1);
      draw();
    }
    if (event.key === "Enter") { event.preventDefault(); commit(); }
  });
  draw();
  filter.focus();
};

const openUse = (desk) => {
  const { selected } = desk;
  if (!selected) return;
  desk.offer?.remove();
  const number = el("input", { type: "text", class: "number", autocomplete: "off", "aria-label": text(desk, "use_value") });
  number.value = guessNumber(selected.words);
  chooseField(desk, text(desk, "use_as"), selected.words, choicesFor(desk), (field) => {
    const whole = field.path && !field.number;
    send(desk, { do: "add", target: field.name, span: selected.span, text: whole ? selected.words : number.value, ...(field.path ? { path: field.path } : {}) });
    if (!field.path && !field.item) desk.follow = `facts.${field.name}@${selected.span.join("-")}`;
  }, el("label", {}, text(desk, "use_value"), " ", number));
};

// A value that was read as the wrong field goes to another one, a problem to the improvements and back.
const isMovable = (desk, path) => {
  const value = path ? desk.data.values[path] : null;
  return Boolean(value && may(desk, "edit") && !value.removed && !value.doubt && ["fact", "item"].includes(value.kind) && path.includes("@"));
};

const openMove = (desk) => {
  const path = desk.current?.value;
  if (!isMovable(desk, path)) return;
  const value = desk.data.values[path];
  const [name, place] = path.split("@");
  const here = name.replace("facts.", "");
  const groups = Object.keys(desk.data.lists);
  const choices = desk.data.fields.filter((field) => field.name !== here && groups.includes(field.name) === (value.kind === "item"));
  chooseField(desk, text(desk, "move"), `${value.label}: ${value.shown}`, choices, (field) => {
    send(desk, { do: "move", path, to: field.name });
    desk.follow = `${value.kind === "fact" ? "facts." : ""}${field.name}@${place}`;
  });
};

const choicesFor = (desk) => {
  const path = desk.current?.value;
  const value = path ? desk.data.values[path] : null;
  const here = path && !path.includes("@") ? [{ name: path, path, unit: "", number: value?.kind !== "head" || path === "year",
    label: text(desk, "use_current", { label: value?.label ?? labelOfCell(desk, path) }) }] : [];
  return [...here, ...desk.data.fields];
};
