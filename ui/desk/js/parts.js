// Large parts come once; later answers name those that are here already by their stamps.
const KEPT = 4;

const unpack = (desk, bytes) => {
  const { parts, rest } = JSON.parse(new TextDecoder().decode(bytes));
  const data = { ...rest, values: {}, tables: [] };
  desk.has = {};
  for (const [name, [stamp, sent]] of Object.entries(parts)) {
    const content = sent ?? contentOf(desk, name, stamp);
    if (content === undefined) return null;
    keep(desk, name, stamp, content);
    desk.has[name] = stamp;
    if (name.startsWith("values ")) Object.assign(data.values, content);
    else if (name.startsWith("tables ")) data.tables.push(content);
    else data[name] = content;
  }
  return data;
};

const contentOf = (desk, name, stamp) => desk.parts.get(name)?.find(([kept]) => kept === stamp)?.[1];

// Some older contents stay, for answers that were on their way when the next action was sent.
const keep = (desk, name, stamp, content) => {
  const others = (desk.parts.get(name) ?? []).filter(([kept]) => kept !== stamp);
  desk.parts.set(name, [[stamp, content], ...others.slice(0, KEPT - 1)]);
};
