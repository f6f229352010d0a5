// Questions before something is done: reasons, sign-off, a conflict, the keys.
const showDialog = (desk, title, body, footer) => {
  closeDialog(desk);
  const made = el("div", { class: "veil" }, el("div", { class: "dialog", role: "dialog", "aria-modal": "true", "aria-label": title },
    el("h3", {}, title), body, el("footer", {}, footer)));
  made.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.preventDefault(); closeDialog(desk); }
    event.stopPropagation();
  });
  desk.dialog = made;
  desk.root.append(made);
  return made;
};

const closeDialog = (desk) => {
  desk.dialog?.remove();
  desk.dialog = null;
};

// Asks why; 1–9 take a ready reason, Enter goes on.
const askReason = (desk, name, title, lines, needed, go) => {
  const ready = (desk.data.texts[`reasons_${name}`] ?? "").split("|").filter(Boolean);
  const input = el("textarea", { class: "entry", rows: 2, placeholder: text(desk, "reason") });
  const trouble = el("p", { class: "trouble" });
  const commit = () => {
    if (needed && !input.value.trim()) {
      trouble.textContent = text(desk, "reason_needed");
      return;
    }
    closeDialog(desk);
    go(input.value);
  };
  const choices = ready.map((reason, at) => {
    const choice = el("button", { type: "button" }, reason, el("kbd", {}, String(at + 1)));
    choice.addEventListener("click", () => { input.value = reason; commit(); });
    return choice;
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const ready_at = /^[1-9]$/.test(event.key) && !input.value ? choices[Number(event.key) - 1] : null;
    if (ready_at) { event.preventDefault(); ready_at.click(); }
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); commit(); }
  });
  const ok = el("button", { type: "button", class: "main" }, title, el("kbd", {}, "↵"));
  ok.addEventListener("click", commit);
  const cancel = el("button", { type: "button" }, text(desk, "cancel"), el("kbd", {}, "Esc"));
  cancel.addEventListener("click", () => closeDialog(desk));
  showDialog(desk, title, [lines.map((line) => el("p", {}, line)), el("div", { class: "ready" }, choices), input, trouble], [ok, cancel]);
  input.focus();
};

const askSignOff = (desk) => {
  const { errors, doubts, open } = desk.data.head;
  const needed = errors > 0 || doubts > 0;
  const lines = [needed ? text(desk, "sign_off_open", { errors, doubts }) : text(desk, "sign_off_clear")];
  if (open > errors) lines.push(text(desk, "sign_off_rest", { count: open - errors }));
  const unread = Object.values(desk.data.values).filter((value) => value.look === "null").length;
  if (unread) lines.push(text(desk, "sign_off_unread", { count: unread }));
  askReason(desk, needed ? "sign_off" : "", text(desk, "sign_off"), lines, needed, (reason) => send(desk, { do: "sign_off", reason }));
};

const showConflict = (desk) => {
  const { conflict } = desk.data;
  const stamp = conflict ? JSON.stringify(conflict) : null;
  if (desk.conflictStamp === stamp) return;
  desk.conflictStamp = stamp;
  if (!conflict) {
    closeDialog(desk);
    return;
  }
  const lineOf = (entry) => el("li", {}, el("b", {}, entry.label), ` ${entry.old || "—"} → `, el("b", {}, entry.new || "—"),
    el("small", {}, ` ${entry.by} ${when(entry.at)} ${entry.reason}`));
  const by = [...new Set(conflict.theirs.map((entry) => entry.by))].join("、");
  const both = conflict.paths.length > 0;
  const answer = (name, mine, key) => {
    const made = el("button", { type: "button", class: mine ? null : "main" }, text(desk, name), el("kbd", {}, key));
    made.addEventListener("click", () => { closeDialog(desk); send(desk, { do: "settle", mine }); });
    return made;
  };
  const theirs = answer(both ? "conflict_theirs" : "conflict_look", false, "1");
  const mine = both ? answer("conflict_mine", true, "2") : null;
  const made = showDialog(desk, text(desk, "conflict"), [
    el("p", {}, both ? text(desk, "conflict_what", { by }) : text(desk, "conflict_seen")),
    el("ul", { class: "theirs" }, conflict.theirs.map(lineOf)),
    both ? el("p", {}, `${text(desk, "mine")}: `, el("b", {}, conflict.mine)) : null,
    conflict.others.length ? el("p", {}, text(desk, "conflict_others")) : null,
    conflict.others.length ? el("ul", {}, conflict.others.map(lineOf)) : null,
  ], both ? [theirs, mine] : [theirs]);
  made.addEventListener("keydown", (event) => {
    if (event.key === "1") theirs.click();
    if (event.key === "2") mine?.click();
  });
  theirs.focus();
};

const showKeys = (desk) => {
  const keys = [["N / P", "next_finding", "previous_finding"], ["J / K", "next_value", "previous_value"], ["← ↑ ↓ →", "key_arrows"],
    ["A", "accept"], ["X", "reject"], ["1–9", "key_numbers"], ["C", "confirm"], ["F", "fixed"], ["O", "open_again"], ["↵ / E", "edit"],
    ["Z", "undo"], ["I", "key_select"], ["M", "move"], ["/", "search"], ["V", "picture"], ["H", "history"], ["S", "sign_off"], ["B", "send_back"],
    ["R", "reopen"], ["T", "take"], ["L", "release"], ["G", "key_next_report"], ["Q", "queue"], ["Esc", "key_escape"]];
  const close = el("button", { type: "button", class: "main" }, text(desk, "close"), el("kbd", {}, "Esc"));
  close.addEventListener("click", () => closeDialog(desk));
  showDialog(desk, text(desk, "help"), [el("dl", { class: "keys" }, keys.map(([key, ...names]) =>
    el("div", {}, el("dt", {}, el("kbd", {}, key)), el("dd", {}, names.map((name) => text(desk, name)).join(" / ")))))], [close]);
  close.focus();
};
