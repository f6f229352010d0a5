// The entry: one desk for each place it is mounted at; each run of the page brings new data.
const DESKS = new WeakMap();
const AGAIN = 4000;
const PATIENCE = 15;

const send = (desk, action) => {
  desk.count += 1;
  if (action.do.startsWith("preview")) desk.queue = desk.queue.filter((waiting) => !waiting.do.startsWith("preview"));
  desk.queue.push({ id: `${desk.nonce}-${desk.count}`, desk: desk.name, has: desk.has, ...action });
  desk.root.dataset.busy = "1";
  deliver(desk);
  drawHeader(desk);
};

// What was not answered is sent again; what arrives twice is done once. Sending ends the run of the page that may be
// working on the answer, so a run is waited for, for a minute.
const deliver = (desk) => {
  clearTimeout(desk.timer);
  desk.deliver([...desk.queue]);
  waitFor(desk, PATIENCE);
};

const waitFor = (desk, patience) => {
  desk.timer = setTimeout(() => {
    if (!desk.queue.length || !desk.root.isConnected) return;
    const running = document.querySelector('[data-test-script-state="running"]');
    running && patience ? waitFor(desk, patience - 1) : deliver(desk);
  }, AGAIN);
};

const build = (parent) => {
  const root = parent.querySelector(".desk");
  const desk = {
    root, nonce: crypto.randomUUID?.() ?? String(Math.random()).slice(2), count: 0, hidden: new Set(), has: {}, parts: new Map(),
  };
  desk.header = el("header", { class: "top" });
  desk.notices = el("div", { class: "notices" });
  desk.sourceBar = el("nav", {});
  desk.article = el("article", { class: "source", tabindex: 0 });
  desk.paper = el("div", { class: "paper", hidden: true });
  desk.left = el("section", { class: "left" }, desk.sourceBar, desk.article, desk.paper);
  desk.findings = el("section", { class: "findings" });
  desk.panels = el("section", { class: "panels" });
  desk.bar = el("footer", { class: "current", hidden: true });
  desk.right = el("section", { class: "right" }, desk.findings, desk.panels, desk.bar);
  root.replaceChildren(desk.header, desk.notices, el("main", {}, desk.left, desk.right));
  root.addEventListener("click", (event) => onClick(desk, event));
  root.addEventListener("dblclick", (event) => {
    const value = event.target.closest("[data-v]");
    if (value) openEditor(desk, value.dataset.v);
  });
  desk.findings.addEventListener("toggle", (event) => {
    if (event.target.matches(".fold")) desk.unfolded = event.target.open;
  }, true);
  desk.article.addEventListener("mouseup", () => setTimeout(() => offerUse(desk)));
  desk.keys = (event) => onKey(desk, event);
  desk.resize = () => fit(desk);
  return desk;
};

// Another report takes the place of the one before: nothing of that one stays.
const clear = (desk, name) => {
  if (desk.editor) closeEditor(desk, false);
  closeDialog(desk);
  desk.offer?.remove();
  Object.assign(desk, {
    name, queue: [], current: null, marks: new Map(), pictures: new Map(), page: 1, mode: "text", sourceStamp: null, conflictStamp: null,
    barStamp: null, asked: null, went: null, unfolded: false, unfoldedFinding: null, follow: null, advance: false, wereOpen: null, said: "", selected: null, offer: null,
  });
  CSS.highlights?.clear();
  desk.panels.scrollTop = 0;
  desk.findings.scrollTop = 0;
};

const fit = (desk) => {
  const scrolled = desk.root.closest("section")?.scrollTop ?? 0;
  const top = desk.root.getBoundingClientRect().top + scrolled;
  desk.root.style.height = `${Math.max(window.innerHeight - Math.min(top, 200) - 12, 420)}px`;
};

const firstLook = (desk) => {
  const { goto } = desk.data;
  const stamp = `${desk.data.report} ${goto.at} ${goto.finding}`;
  if (desk.went === stamp) return;
  desk.went = stamp;
  const stretch = goto.at.match(/^(\d+)-(\d+)$/);
  if (goto.finding && findingByKey(desk, goto.finding)) choose(desk, { finding: goto.finding });
  else if (stretch) showStretch(desk, Number(stretch[1]), Number(stretch[2]));
  else if (goto.at) choose(desk, { value: goto.at });
  else if (pressingFindings(desk).length) stepFinding(desk, 1);
};

const showStretch = (desk, start, end) => {
  if (desk.mode === "page") ACTS.mode(desk);
  const pieces = [...desk.article.querySelectorAll("[data-o]")].filter((piece) => {
    const from = Number(piece.dataset.o);
    return from < end && from + [...piece.textContent].length > start;
  });
  pieces.forEach((piece) => piece.classList.add("cited"));
  bring(desk.article, pieces[0]);
};

// A finding that went with a correction is no longer the current one: the next open one is.
const keepUp = (desk) => {
  if (desk.follow && desk.data.values[desk.follow]) {
    choose(desk, { value: desk.follow });
    desk.follow = null;
    return undefined;
  }
  if (desk.wereOpen && !desk.queue.length) {
    const back = desk.data.findings.find((finding) => finding.open && !desk.wereOpen.has(finding.key));
    Object.assign(desk, { wereOpen: null, advance: false });
    if (back) return choose(desk, { finding: back.key });
  }
  const finding = desk.current?.finding ? findingByKey(desk, desk.current.finding) : null;
  if (desk.advance && !desk.queue.length) {
    desk.advance = false;
    if (desk.current?.finding && !finding?.open) {
      choose(desk, null);
      stepFinding(desk, 1);
    }
  }
  return undefined;
};

const update = (desk, bytes) => {
  const data = unpack(desk, bytes);
  if (!data) return askAgain(desk);
  const firstTime = desk.name !== data.desk;
  if (firstTime) clear(desk, data.desk);
  desk.data = data;
  desk.queue = desk.queue.filter((action) => !data.done.includes(action.id));
  if (!desk.queue.length) clearTimeout(desk.timer);
  drawHeader(desk);
  drawNotices(desk);
  drawSource(desk);
  drawFindings(desk);
  drawPanels(desk);
  takePicture(desk);
  drawCurrent(desk);
  light(desk);
  if (firstTime) fit(desk);
  if (desk.editor) {
    desk.editor.hint.textContent = data.problem || (data.preview ? text(desk, "preview") : "");
    desk.editor.hint.classList.toggle("trouble", Boolean(data.problem));
    placeEditor(desk);
  }
  desk.root.classList.toggle("still", firstTime);
  firstLook(desk);
  desk.root.classList.remove("still");
  keepUp(desk);
  showConflict(desk);
  desk.root.dataset.version = data.version;
  desk.root.dataset.busy = desk.queue.length ? "1" : "";
  return undefined;
};

const askAgain = (desk) => {
  desk.count += 1;
  desk.queue.push({ id: `${desk.nonce}-${desk.count}`, desk: desk.name, has: desk.has, do: "again" });
  deliver(desk);
};

export default function ({ data, parentElement, setStateValue }) {
  let desk = DESKS.get(parentElement);
  if (!desk) {
    desk = build(parentElement);
    DESKS.set(parentElement, desk);
  }
  desk.deliver = (actions) => setStateValue("actions", actions);
  document.removeEventListener("keydown", desk.keys, true);
  document.addEventListener("keydown", desk.keys, true);
  window.removeEventListener("resize", desk.resize);
  window.addEventListener("resize", desk.resize);
  update(desk, data);
  return () => {
    document.removeEventListener("keydown", desk.keys, true);
    window.removeEventListener("resize", desk.resize);
  };
}
