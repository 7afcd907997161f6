"use strict";
const data = JSON.parse(document.getElementById("data").textContent), text = data.texts;
const nodes = new Map(data.nodes.map(one => [one.id, Object.assign(one, {below: []})]));
const order = {management: 0, unit: 1, account: 2}, byName = new Intl.Collator("en", {numeric: true}).compare;
for (const one of data.nodes) if (one.parent) nodes.get(one.parent).below.push(one);
for (const one of data.nodes) one.below.sort((a, b) => order[a.kind] - order[b.kind] || byName(a.name, b.name));
const failed = one => (one.last === "failed" ? 1 : 0) + one.below.reduce((sum, child) => sum + failed(child), 0);
const accounts = one => one.below.reduce((sum, child) => sum + (child.kind === "unit" ? accounts(child) : 1), 0);
const tree = document.getElementById("tree"), details = document.getElementById("details"), find = document.getElementById("find");
const root = nodes.get("root"), items = new Map();
let current = null, sought = null;
const pried = new Set();
const opened = new Set();
/* How a stack's last deployment ended: mark and class; the worst first. */
const states = {"failed": ["✗", "bad"], "interrupted": ["■", "wait"], "under way": ["↻", "wait"], "never deployed": ["○", "none"], "updated": ["•", "good"], "deployed": ["✓", "good"]};
const worst = Object.keys(states);
for (const one of data.nodes) {
  const own = data.stacks ? (one.components || []).map(each => (data.stacks[each[2]] || [])[0]).filter(Boolean) : [];
  one.last = own.length ? worst[Math.min(...own.map(each => worst.indexOf(each)))] : null;
}
const kinds = {root: "root of the organization", unit: "organizational unit", management: "management account", account: "account"};
const when = seconds => new Date(seconds * 1000).toLocaleString([], {dateStyle: "medium", timeStyle: "short"});

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes || {})) if (value !== null && value !== undefined) element.setAttribute(key, value);
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}
const counted = count => count.toLocaleString("en");
const plural = (count, word) => counted(count) + " " + word + (count === 1 ? "" : "s");
const narrow = () => matchMedia("(max-width: 46rem)").matches;
function wayTo(one) { const way = []; for (let node = one; node; node = nodes.get(node.parent)) way.unshift(node); return way; }

function mark(state) { return make("span", {class: "mark " + states[state][1], "aria-hidden": "true", title: state}, states[state][0]); }

function item(one, level) {
  const holds = one.below.length > 0;
  const name = make("span", {class: "name"}, one.name);
  const bad = holds ? failed(one) : 0;
  const row = make("div", {class: "row"}, make("span", {class: "turn", "aria-hidden": "true"}), one.last ? mark(one.last) : null, name,
    bad ? make("span", {class: "bad small", title: bad + " failed"}, "✗ " + bad) : null, holds ? make("span", {class: "count", title: plural(accounts(one), "account")}, counted(accounts(one))) : null);
  const element = make("li", {role: "treeitem", class: one.kind + (one.state ? " closed" : ""), "data-id": one.id, tabindex: "-1",
    "aria-label": [one.name, kinds[one.kind], holds ? plural(accounts(one), "account") : null, bad ? bad + " failed" : null, one.state, one.last].filter(Boolean).join(", "),
    "aria-level": level, "aria-selected": "false", "aria-expanded": holds ? "false" : null}, row);
  items.set(one.id, {element, name, row, level});
  if (holds) element.append(make("ul", {role: "group"}));
  return element;
}
function open(one, wanted) {
  const {element, row, level} = items.get(one.id);
  if (!one.below.length) return;
  const group = element.lastElementChild;
  if (wanted && !group.childElementCount) group.append(...one.below.map(child => item(child, level + 1)));
  element.setAttribute("aria-expanded", String(wanted));
  row.firstElementChild.textContent = wanted ? "▾" : "▸";
  if (wanted) one.below.forEach(child => { if (child.below.length && !child.shown) { child.shown = true; open(child, false); } });
}
function choose(one, focus) {
  wayTo(one).slice(0, -1).forEach(above => { if (!isOpen(above)) open(above, true); });
  if (current) { const old = items.get(current.id).element; old.setAttribute("aria-selected", "false"); old.tabIndex = -1; }
  current = one;
  const {element} = items.get(one.id);
  element.setAttribute("aria-selected", "true"); element.tabIndex = 0;
  if (focus) element.focus({preventScroll: true});
  // On a narrow screen the tree stands above the details: the page would scroll away from them.
  if (focus || !narrow()) items.get(one.id).row.scrollIntoView({block: "nearest"});
  if (location.hash.slice(1) !== encodeURIComponent(one.id)) history.replaceState(null, "", "#" + encodeURIComponent(one.id));
  show(one);
}

/* Long names break where a reader would break them. */
const broken = (name, ends) => name.split(ends).flatMap(part => [part, make("wbr")]);
const place = number => make("code", {class: "soft"}, ...broken(text[number] || "", /(?<=\/)/));
/* What does not fit into a line stands as in YAML, one entry a line. */
const simple = value => typeof value !== "object" || value === null || !Object.values(value).some(each => typeof each === "object" && each !== null);
const written = value => Array.isArray(value) ? "[" + value.map(written).join(", ") + "]" : JSON.stringify(value);
function lines(value) {
  if (simple(value)) return [written(value)];
  if (Array.isArray(value)) return value.flatMap(each => lines(each).map((line, index) => (index ? "  " : "- ") + line));
  return Object.entries(value).flatMap(([key, each]) => simple(each) ? [key + ": " + written(each)] : [key + ":", ...lines(each).map(line => "  " + line)]);
}
function laidOut(value) {
  if (value.length < 60 || !/^[[{]/.test(value)) return value;
  try { return lines(JSON.parse(value)).join("\n"); } catch { return value; }
}
function table(kind, heads, rows) {
  // The roles stand for narrow screens, where the table is laid out as blocks.
  return make("table", {class: kind, role: "table"}, make("thead", null, make("tr", null, ...heads.map(head => make("th", {scope: "col"}, head)))),
    make("tbody", {role: "rowgroup"}, ...rows.map(cells => make("tr", {role: "row"}, ...cells.map((cell, index) => make("td", {role: "cell", "data-head": heads[index]}, cell))))));
}
const link = one => make("a", {href: "#" + encodeURIComponent(one.id)}, one.name);
function show(one) {
  const way = wayTo(one), parts = [];
  if (way.length > 1) parts.push(make("div", {class: "way"}, ...way.slice(0, -1).flatMap(above => [link(above), " / "])));
  parts.push(make("h2", {id: "chosen"}, one.name), make("div", {class: "soft"}, kinds[one.kind]));
  if (one.state) parts.push(make("p", {class: "warn"}, "This account is " + one.state + "."));
  if (one.text) parts.push(make("p", null, one.text));
  const facts = [];
  if (one.email) facts.push(["E-mail", one.email]);
  if (one.below.length) facts.push(["Holds", plural(accounts(one), "account")]);
  if (text[one.place]) facts.push(["Written at", place(one.place)]);
  if (facts.length) parts.push(make("table", {class: "facts"}, make("tbody", null, ...facts.map(([head, value]) => make("tr", null, make("th", {scope: "row", style: "width:8rem"}, head), make("td", null, value))))));
  const rows = one.kind === "management" ? [] : way.flatMap(above => (above.attached || []).map(([key, at]) => {
    const policy = data.policies[key] || {};
    return [make("div", null, key, policy.text ? make("div", {class: "small soft"}, policy.text) : null), above === one ? "here" : make("span", null, make("span", {class: "soft"}, "inherited from "), link(above)), place(at)];
  }));
  if (one.below.length) parts.push(make("h3", null, "Accounts"), board(one));
  parts.push(make("h3", null, "Policies in effect"));
  if (one.kind === "management") parts.push(make("p", {class: "soft"}, "None: organization policies do not bind the management account."));
  else if (rows.length) parts.push(table("values policies", ["Policy", "Attached to", "Written at"], rows));
  else parts.push(make("p", {class: "soft"}, "None beside AWS's own FullAWSAccess."));
  if (one.kind === "account" || one.kind === "management") components(one, parts);
  details.replaceChildren(...parts);
  dim();
  if (!narrow()) details.scrollTop = 0;
}
/* Everything below a node as a picture: a card for each unit, a tile for each account; the more, the smaller. */
function board(one) {
  const total = accounts(one), size = total > 240 ? "tiny" : total > 30 ? "short" : "";
  return make("div", {class: "board", role: "group", "aria-label": "Accounts below " + one.name}, ...cards(one, size, 4));
}
function cards(one, size, level) {
  const own = one.below.filter(child => child.kind !== "unit"), parts = [];
  // A few among many may have their names.
  const whole = size;
  if (size === "tiny" && own.length <= 12) size = "short";
  if (own.length) parts.push(make("div", {class: "tiles " + size}, ...own.map(child => tile(child, size))));
  for (const unit of one.below.filter(child => child.kind === "unit")) {
    const attached = (unit.attached || []).map(each => each[0]).join(", ");
    parts.push(make("div", {class: "card"}, make("div", {class: "head"}, make("h" + Math.min(level, 6), null, link(unit)), make("span", {class: "soft small"}, plural(accounts(unit), "account")),
      attached ? make("span", {class: "soft small"}, attached) : null), ...cards(unit, whole, level + 1)));
  }
  return parts;
}
function tile(one, size) {
  const said = [one.name, one.state, one.last].filter(Boolean).join(", ");
  const anchor = make("a", {class: "tile " + (one.last ? states[one.last][1] : "plain") + (one.state ? " closed" : ""), href: "#" + encodeURIComponent(one.id), "data-id": one.id, title: size ? said : null,
    "aria-label": size || !one.text ? said : said + ": " + one.text, tabindex: size === "tiny" ? "-1" : null});
  if (size !== "tiny") anchor.append(make("span", {class: "title"}, one.last ? mark(one.last) : null, make(size ? "span" : "strong", {class: "called"}, one.name),
    one.state ? make("span", {class: "small soft"}, one.state) : null));
  if (!size && one.text) anchor.append(make("span", {class: "about"}, one.text));
  return anchor;
}
function deployments(stacks) {
  return table("values stacks", ["Stack", "Last deployment", "When", "Resources"], stacks.map(stack => {
    const [state, at, resources, cause] = data.stacks[stack] || ["never deployed"];
    return [make("code", null, stack), make("div", null, mark(state), " ", make("span", {class: states[state][1]}, state), cause ? make("div", {class: "small soft cause"}, cause) : null),
      at ? when(at) : "—", resources === null || resources === undefined ? "—" : String(resources)];
  }));
}
function components(one, parts) {
  parts.push(make("h3", null, "Pulumi stacks"));
  const stacks = [...new Set((one.components || []).map(each => each[2]))].sort();
  if (!stacks.length) { parts.push(make("p", {class: "soft"}, "None: the account has no manifest.")); return; }
  parts.push(data.stacks ? deployments(stacks) : make("div", null, ...stacks.map(stack => make("code", {class: "chip"}, stack))));
  parts.push(make("h3", null, "Effective settings"));
  for (const [name, config, stack, values] of one.components) {
    const rows = values.map(([path, value, at, ...lost]) => {
      const cell = make("div", null, make("code", null, laidOut(text[value])));
      for (let index = 0; index < lost.length; index += 2) cell.append(make("div", {class: "small soft"}, "overrides ", make("span", {class: "lost"}, text[lost[index + 1]]), " from ", place(lost[index])));
      return [make("code", null, ...broken(text[path], /(?<=[._])/)), cell, place(at)];
    });
    const details = make("details", {open: one.components.length < 3 || opened.has(name) ? "" : null}, make("summary", null, make("strong", null, name), make("span", {class: "soft"}, " in " + config + ", stack " + stack)),
      table("values settings", ["Variable", "Value", "Written at"], rows));
    // What is open for one account is open for the next: so two can be compared.
    details.addEventListener("toggle", () => details.open ? opened.add(name) : opened.delete(name));
    parts.push(details);
  }
}

/* Each word in the node's own texts or in the name of a unit above it, so that "plat failed" finds what failed in plat. */
function matches(one, words) {
  one.own ||= [one.name, one.email, one.text, one.id, one.state, one.last, ...(one.attached || []).map(each => each[0])].join("\n").toLowerCase();
  one.above ||= wayTo(one).slice(0, -1).map(above => above.name).join("\n").toLowerCase();
  return words.some(word => one.own.includes(word)) && words.every(word => one.own.includes(word) || one.above.includes(word));
}
const isOpen = one => items.get(one.id).element.getAttribute("aria-expanded") === "true";
const sideways = one => sought !== null && !wayTo(one).some(above => sought.has(above));
function search() {
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean), found = words.length ? data.nodes.filter(one => matches(one, words)) : [];
  const hits = new Set(found.flatMap(wayTo));
  sought = words.length ? new Set(found) : null;
  for (const one of hits) if (one.below.some(child => hits.has(child))) { ensure(one); if (!isOpen(one)) { pried.add(one); open(one, true); } }
  // What the search has opened closes with it.
  if (!words.length) { for (const one of pried) if (!wayTo(current).includes(one)) open(one, false); pried.clear(); }
  for (const [id, {element, name}] of items) {
    const one = nodes.get(id), word = words.find(each => one.name.toLowerCase().includes(each));
    element.hidden = !hits.has(one) && sideways(one);
    const at = word ? one.name.toLowerCase().indexOf(word) : -1;
    if (at >= 0) name.replaceChildren(one.name.slice(0, at), make("mark", null, one.name.slice(at, at + word.length)), one.name.slice(at + word.length));
    else if (name.firstElementChild) name.textContent = one.name;
  }
  document.getElementById("hits").textContent = !words.length ? "" : found.length ? plural(found.length, "match").replace("matchs", "matches") : "No match. Escape shows everything again.";
  for (const button of document.querySelectorAll("#states button")) button.setAttribute("aria-pressed", String(button.dataset.state === find.value));
  dim();
  return found;
}
function dim() { for (const each of details.querySelectorAll(".tile")) each.classList.toggle("aside", sideways(nodes.get(each.dataset.id))); }
function ensure(one) { wayTo(one).slice(0, -1).forEach(above => { if (!items.has(one.id)) open(above, true); }); }
const visible = () => [...tree.querySelectorAll("[role=treeitem]")].filter(element => element.getClientRects().length);

tree.addEventListener("click", event => {
  const element = event.target.closest("[role=treeitem]");
  if (!element) return;
  const one = nodes.get(element.dataset.id);
  if (one.below.length && (event.target.closest(".turn") || one === current)) open(one, element.getAttribute("aria-expanded") !== "true");
  choose(one, true);
  if (narrow() && !one.below.length) details.scrollIntoView({block: "start"});
});
tree.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const list = visible(), index = list.indexOf(items.get(current.id).element), expanded = list[index]?.getAttribute("aria-expanded");
  const go = element => element && choose(nodes.get(element.dataset.id), true);
  const keys = {
    ArrowDown: () => go(list[index + 1]), ArrowUp: () => go(list[index - 1]), Home: () => go(list[0]), End: () => go(list[list.length - 1]),
    ArrowRight: () => expanded === "false" ? open(current, true) : expanded === "true" && go(list[index + 1]),
    ArrowLeft: () => expanded === "true" ? open(current, false) : current.parent && choose(nodes.get(current.parent), true),
    Enter: () => details.focus(), " ": () => open(current, expanded !== "true"),
    "*": () => (nodes.get(current.parent) || root).below.forEach(one => open(one, true)),
  };
  if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  else if (/^[a-z0-9]$/i.test(event.key)) {
    const start = event.key.toLowerCase();
    go([...list.slice(index + 1), ...list.slice(0, index)].find(element => nodes.get(element.dataset.id).name.toLowerCase().startsWith(start)));
  }
});
find.addEventListener("input", search);
find.addEventListener("keydown", event => {
  if (event.key === "Escape") { find.value = ""; search(); }
  const found = event.key === "Enter" || event.key === "ArrowDown" ? search() : [];
  if (found.length) { event.preventDefault(); choose(found.find(one => one.name.toLowerCase().includes(find.value.toLowerCase().trim())) || found[0], true); }
});
document.addEventListener("keydown", event => {
  if (event.key === "/" && document.activeElement !== find) { event.preventDefault(); find.focus(); find.select(); }
});
/* Links are real ones, so "back" leads to where one came from; who followed one wants to read on in the details. */
addEventListener("hashchange", () => {
  const one = nodes.get(decodeURIComponent(location.hash.slice(1)));
  if (!one || one === current) return;
  choose(one, false);
  details.focus({preventScroll: true});
  if (narrow()) details.scrollIntoView({block: "start"});
});

tree.append(item(root, 1)); open(root, true);
const few = data.nodes.length <= 60;
if (few) data.nodes.forEach(one => { if (one.below.length && items.has(one.id)) open(one, true); });
document.getElementById("counts").textContent = [plural(accounts(root), "account"), plural(data.nodes.filter(one => one.kind === "unit").length, "organizational unit"), plural(Object.keys(data.policies).length, "policy").replace("policys", "policies")].join(" · ");
if (data.stacks) {
  document.getElementById("states").append(make("span", {class: "soft small"}, "Stacks"));
  const counts = Object.values(data.stacks).reduce((sum, [state]) => Object.assign(sum, {[state]: (sum[state] || 0) + 1}), {});
  for (const state of worst.filter(each => counts[each])) {
    const button = make("button", {type: "button", title: "Find the accounts of these stacks", "aria-pressed": "false", "data-state": state}, mark(state), " " + counted(counts[state]) + " " + state);
    button.addEventListener("click", () => { find.value = find.value === state ? "" : state; search(); });
    document.getElementById("states").append(button);
  }
  document.getElementById("states").append(make("span", {class: "soft small"}, "as of " + when(data.asked)));
}
choose(nodes.get(decodeURIComponent(location.hash.slice(1))) || root, false);
document.documentElement.dataset.ready = String(Math.round(performance.now()));
