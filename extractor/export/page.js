"use strict";
(() => {
  const marks = new Map();
  for (const mark of document.querySelectorAll("mark")) {
    for (const id of mark.dataset.m.split(" ")) {
      if (!marks.has(id)) marks.set(id, []);
      marks.get(id).push(mark);
    }
  }
  const values = new Map([...document.querySelectorAll("[data-v]")].map((value) => [value.dataset.v, value]));
  const findings = [...document.querySelectorAll(".finding")];
  const byNumber = new Map(findings.map((finding) => [finding.dataset.finding, finding]));
  const source = document.getElementById("source");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let current = -1;

  const show = (element) => element?.scrollIntoView({ block: "center", inline: "nearest", behavior: calm ? "auto" : "smooth" });
  const clear = () => document.querySelectorAll(".on").forEach((element) => element.classList.remove("on"));
  const flash = (element) => {
    element.classList.remove("flash");
    void element.offsetWidth;
    element.classList.add("flash");
  };
  const light = (id) => {
    for (const element of [...(marks.get(id) ?? []), values.get(id)]) element?.classList.add("on");
  };

  const toSource = (id) => {
    const found = marks.get(id) ?? [];
    found.forEach(flash);
    show(found[0]);
  };
  const toValue = (id) => {
    const value = values.get(id);
    if (!value) return;
    show(value);
    flash(value);
    value.focus({ preventScroll: true });
  };
  const idsOf = (finding) => [...finding.querySelectorAll("[data-go]")].map((button) => button.dataset.go);
  const showFinding = (finding) => {
    clear();
    current = findings.indexOf(finding);
    const fold = finding.closest("details");
    if (fold) fold.open = true;
    finding.classList.add("on");
    const ids = idsOf(finding);
    ids.forEach(light);
    finding.focus({ preventScroll: true });
    finding.scrollIntoView({ block: "nearest" });
    const placed = ids.find((id) => marks.has(id));
    if (placed) toSource(placed);
    const beside = ids.find((id) => values.has(id));
    if (beside) show(values.get(beside));
  };
  const choose = (id, go) => {
    clear();
    light(id);
    go(id);
  };
  const step = (by) => {
    if (findings.length) showFinding(findings[Math.min(Math.max(current + by, 0), findings.length - 1)]);
  };

  let lastMark = null;
  let turn = 0;
  const fromMark = (mark) => {
    const ids = mark.dataset.m.split(" ");
    turn = mark === lastMark ? (turn + 1) % ids.length : 0;
    lastMark = mark;
    const id = ids[turn];
    if (id.startsWith("evidence-")) return showFinding(byNumber.get(id.split("-")[1]));
    choose(id, toValue);
  };

  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest(selector);
    const go = at("[data-go]");
    if (go) {
      toSource(go.dataset.go);
      toValue(go.dataset.go);
    } else if (at("summary")) return;
    else if (at(".finding")) showFinding(at(".finding"));
    else if (at("[data-v]")) choose(at("[data-v]").dataset.v, toSource);
    else if (at("mark")) fromMark(at("mark"));
    else if (at("[data-part]")) document.getElementById(`part-${at("[data-part]").dataset.part}`).scrollIntoView();
    else if (at("[data-panel]")) {
      const panels = document.getElementById("panels");
      const panel = document.getElementById(`panel-${at("[data-panel]").dataset.panel}`);
      panels.scrollTop = panel.offsetTop - panels.firstElementChild.offsetHeight;
    }
  });
  window.addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
  });
  document.addEventListener("change", (event) => {
    const kind = event.target.dataset.kind;
    if (kind) source.classList.toggle(`hide-${kind}`, !event.target.checked);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "Escape") clear();
    else if (event.key === "Enter" && event.target.matches(".finding")) showFinding(event.target);
    else if (event.key === "Enter" && event.target.matches("[data-v]")) choose(event.target.dataset.v, toSource);
  });
})();
