"use strict";
const $ = id => document.getElementById(id);
const KEPT = "frostbench-key", MOST_RAILS = 10, MOST_LABELS = 8;
const STATES = ["started", "paused", "stopped", "archived", "pending_build", "build_failed", "error"];
let key = "", organisation = "", now = 0, cursor = "", page = 1, entries = 20;
let turns = {boxes: 0, tree: 0}, waiting = 0, loaded = new Map(), open = [], places = new Map();

// Text enters the page here and as textContent only: nothing that anybody named is ever parsed as HTML. Codes that
// hide or turn text are made visible.
function clean(text, keepsLines) {
  let seen = "";
  for (const letter of String(text)) {
    const point = letter.codePointAt(0);
    if (keepsLines && point === 10) seen += letter;
    else if (point < 32) seen += String.fromCodePoint(0x2400 + point);
    else if (point === 127) seen += "\u2421";
    else if (hides(point)) seen += "<U+" + point.toString(16).toUpperCase().padStart(4, "0") + ">";
    else seen += letter;
  }
  return seen;
}
function hides(point) {
  return point >= 0x80 && point < 0xa0 || point === 0x61c || point >= 0x200b && point <= 0x200f
    || point >= 0x2028 && point <= 0x202e || point >= 0x2066 && point <= 0x2069 || point === 0xfeff
    || point >= 0xd800 && point <= 0xdfff || point >= 0xe0000 && point <= 0xe007f;
}
function make(tag, kind, text, ...children) {
  const element = document.createElement(tag);
  if (kind) element.className = kind;
  if (text !== undefined) element.textContent = clean(text);
  element.append(...children);
  return element;
}
function button(kind, text, act) {
  const element = make("button", kind, text);
  element.type = "button";
  element.onclick = act;
  return element;
}
function show(id, is) { $(id).hidden = !is; }

const FORGOTTEN = new Error("the key was forgotten meanwhile");
async function ask(path) {
  const asker = key;
  if (!asker) throw FORGOTTEN;
  let answer;
  try {
    answer = await fetch(path, {headers: {Authorization: "Bearer " + key}, cache: "no-store", credentials: "omit",
      redirect: "error"});
  } catch {
    throw new Error("The server does not answer. Is it still running?");
  }
  let body = {};
  try {
    body = await answer.json();
  } catch {
    // is told below
  }
  if (key !== asker) throw FORGOTTEN;
  if (!answer.ok) {
    const failure = new Error(body.message || "The server answered with status " + answer.status + ".");
    failure.status = answer.status;
    throw failure;
  }
  now = Date.parse(answer.headers.get("date")) || Date.now(); // ages are by the server's clock
  return body;
}
// Runs what asks the server. A failure is told, and what is shown stays.
async function tell(work) {
  try {
    await work();
    show("trouble", false);
  } catch (failure) {
    if (failure === FORGOTTEN) return;
    if (failure.status === 401) forget(sentence(failure.message));
    else {
      $("trouble").textContent = clean(sentence(failure.message));
      show("trouble", true);
    }
  }
}
function sentence(text) { return text.charAt(0).toUpperCase() + text.slice(1).replace(/\.?$/, "."); }

// The storage of the tab is not there if a browser shows this page without an origin.
function stored(change) {
  try {
    return change(sessionStorage);
  } catch {
    return null;
  }
}
function forget(why) {
  key = "";
  stored(storage => storage.removeItem(KEPT));
  for (const id of ["cards", "sandboxes", "snapshots", "changes", "detail-body"]) $(id).replaceChildren();
  if ($("detail").open) $("detail").close();
  $("audit").open = false;
  $("organisation").textContent = "Sandboxes and snapshots";
  document.title = "Frostbench server";
  $("wrong").textContent = clean(why);
  for (const id of ["content", "actions", "trouble"]) show(id, false);
  show("ask", true);
  $("key").select();
  $("key").focus();
}

function bytes(count) {
  for (const [unit, size] of [["GB", 1e9], ["MB", 1e6], ["kB", 1e3]])
    if (count >= size * 0.9995) return number(count / size) + " " + unit;
  return count + (count === 1 ? " byte" : " bytes");
}
function number(value) { return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3))); }
function gbMonths(value) { return value > 0 && value < 0.001 ? "< 0.001" : number(value); }
function duration(minutes) {
  return minutes < 120 ? minutes + " min" : minutes < 2880 ? number(minutes / 60) + " h"
    : number(minutes / 1440) + " days";
}
function span(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  return seconds < 60 ? seconds + " s" : seconds < 7200 ? Math.floor(seconds / 60) + " min"
    : seconds < 172800 ? Math.floor(seconds / 3600) + " h" : Math.floor(seconds / 86400) + " days";
}
function since(time) {
  const element = make("span", "", span(now - Date.parse(time)));
  element.title = moment(time);
  return element;
}
function moment(time) { return String(time).replace("T", " ").replace(/(\.\d+)?Z$/, " UTC"); }
function plural(count, word) { return count + " " + word + (count === 1 ? "" : word.endsWith("x") ? "es" : "s"); }

function bar(label, parts) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of Object.entries({viewBox: "0 0 1000 60", preserveAspectRatio: "none", role: "img",
    "aria-label": label, class: "bar"})) svg.setAttribute(name, value);
  let x = 0;
  for (const [kind, share] of parts) {
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of Object.entries({class: kind, x, y: 0, width: 1000 * share, height: 60}))
      rect.setAttribute(name, value);
    x += 1000 * share;
    svg.append(rect);
  }
  return svg;
}
function card(title, big, of, ...more) {
  return make("div", "card", undefined, make("h2", "", title),
    make("p", "big", big, make("span", "of", " " + of)), ...more);
}
function state(word) { return make("span", "word", undefined, make("span", "dot s-" + word), words(word)); }
function words(text) { return text.replace(/_/g, " "); }

function usage(all) {
  organisation = all.organization;
  $("organisation").textContent = clean(organisation);
  document.title = clean(organisation) + " · Frostbench server";
  const states = Object.entries(all.sandboxes.states).sort(([a], [b]) => STATES.indexOf(a) - STATES.indexOf(b));
  const total = states.reduce((sum, [, count]) => sum + count, 0), {bytes: held, quotaBytes: quota} = all.snapshots;
  const legend = make("ul", "legend", undefined, ...states.map(([word, count]) =>
    make("li", "", undefined, state(word), " ", make("b", "", count))));
  const room = quota === null ? [] : [bar("Share of the quota that is used",
    [[held > 0.9 * quota ? "used full" : "used", Math.min(1, quota ? held / quota : 1)]])];
  $("cards").replaceChildren(
    card("Sandboxes", total, "of at most " + all.sandboxes.most,
      ...total ? [bar("States of the sandboxes", states.map(([word, count]) => ["s-" + word, count / total]))] : [],
      legend),
    card("Held by snapshots", bytes(held), quota === null ? "without a quota" : "of " + bytes(quota), ...room,
      make("p", "soft", "At most it was " + bytes(all.snapshots.mostBytes))),
    card("Used so far", gbMonths(Number(all.snapshots.gbMonths)), "GB-months",
      make("p", "soft", "A GB is 10\u2079 bytes, a month is 30 days.")));
}

function timers(box) {
  const all = [];
  if (box.autoStopInterval > 0) all.push("stops after " + duration(box.autoStopInterval) + " without a call");
  if (box.autoPauseInterval > 0) all.push("pauses after " + duration(box.autoPauseInterval) + " without a call");
  if (box.autoArchiveInterval > 0) all.push("archived " + duration(box.autoArchiveInterval) + " after it stops");
  if (box.autoDeleteInterval === 0) all.push("deleted when it stops");
  if (box.autoDeleteInterval > 0) all.push("deleted " + duration(box.autoDeleteInterval) + " after it stops");
  if (box.autoDestroyAt) all.push("deleted in " + span(Date.parse(box.autoDestroyAt) - now));
  return all.length ? all : ["none"];
}
function sorted(labels) { return Object.entries(labels).sort(([a], [b]) => a < b ? -1 : 1); }
function label([name, value]) {
  const element = make("span", "label", undefined, make("b", "", name), clean(value === "" ? "" : "=" + value));
  element.title = clean(name + "=" + value);
  return element;
}
function boxRow(box) {
  const labels = sorted(box.labels), shown = labels.slice(0, MOST_LABELS).map(label);
  if (labels.length > MOST_LABELS) shown.push(make("span", "soft", "and " + (labels.length - MOST_LABELS) + " more"));
  const where = make("td", "state", undefined, state(box.state));
  if (box.errorReason) where.append(make("p", "why", box.errorReason.split("\n")[0].slice(0, 200)));
  return make("tr", "", undefined, make("td", "name", undefined, button("", box.name, () => showBox(box))), where,
    make("td", "from", box.snapshot), make("td", "age", undefined, since(box.createdAt)),
    make("td", "timers", undefined, ...timers(box).map(text => make("p", "", text))),
    make("td", "labels", undefined, ...shown));
}
async function boxes(begins) {
  const mine = ++turns.boxes, query = new URLSearchParams({limit: begins ? 20 : 100, sort: "createdAt", order: "desc"});
  if ($("name").value) query.set("name", $("name").value);
  if ($("state").value) query.set("states", $("state").value);
  if (!begins) query.set("cursor", cursor);
  const answer = await ask("api/sandbox?" + query);
  if (mine !== turns.boxes) return; // another one was asked for meanwhile
  if (begins) $("sandboxes").replaceChildren();
  $("sandboxes").append(...answer.items.map(boxRow));
  cursor = answer.nextCursor;
  show("more-sandboxes", cursor);
  const filtered = $("name").value || $("state").value, none = !$("sandboxes").children.length;
  $("no-sandboxes").textContent = filtered ? "No sandbox is like that."
    : "There is no sandbox. Daytona().create() makes one.";
  show("no-sandboxes", none);
  show("sandbox-table", !none);
  show("sandbox-tools", !none || filtered);
}

async function changes() {
  const answer = await ask("api/audit?limit=" + entries);
  $("changes").replaceChildren(...answer.items.map(entry => make("tr", "", undefined, make("td", "age", undefined,
    since(entry.at)), make("td", "", entry.user), make("td", "", entry.action), make("td", "target", entry.target))));
  show("no-changes", !answer.items.length);
  show("change-table", answer.items.length);
  show("more-changes", answer.items.length === entries && entries < 1000);
}

function facts(list) {
  return make("dl", "facts", undefined, ...list.filter(([, value]) => value !== "" && value !== undefined)
    .map(([name, value]) => {
      const told = make("dd");
      if (value instanceof Node) told.append(value);
      else told.textContent = clean(value, true);
      return make("div", "", undefined, make("dt", "", name), told);
    }));
}
function detail(name, ...parts) {
  $("detail-name").textContent = clean(name);
  $("detail-body").replaceChildren(...parts);
  if (!$("detail").open) $("detail").showModal();
  $("detail").scrollTop = 0;
}
function showBox(box) {
  const network = box.networkBlockAll ? "none" : [box.networkAllowList, box.domainAllowList].filter(Boolean).join(", ");
  const labels = sorted(box.labels);
  detail(box.name, facts([["State", words(box.state) + (box.errorReason ? ": " + box.errorReason : "")], ["Id", box.id],
    ["Snapshot", box.snapshot], ["Made", moment(box.createdAt)], ["Last call", moment(box.lastActivityAt)],
    ["Timers", timers(box).join("\n")],
    ["Size", plural(box.cpu, "CPU") + ", " + box.memory + " GiB of memory, " + box.disk + " GiB of disk"],
    ["User", box.user], ["Network", network || "as usual"],
    ["Previews", box.public ? "need no token" : "need a token"],
    ["Labels", labels.length ? make("span", "", undefined, ...labels.map(label)) : "none"]]));
}

async function all() {
  usage(await ask("api/usage"));
  show("ask", false);
  show("content", true);
  show("actions", true);
  await boxes(true);
  await tree(true);
  if ($("audit").open) await changes();
  $("taken").textContent = "as of " + new Date(now).toLocaleTimeString();
}
async function busy(element, work) {
  element.disabled = true;
  await tell(work);
  element.disabled = false;
}
for (const word of STATES) $("state").append(new Option(words(word), word));
$("ask").onsubmit = event => {
  event.preventDefault();
  const typed = $("key").value.trim();
  if (!/^[\x21-\x7e]{1,200}$/.test(typed)) {
    $("wrong").textContent = "A key begins with fb_ and has no blanks.";
    return;
  }
  key = typed;
  $("wrong").textContent = "";
  busy($("ask").querySelector("button"), async () => {
    await all();
    stored(storage => storage.setItem(KEPT, key));
    $("key").value = "";
  });
};
$("refresh").onclick = () => busy($("refresh"), all);
$("forget").onclick = () => forget("");
$("state").onchange = () => tell(() => boxes(true));
$("name").oninput = () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => tell(() => boxes(true)), 300);
};
$("more-sandboxes").onclick = () => busy($("more-sandboxes"), () => boxes(false));
$("more-snapshots").onclick = () => busy($("more-snapshots"), () => tree(false));
$("more-changes").onclick = () => busy($("more-changes"), () => {
  entries = entries === 20 ? 200 : 1000;
  return changes();
});
$("audit").ontoggle = () => { if ($("audit").open && key) tell(changes); };
$("shut").onclick = () => $("detail").close();
key = stored(storage => storage.getItem(KEPT)) || "";
if (key) {
  show("actions", true);
  tell(all);
} else forget("");
