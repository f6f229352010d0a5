// Elements made of text and attributes alone: nothing that came from a report can become markup.
const el = (tag, attributes, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "data") Object.assign(made.dataset, value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
};

const text = (desk, name, values = {}) =>
  (desk.data.texts[name] ?? name).replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

const button = (desk, act, name, key, attributes = {}) =>
  el("button", { type: "button", ...attributes, data: { act, ...attributes.data } },
    text(desk, name), key ? el("kbd", {}, key) : null);

const may = (desk, what) => desk.data.may.includes(what);

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// Scrolls one container alone, never the page around the component.
const bring = (container, element, where = "center") => {
  if (!element || !container) return;
  const outer = container.getBoundingClientRect();
  const inner = element.getBoundingClientRect();
  const above = inner.top - outer.top;
  const below = inner.bottom - outer.bottom;
  if (where === "nearest" && above >= 34 && below <= 0) return;
  const target = above - Math.max((outer.height - inner.height) / 2, 40);
  container.scrollBy({ top: target, behavior: calm() ? "auto" : "smooth" });
};

const flash = (element) => {
  element.classList.remove("flash");
  void element.offsetWidth;
  element.classList.add("flash");
};

const when = (iso) => {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : date.toLocaleString(undefined, { dateStyle: "short", timeStyle: "short" });
};
