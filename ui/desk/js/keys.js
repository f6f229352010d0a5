// What keys and buttons do; off while somebody types, and while a question is open.
const choose = (desk, current, from) => {
  desk.current = current;
  if (!current?.value) desk.unfoldedFinding = current?.finding ?? null;
  drawFindings(desk);
  drawCurrent(desk);
  light(desk);
  const ids = litIds(desk);
  if (from !== "mark") showPlace(desk, ids);
  const beside = ids.map((id) => valueElement(desk, id)).find(Boolean);
  if (beside && from !== "value") {
    bring(desk.panels, beside, "nearest");
    flash(beside);
  }
  if (current?.finding) bring(desk.findings, desk.findings.querySelector(".finding.on"), "nearest");
};

const stepFinding = (desk, by) => {
  const list = pressingFindings(desk);
  if (!list.length) return;
  const at = list.findIndex((finding) => finding.key === desk.current?.finding);
  const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length;
  choose(desk, { finding: list[next].key });
};

const stepValue = (desk, by) => {
  const paths = [...desk.panels.querySelectorAll("[data-v]")].map((element) => element.dataset.v);
  const finding = desk.current?.finding ? findingByKey(desk, desk.current.finding) : null;
  const from = desk.current?.value ?? finding?.cells[0]?.path;
  const at = paths.indexOf(from);
  const next = finding && at >= 0 ? at : Math.min(Math.max(at + by, 0), paths.length - 1);
  if (paths.length) choose(desk, { value: paths[next] });
};

const moveInTable = (desk, key) => {
  const cell = desk.current?.value ? valueElement(desk, desk.current.value) : null;
  if (cell?.tagName !== "TD") return stepValue(desk, key === "ArrowDown" || key === "ArrowRight" ? 1 : -1);
  const cells = [...cell.closest("table").querySelectorAll("td.c")];
  const here = cell.getBoundingClientRect();
  const middle = (box) => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const [x, y] = middle(here);
  const across = key === "ArrowLeft" || key === "ArrowRight";
  const sign = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
  const ahead = cells.map((other) => [other, middle(other.getBoundingClientRect())])
    .map(([other, [ox, oy]]) => [other, across ? (ox - x) * sign : (oy - y) * sign, across ? Math.abs(oy - y) : Math.abs(ox - x)])
    .filter(([, along, aside]) => along > 3 && (!across || aside < 6));
  const [best] = ahead.sort((one, other) => one[1] + one[2] * 4 - other[1] - other[2] * 4);
  return best ? choose(desk, { value: best[0].dataset.v }) : undefined;
};

// After a decision the next open finding comes up by itself.
const goOn = (desk, key) => {
  const list = pressingFindings(desk);
  const at = list.findIndex((finding) => finding.key === key);
  const next = list[at + 1] ?? list.find((finding) => finding.key !== key);
  desk.advance = true;
  if (at >= 0 && next && next.key !== key) choose(desk, { finding: next.key });
};

const decide = (desk, finding, state, reason = "") => {
  send(desk, { do: "decide", key: finding.key, state, reason });
  goOn(desk, finding.key);
};

const accept = (desk) => {
  const finding = desk.current?.finding ? findingByKey(desk, desk.current.finding) : null;
  const value = desk.current?.value ? desk.data.values[desk.current.value] : null;
  if (finding?.open && finding.suggestion && may(desk, "edit")) {
    send(desk, { do: "suggest", key: finding.key });
    goOn(desk, finding.key);
  } else if (finding?.open && may(desk, "decide")) decide(desk, finding, "confirmed");
  else if (value?.doubt && may(desk, "edit")) send(desk, { do: "set", path: desk.current.value, text: value.said, cause: value.cause, reason: value.why });
  else if (value) stepValue(desk, 1);
};

const reject = (desk) => {
  const finding = desk.current?.finding ? findingByKey(desk, desk.current.finding) : null;
  const path = desk.current?.value;
  const value = path ? desk.data.values[path] : null;
  if (finding?.open && may(desk, "decide")) {
    askReason(desk, "dismiss", text(desk, "dismiss"), [finding.message], true, (reason) => decide(desk, finding, "dismissed", reason));
  } else if (value && may(desk, "edit")) {
    if (value.fixed || value.doubt) send(desk, { do: "as_read", path });
    else if (value.kind !== "cell" && path !== "form") send(desk, { do: "remove", path });
    else openEditor(desk, path);
  }
};

const onCurrentFinding = (desk, allowed, act) => {
  const finding = desk.current?.finding ? findingByKey(desk, desk.current.finding) : null;
  if (finding && may(desk, allowed)) act(finding);
};

const takeAlternative = (desk, at) => onCurrentFinding(desk, "edit", (finding) => {
  if (!finding.open || at >= finding.alternatives.length) return;
  send(desk, { do: "suggest", key: finding.key, alternative: at });
  goOn(desk, finding.key);
});

const edit = (desk) => {
  const finding = desk.current?.finding ? findingByKey(desk, desk.current.finding) : null;
  const wrong = finding?.suggestion?.changes[0]?.path ?? finding?.cells[0]?.path;
  const path = desk.current?.value ?? wrong;
  if (path && !desk.data.quantities.some((item) => item.id === path)) openEditor(desk, path);
};

const goTo = (desk, path) => {
  if (path.startsWith("findings.")) choose(desk, { finding: path.slice("findings.".length) });
  else if (path !== "review") choose(desk, { value: path });
};

// What comes back with an undo becomes the current finding.
const takeBack = (desk, step) => {
  if (!may(desk, "edit")) return;
  desk.wereOpen = new Set(desk.data.findings.filter((finding) => finding.open).map((finding) => finding.key));
  send(desk, { do: "undo", ...step });
};

const ACTS = {
  accept, reject, edit,
  confirm: (desk) => onCurrentFinding(desk, "decide", (finding) => finding.open && decide(desk, finding, "confirmed")),
  fixed: (desk) => onCurrentFinding(desk, "decide", (finding) => finding.open && decide(desk, finding, "fixed")),
  dismiss: reject,
  "open-again": (desk) => onCurrentFinding(desk, "decide", (finding) => {
    if (!finding.open && finding.state !== "open") send(desk, { do: "decide", key: finding.key, state: "open" });
  }),
  next: (desk) => stepFinding(desk, 1),
  previous: (desk) => stepFinding(desk, -1),
  "next-value": (desk) => stepValue(desk, 1),
  "previous-value": (desk) => stepValue(desk, -1),
  undo: (desk) => takeBack(desk, {}),
  "undo-step": (desk, data) => takeBack(desk, { place: data.place }),
  alternative: (desk, data) => takeAlternative(desk, Number(data.at)),
  "sign-off": (desk) => (may(desk, "finish") ? ACTS.finish(desk) : may(desk, "sign_off") && askSignOff(desk)),
  finish: (desk) => askReason(desk, "", text(desk, "finish"), [text(desk, "finish_ask")], false, () => send(desk, { do: "finish" })),
  "send-back": (desk) => may(desk, "send_back")
    && askReason(desk, "send_back", text(desk, "send_back"), [], true, (reason) => send(desk, { do: "send_back", reason })),
  reopen: (desk) => may(desk, "reopen")
    && askReason(desk, "reopen", text(desk, "reopen"), [], true, (reason) => send(desk, { do: "reopen", reason })),
  take: (desk) => may(desk, "take") && send(desk, { do: "take" }),
  release: (desk) => may(desk, "release") && send(desk, { do: "release" }),
  "next-report": (desk) => send(desk, { do: "next" }),
  queue: (desk) => send(desk, { do: "queue" }),
  history: (desk) => showPanel(desk, "history"),
  help: showKeys,
  use: openUse,
  move: openMove,
  "cancel-edit": (desk) => closeEditor(desk, true),
  "hide-problem": (desk) => { desk.dismissed = desk.data.problem + desk.data.done.at(-1); drawNotices(desk); },
  search: (desk) => { desk.search.focus(); desk.search.select(); },
  mode: (desk) => {
    if (!desk.data.source.pages) return;
    desk.mode = desk.mode === "page" ? "text" : "page";
    showMode(desk);
    showPlace(desk, litIds(desk));
    light(desk);
  },
  page: (desk, data) => { desk.page += Number(data.by); drawPage(desk); light(desk); },
  part: (desk, data) => {
    if (desk.mode === "page") ACTS.mode(desk);
    bring(desk.article, desk.article.querySelector(`[data-part="${data.part}"]`));
  },
  panel: (desk, data) => showPanel(desk, data.panel),
  to: (desk, data) => goTo(desk, data.path),
  quote: (desk) => showPlace(desk, litIds(desk)),
};

const showPanel = (desk, key) => {
  const panel = desk.panels.querySelector(`[data-panel="${key}"].panel`);
  if (panel) desk.panels.scrollTop += panel.getBoundingClientRect().top - desk.panels.getBoundingClientRect().top - 34;
};

const KEYS = { a: "accept", x: "reject", n: "next", p: "previous", j: "next-value", k: "previous-value", c: "confirm", f: "fixed",
  o: "open-again", z: "undo", u: "undo", e: "edit", Enter: "edit", s: "sign-off", b: "send-back", r: "reopen", t: "take", l: "release",
  g: "next-report", q: "queue", h: "history", "?": "help", "/": "search", v: "mode", i: "use", m: "move" };

// Nothing is done to a report that is being put away.
const LEAVING = ["next", "queue"];

const isTyping = (event) => {
  const [target] = event.composedPath();
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName ?? "");
};

const onKey = (desk, event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event) || desk.dialog || desk.editor) return undefined;
  if (!desk.root.isConnected || document.querySelector('[data-testid="stDialog"]')) return undefined;
  if (desk.queue.some((action) => LEAVING.includes(action.do))) return event.preventDefault();
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const onButton = event.composedPath()[0]?.closest?.("button, a, summary, [role=button]");
  if (key === "Enter" && onButton) return undefined;
  hush(desk);
  if (key === "Escape") {
    desk.offer?.remove();
    choose(desk, null);
  } else if (key.startsWith("Arrow")) moveInTable(desk, key);
  else if (/^[1-9]$/.test(key)) actOrSay(desk, "alternative", { at: Number(key) - 1 });
  else if (KEYS[key]) actOrSay(desk, KEYS[key], {});
  else return undefined;
  event.preventDefault();
  return event.stopPropagation();
};

const onClick = (desk, event) => {
  const at = (selector) => event.target.closest(selector);
  const act = at("[data-act]");
  hush(desk);
  if (act) {
    if (act.dataset.key) {
      desk.current = { finding: act.dataset.key };
      desk.unfoldedFinding = act.dataset.key;
    }
    ACTS[act.dataset.act]?.(desk, act.dataset);
    act.blur();
    return;
  }
  if (at("summary, form, .dialog, input, label")) return;
  if (at("[data-f]")) choose(desk, { finding: at("[data-f]").dataset.f });
  else if (at("[data-v]")) choose(desk, { value: at("[data-v]").dataset.v }, "value");
  else if (at("[data-q]")) choose(desk, { value: at("[data-q]").dataset.q }, "value");
  else if (at("[data-sum]")) showSum(desk, at("[data-sum]"));
  else if (at("[data-m]")) fromMark(desk, at("[data-m]"));
};

const showSum = (desk, sum) => {
  desk.root.querySelectorAll(".on").forEach((element) => element.classList.remove("on"));
  for (const path of JSON.parse(sum.dataset.cells)) valueElement(desk, path)?.classList.add("on");
};

// Where several values share a place, each click goes on to the next one.
const fromMark = (desk, mark) => {
  if (selectedWords(desk)) return;
  const ids = JSON.parse(mark.dataset.m);
  desk.turn = desk.lastMark === mark.dataset.m + mark.dataset.o ? (desk.turn + 1) % ids.length : 0;
  desk.lastMark = mark.dataset.m + mark.dataset.o;
  const id = ids[desk.turn];
  if (id.startsWith("finding:")) choose(desk, { finding: id.slice("finding:".length) }, "mark");
  else choose(desk, { value: id }, "mark");
};
