// Elements made of text and attributes alone: nothing that came from a report can become markup.
const el = (tag, attributes, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "data") Object.assign(made.dataset, value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
};

const text = (desk, name, values = {}) =>
  (desk.data.texts[name] ?? name).replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

const button = (desk, act, name, key, attributes = {}) =>
  el("button", { type: "button", ...attributes, data: { act, ...attributes.data } },
    text(desk, name), key ? el("kbd", {}, key) : null);

const may = (desk, what) => desk.data.may.includes(what);

// No movement for who wants none, nor while a report is being laid out.
const calm = (element) => element.closest(".still") || matchMedia("(prefers-reduced-motion: reduce)").matches;

// Scrolls one container alone, never the page around the component.
const bring = (container, element, where = "center") => {
  if (!element || !container) return;
  const outer = container.getBoundingClientRect();
  const inner = element.getBoundingClientRect();
  const above = inner.top - outer.top;
  const below = inner.bottom - outer.bottom;
  if (where === "nearest" && above >= 34 && below <= 0) return;
  const target = above - Math.max((outer.height - inner.height) / 2, 40);
  container.scrollBy({ top: target, behavior: calm(container) ? "auto" : "smooth" });
};

const flash = (element) => {
  element.classList.remove("flash");
  if (calm(element)) return;
  void element.offsetWidth;
  element.classList.add("flash");
};

const when = (iso) => {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : date.toLocaleString(undefined, { dateStyle: "short", timeStyle: "short" });
};

// Makes what stands there equal to what was drawn anew, and touches only what differs; what a person unfolded stays so.
const renew = (standing, children) => {
  const drawn = document.createElement(standing.tagName);
  drawn.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  renewChildren(standing, drawn);
};

const renewChildren = (standing, drawn) => {
  const [before, after] = [[...standing.childNodes], [...drawn.childNodes]];
  after.forEach((node, at) => {
    if (at < before.length) renewNode(before[at], node);
    else standing.append(node);
  });
  before.slice(after.length).forEach((node) => node.remove());
};

const renewNode = (standing, drawn) => {
  if (standing.isEqualNode(drawn)) return;
  if (standing.nodeName !== drawn.nodeName || standing.dataset?.f !== drawn.dataset?.f) standing.replaceWith(drawn);
  else if (standing.nodeType === Node.TEXT_NODE) standing.data = drawn.data;
  else {
    renewAttributes(standing, drawn);
    renewChildren(standing, drawn);
  }
};

const renewAttributes = (standing, drawn) => {
  for (const { name } of [...standing.attributes]) if (name !== "open" && !drawn.hasAttribute(name)) standing.removeAttribute(name);
  for (const { name, value } of drawn.attributes) if (standing.getAttribute(name) !== value) standing.setAttribute(name, value);
};
