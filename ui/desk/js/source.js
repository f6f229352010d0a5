// The left side: the text with its marks, or the pages of a PDF with boxes.
const drawSource = (desk) => {
  const { source } = desk.data;
  const stamp = `${desk.data.report} ${source.key} ${desk.data.lang}`;
  if (desk.sourceStamp === stamp) return;
  const first = desk.sourceStamp === null;
  desk.sourceStamp = stamp;
  renew(desk.article, source.blocks.map((block) => (block.t ? tableBlock(block.t) : paragraph(block.p))));
  if (first) desk.article.scrollTop = 0;
  findMarks(desk);
  if (first && source.boxes.length) desk.mode = "page";
  showMode(desk);
};

const findMarks = (desk) => {
  desk.marks = new Map();
  for (const mark of desk.article.querySelectorAll("[data-m]")) {
    for (const id of JSON.parse(mark.dataset.m)) desk.marks.set(id, [...(desk.marks.get(id) ?? []), mark]);
  }
};

// A heading within a line begins below the words before it; the marks of Markdown are no words.
const paragraph = (pieces) => el("p", {}, pieces.map((piece, at) => {
  const made = pieceOf(piece);
  made.classList.toggle("below", Boolean(piece[4]) && pieces.slice(0, at).some(([, words]) => /[^#\s]/.test(words)));
  return made;
}));

const tableBlock = (rows) =>
  el("table", { class: "printed" }, rows.map((cells) => el("tr", {}, cells.map((pieces) => el("td", {}, pieces.map(pieceOf))))));

const pieceOf = ([offset, words, kinds, ids, part]) => {
  const classes = kinds ? kinds.split(" ").map((kind) => `k-${kind}`).join(" ") : null;
  const made = el(ids.length ? "mark" : "span", { class: classes, data: { o: offset, ...(part ? { part } : {}) } }, words);
  if (ids.length) made.dataset.m = JSON.stringify(ids);
  return made;
};

const drawSourceBar = (desk) => {
  const { source, lang } = desk.data;
  const stamp = JSON.stringify([lang, desk.mode, source.parts, source.kinds, source.pages]);
  if (desk.barStamp === stamp) return;
  desk.barStamp = stamp;
  const found = el("span", { class: "found" });
  const search = el("input", { type: "search", class: "search", placeholder: `${text(desk, "search")}  /` });
  search.addEventListener("input", () => searchText(desk, search.value, found));
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") stepMatch(desk, event.shiftKey ? -1 : 1, found);
    if (event.key === "Escape") search.blur();
  });
  desk.search = search;
  desk.sourceBar.replaceChildren(
    ...source.parts.map((part) => el("button", { type: "button", data: { act: "part", part } }, "一二三四五六"[part - 1])),
    ...source.kinds.map((kind) => kindSwitch(desk, kind)),
    el("span", { class: "grow" }), search, found,
    source.pages ? el("button", { type: "button", data: { act: "mode" } }, text(desk, desk.mode === "page" ? "text" : "picture"),
      el("kbd", {}, "V")) : "",
  );
};

const kindSwitch = (desk, kind) => {
  const box = el("input", { type: "checkbox", checked: !desk.hidden.has(kind) });
  box.addEventListener("change", () => {
    if (box.checked) desk.hidden.delete(kind);
    else desk.hidden.add(kind);
    desk.left.classList.toggle(`hide-${kind}`, !box.checked);
  });
  return el("label", { class: `k-${kind}` }, box, text(desk, `kind_${kind}`));
};

const showMode = (desk) => {
  const paged = desk.mode === "page" && desk.data.source.pages;
  desk.article.hidden = Boolean(paged);
  desk.paper.hidden = !paged;
  drawSourceBar(desk);
  if (paged) drawPage(desk);
};

const drawPage = (desk) => {
  const total = desk.data.source.pages;
  const number = Math.min(Math.max(desk.page, 1), total);
  desk.page = number;
  const picture = desk.pictures.get(number);
  if (!picture && desk.asked !== number) {
    desk.asked = number;
    send(desk, { do: "page", number });
  }
  const bar = el("div", { class: "pager" },
    el("button", { type: "button", data: { act: "page", by: -1 }, disabled: number <= 1 }, "‹"),
    text(desk, "page", { number, total }),
    el("button", { type: "button", data: { act: "page", by: 1 }, disabled: number >= total }, "›"));
  let sheet = el("p", { class: "none" }, text(desk, "loading"));
  if (picture?.problem) sheet = el("p", { class: "trouble" }, picture.problem);
  else if (picture) {
    const image = el("img", { src: picture.data, alt: text(desk, "page", { number, total }) });
    sheet = el("div", { class: "sheet" }, image, boxesOn(desk, number, picture));
  }
  desk.paper.replaceChildren(bar, sheet);
};

const boxesOn = (desk, number, picture) => desk.data.source.boxes.filter((item) => item.page === number).map((item) => {
  const [left, top, right, bottom] = item.box;
  const box = el("div", { class: `box k-${item.kind}`, data: { m: JSON.stringify([item.id]), box: item.id } });
  box.style.left = `${(100 * (left - 1)) / picture.width}%`;
  box.style.top = `${(100 * (top - 1)) / picture.height}%`;
  box.style.width = `${(100 * (right - left + 2)) / picture.width}%`;
  box.style.height = `${(100 * (bottom - top + 2)) / picture.height}%`;
  return box;
});

const takePicture = (desk) => {
  const { picture } = desk.data;
  if (picture) desk.pictures.set(picture.number, picture);
  if (desk.mode !== "page" || !desk.data.source.pages) return;
  if (desk.asked !== null && !desk.queue.some((action) => action.do === "page")) {
    desk.asked = null;
    drawPage(desk);
    light(desk);
  }
};

// The first place of some ids comes into view; on a page picture the page is turned to it.
const showPlace = (desk, ids) => {
  if (desk.mode === "page") {
    const box = desk.data.source.boxes.find((item) => ids.includes(item.id));
    if (box && box.page !== desk.page) {
      desk.page = box.page;
      drawPage(desk);
    }
    light(desk);
    const shown = [...desk.paper.querySelectorAll(".box.on")];
    shown.forEach(flash);
    if (box) return bring(desk.paper, shown[0]);
    return undefined;
  }
  const places = ids.flatMap((id) => desk.marks.get(id) ?? []);
  places.forEach(flash);
  return bring(desk.article, places[0]);
};

const searchText = (desk, words, found) => {
  desk.matches = [];
  desk.match = -1;
  if (words) {
    const nodes = [...desk.article.querySelectorAll("[data-o]")].map((piece) => piece.firstChild);
    const whole = nodes.map((node) => node.data).join("").toLowerCase();
    const starts = [];
    nodes.reduce((at, node) => (starts.push(at), at + node.length), 0);
    const place = (at) => {
      let low = 0;
      for (let step = starts.length; step >= 1; step = Math.floor(step / 2))
        while (low + step < starts.length && starts[low + step] <= at) low += step;
      return [nodes[low], at - starts[low]];
    };
    const wanted = words.toLowerCase();
    for (let at = whole.indexOf(wanted); at >= 0 && desk.matches.length < 500; at = whole.indexOf(wanted, at + wanted.length)) {
      const range = new Range();
      range.setStart(...place(at));
      const [node, offset] = place(at + wanted.length - 1);
      range.setEnd(node, offset + 1);
      desk.matches.push(range);
    }
  }
  CSS.highlights?.set("desk-search", new Highlight(...desk.matches));
  if (desk.matches.length) stepMatch(desk, 1, found);
  else found.textContent = words ? text(desk, "search_none") : "";
};

const stepMatch = (desk, by, found) => {
  if (!desk.matches?.length) return;
  if (desk.mode === "page") {
    desk.mode = "text";
    desk.article.hidden = false;
    desk.paper.hidden = true;
  }
  desk.match = (desk.match + by + desk.matches.length) % desk.matches.length;
  CSS.highlights?.set("desk-match", new Highlight(desk.matches[desk.match]));
  bring(desk.article, desk.matches[desk.match]);
  found.textContent = `${desk.match + 1}/${desk.matches.length}`;
};
