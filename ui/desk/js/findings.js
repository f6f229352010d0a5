// The findings, on top of the values; the current one shows its words, what is proposed, and what can be done.
const drawFindings = (desk) => {
  const open = desk.data.findings.filter((finding) => finding.open);
  const rest = desk.data.findings.filter((finding) => !finding.open);
  const pressing = open.filter((finding) => finding.severity !== "info");
  const hints = open.filter((finding) => finding.severity === "info");
  const settled = [...hints, ...rest];
  const fold = el("details", { class: "fold", open: desk.unfolded || settled.some((finding) => isCurrent(desk, finding)) },
    el("summary", {}, `${text(desk, "settled")} ${settled.length}`), settled.map((finding) => findingOf(desk, finding)));
  renew(desk.findings, [
    el("h3", {}, text(desk, "findings"), el("small", {}, ` ${pressing.length}`)),
    ...pressing.map((finding) => findingOf(desk, finding)),
    pressing.length ? null : el("p", { class: "none" }, text(desk, "no_findings")),
    settled.length ? fold : null]);
};

// A finding stays unfolded while its values are looked at, so that nothing moves under the pointer.
const isCurrent = (desk, finding) => desk.unfoldedFinding === finding.key;

const findingOf = (desk, finding) => {
  const current = isCurrent(desk, finding);
  const classes = `finding ${finding.severity} ${finding.state}${finding.gone ? " gone" : ""}${desk.current?.finding === finding.key ? " on" : ""}`;
  return el("article", { class: classes, data: { f: finding.key } },
    el("span", { class: "badge" }, finding.badge), el("small", {}, ` ${finding.outcome} `),
    el("span", { class: "message" }, finding.message),
    finding.gone ? el("small", {}, ` ${text(desk, "gone")}`) : null,
    finding.decided ? el("div", { class: "decided" }, finding.decided) : null,
    current ? detailsOf(desk, finding) : finding.suggestion ? [` · ${text(desk, "proposed")} `, changesOf(finding.suggestion.changes)] : null);
};

const changesOf = (changes) =>
  el("div", { class: "changes" }, changes.map((change) =>
    el("span", { class: "change" }, `${change.label} `, el("s", {}, change.old || "—"), " → ", el("b", {}, change.new))));

const detailsOf = (desk, finding) => [
  el("div", { class: "chips" },
    finding.quotes.filter((words) => words.quote).slice(0, 6).map((words, at) =>
      el("q", { data: { act: "quote", key: finding.key, at } }, words.quote)),
    finding.cells.slice(0, 12).map((cell) => el("button", { type: "button", data: { act: "to", path: cell.path } }, cell.label)),
    finding.cells.length > 12 ? el("small", {}, text(desk, "more", { count: finding.cells.length - 12 })) : null,
    finding.others.map((other) => el("a", { href: `?report=${encodeURIComponent(other.id)}`, target: "_blank", rel: "noopener" }, other.name))),
  finding.candidates.length ? el("div", { class: "none" }, `${text(desk, "candidates")}: ${finding.candidates.join(" · ")}`) : null,
  finding.suggestion ? proposalOf(desk, finding.suggestion, finding.cause) : null,
  finding.alternatives.length ? alternativesOf(desk, finding) : null,
  el("div", { class: "actions" }, actionsOf(desk, finding)),
];

const proposalOf = (desk, suggestion, cause) =>
  el("div", { class: "proposal" }, el("b", {}, `${text(desk, "suggestion")}: `), changesOf(suggestion.changes),
    cause ? el("small", {}, ` ${cause}`) : null,
    suggestion.reason ? el("details", {}, el("summary", {}, text(desk, "reason_fold")), suggestion.reason) : null);

const alternativesOf = (desk, finding) =>
  el("div", { class: "proposal" }, el("b", {}, `${text(desk, "alternatives")}: `), finding.alternatives.map((other, at) =>
    el("button", { type: "button", title: other.reason || null, disabled: !finding.open || !may(desk, "edit"), data: { act: "alternative", key: finding.key, at } },
      changesOf(other.changes), el("kbd", {}, String(at + 1)))));

const actionsOf = (desk, finding) => {
  const key = { data: { key: finding.key } };
  const decide = may(desk, "decide");
  if (finding.open) {
    return [
      finding.suggestion && may(desk, "edit") ? button(desk, "accept", "accept_suggestion", "A", { ...key, class: "main" }) : null,
      decide ? button(desk, "confirm", "confirm", finding.suggestion ? "C" : "A", key) : null,
      finding.cells.length && may(desk, "edit") ? button(desk, "edit", "edit", "↵", key) : null,
      decide ? button(desk, "fixed", "fixed", "F", key) : null,
      decide ? button(desk, "dismiss", "dismiss", "X", key) : null,
      button(desk, "next", "next_finding", "N", key),
    ];
  }
  return [
    decide && finding.state !== "open" ? button(desk, "open-again", "open_again", "O", key) : null,
    button(desk, "next", "next_finding", "N", key),
  ];
};

const findingByKey = (desk, key) => desk.data.findings.find((finding) => finding.key === key);

const pressingFindings = (desk) => desk.data.findings.filter((finding) => finding.open && finding.severity !== "info");
