"use strict";
const $ = id => document.getElementById(id);
const beside = document.body.classList.contains("beside"); // then the details have files of their own
const starts = JSON.parse($("starts").textContent);
const rows = JSON.parse($("rows").textContent).map(([task, sample, verdict, group, model, why, part, seconds], at) =>
  ({task, sample, verdict, group, model, why, seconds, at,
    words: (task + "\n" + group + "\n" + model + "\n" + part + "\n" + why).toLowerCase()}));
const group = $("rows").dataset.group;
const some = key => new Set(rows.map(row => row[key])).size > 1; // a column is shown if it tells rows apart
const heads = [["task", "Task", "name"], some("sample") && ["sample", "Sample", "number"],
  ["verdict", "Verdict", "word"], some("group") && ["group", group, "part"],
  some("model") && ["model", "Model", "model"], ["seconds", "Time", "number time-of"], ["why", "Why", "reason"]]
  .filter(Boolean);
const several = {sample: some("sample"), model: some("model")};
const ofTask = new Map(); // rows by task
for (const row of rows) ofTask.has(row.task) ? ofTask.get(row.task).push(row) : ofTask.set(row.task, [row]);
const natural = new Intl.Collator("en", {numeric: true}).compare; // so that a-10 follows a-9
const page = 100;
let order = rows, found = rows, limit = page, opened = -1, openedBy = "";

// Text enters the page here and as textContent only: nothing a model wrote is ever parsed as HTML.
function make(tag, kind, text, ...children) {
  const element = document.createElement(tag);
  if (kind) element.className = kind;
  if (text !== undefined) element.textContent = text;
  element.append(...children);
  return element;
}
function verdict(word) {
  return make("span", "word", undefined, make("span", "dot v-" + word), word);
}

// The table.
const filters = {verdict: "all verdicts", repository: group === "Part" ? "all parts" : "all repositories", model: "all models"};
const keys = {verdict: "verdict", repository: "group", model: "model"};
function fillFilters() {
  for (const [id, all] of Object.entries(filters)) {
    const counts = new Map();
    for (const row of rows) counts.set(row[keys[id]], (counts.get(row[keys[id]]) || 0) + 1);
    const words = [...counts.keys()].sort(natural);
    $(id).append(new Option(all, ""));
    for (const word of words) $(id).append(new Option((word || "none named") + " (" + counts.get(word) + ")", "=" + word));
    $(id).hidden = words.length < 2;
    $(id).onchange = filtered;
  }
}
function filter() {
  const words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = Object.keys(filters).filter(id => $(id).value).map(id => [keys[id], $(id).value.slice(1)]);
  found = order.filter(row => wanted.every(([key, value]) => row[key] === value)
    && words.every(word => row.words.includes(word)));
}
function draw() {
  $("shown").textContent = found.length === rows.length ? rows.length + " results"
    : found.length + " of " + rows.length + " results";
  $("body").replaceChildren(...found.slice(0, limit).map(line));
  $("more").hidden = found.length <= limit;
  $("none").hidden = found.length > 0;
  $("clear").hidden = !$("search").value && Object.keys(filters).every(id => !$(id).value);
}
function line(row) {
  const open = make("a", "", row.task);
  open.href = address(row);
  const cell = {verdict: () => verdict(row.verdict), seconds: () => row.seconds.toFixed(2) + " s", task: () => open};
  const drawn = make("tr", "", undefined, ...heads.map(([key, , kind]) =>
    make("td", kind, undefined, cell[key] ? cell[key]() : String(row[key]))));
  drawn.onclick = event => { if (event.target.tagName !== "A" && !String(getSelection())) location.hash = open.hash; };
  return drawn;
}
function filtered() {
  limit = page;
  filter();
  draw();
  history.replaceState(null, "", "#" + hashOfRows());
}
function sortBy(key, head) {
  const down = head.getAttribute("aria-sort") === "ascending";
  for (const other of $("heads").children) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const compare = (a, b) => typeof a[key] === "number" ? a[key] - b[key] : natural(a[key], b[key]);
  order = rows.toSorted((a, b) => (down ? compare(b, a) : compare(a, b)) || a.at - b.at);
  filter();
  draw();
}

// Addresses: #task-ID, with &sample= and &model= if a task has several results; #rows with the filters that are set.
function address(row) {
  return "#task-" + encodeURIComponent(row.task) + (ofTask.get(row.task).length === 1 ? ""
    : (several.sample ? "&sample=" + row.sample : "") + (several.model ? "&model=" + encodeURIComponent(row.model) : ""));
}
function hashOfRows() {
  const words = ["rows"];
  for (const id of Object.keys(filters)) if ($(id).value) words.push(id + "=" + encodeURIComponent($(id).value.slice(1)));
  if ($("search").value) words.push("search=" + encodeURIComponent($("search").value));
  return words.length > 1 ? words.join("&") : "";
}
function follow() {
  const [first, ...rest] = location.hash.slice(1).split("&");
  const given = new Map(rest.map(word => [word.split("=")[0], decoded(word.slice(word.indexOf("=") + 1))]));
  if (first.startsWith("task-")) {
    const all = ofTask.get(decoded(first.slice(5))) || [];
    const row = all.find(each => (!given.has("sample") || String(each.sample) === given.get("sample"))
      && (!given.has("model") || each.model === given.get("model")));
    if (row) return show(row);
  }
  if ($("task").open) $("task").close();
  openedBy = location.hash;
  if (first === "rows") {
    for (const id of Object.keys(filters)) $(id).value = given.has(id) ? "=" + given.get(id) : "";
    $("search").value = given.get("search") || "";
    filter();
    draw();
    $("app").scrollIntoView();
  }
}
function decoded(word) {
  try { return decodeURIComponent(word); } catch { return word; } // not one of ours
}

// The details of a result: in the page, or in a script beside it that calls take.
const chunks = new Map();
const trusted = beside && window.trustedTypes
  ? trustedTypes.createPolicy("beside", {createScriptURL: name => /^details\/\d+\.js$/.test(name) ? name : ""}) : null;
function take(at, data) {
  chunks.get(at).resolve(data);
}
function chunk(at) {
  if (chunks.has(at)) return chunks.get(at).promise;
  if (chunks.size > 20) chunks.delete(chunks.keys().next().value);
  const entry = Promise.withResolvers();
  chunks.set(at, entry);
  if (!beside) ready().then(() => entry.resolve(JSON.parse($("c" + at).textContent)));
  else {
    const name = "details/" + at + ".js", script = document.createElement("script");
    script.onerror = () => { chunks.delete(at); entry.reject(name); };
    script.onload = () => script.remove();
    script.src = trusted ? trusted.createScriptURL(name) : name;
    document.head.append(script);
  }
  return entry.promise;
}
function ready() {
  return new Promise(done => document.readyState === "loading" ? addEventListener("DOMContentLoaded", done) : done());
}
async function show(row) {
  opened = row.at;
  openedBy = location.hash;
  $("name").textContent = row.task + (several.sample ? ", sample " + row.sample : "")
    + (several.model && row.model ? ", " + row.model : "");
  $("others").replaceChildren(...others(row));
  const at = found.indexOf(row);
  $("back").disabled = at <= 0;
  $("next").disabled = at === found.length - 1;
  if (!$("task").open) $("task").showModal();
  let parts;
  try {
    const data = await chunk(starts.findLastIndex(start => start <= row.at));
    parts = details(data["d" + row.at], data);
  } catch (missing) {
    parts = [make("p", "warning", typeof missing !== "string" ? String(missing) : "The details of this result are in "
      + missing + ", which is not beside this page. Copy the whole folder of the run.")];
  }
  if (opened !== row.at) return; // another one was opened meanwhile
  $("detail").replaceChildren(...parts);
  $("task").scrollTop = 0;
}
function others(row) {
  const all = ofTask.get(row.task);
  return all.length === 1 ? [] : all.map(each => {
    const link = make("a", "", undefined, make("span", "dot v-" + each.verdict),
      (several.model ? each.model || "none named" : "") + (several.sample ? " #" + each.sample : ""));
    link.href = address(each);
    if (each === row) link.setAttribute("aria-current", "true");
    link.title = each.verdict;
    return link;
  });
}
function step(by) {
  const at = found.findIndex(row => row.at === opened), next = found[at + by];
  if (next) location.replace(address(next));
}
function code(text, patch) {
  const block = make("pre");
  if (!patch) block.textContent = text;
  else block.append(...patchLines(text.replace(/\n$/, "").split("\n")));
  return block;
}
// In a hunk, a line that begins with three signs is a change, unless a file's two headings stand there.
function patchLines(lines) {
  let inHunk = false;
  return lines.map((part, i) => {
    const heading = part.startsWith("--- ") && (lines[i + 1] || "").startsWith("+++ ")
      || part.startsWith("+++ ") && (lines[i - 1] || "").startsWith("--- ");
    if (part.startsWith("diff ") || heading) inHunk = false;
    if (part.startsWith("@@")) inHunk = true;
    const kind = part.startsWith("@@") ? "hunk" : !inHunk ? "file" : part.startsWith("+") ? "add"
      : part.startsWith("-") ? "cut" : "";
    return make("span", kind, part);
  });
}
function ends(data, patch) {
  const parts = data.head ? [code(data.head, patch)] : [];
  if (data.cut) parts.push(make("p", "soft", "cut here: " + data.cut + " bytes are not shown"));
  if (data.tail) parts.push(code(data.tail, patch));
  return parts;
}
function fold(title, open, ...children) {
  const block = make("details", "", undefined, make("summary", "", undefined, title), ...children);
  block.open = open;
  return block;
}
function facts(list) {
  return make("dl", "facts", undefined, ...list.map(([name, value]) => make("div", "", undefined, make("dt", "", name),
    name === "verdict" ? make("dd", "", undefined, make("span", "dot v-" + value.split(" ")[0]), value) : make("dd", "", value))));
}
function state(status) {
  return make("span", "word", undefined, make("span", "dot v-" + (/^(PASSED|XFAIL)$/.test(status) ? "resolved"
    : status === "SKIPPED" ? "empty" : "unresolved")), status);
}
function details(data, all) {
  const parts = [facts(data.facts)], common = all["t" + data.of] || [];
  if (data.failed.length) parts.push(make("h3", "", "Tests that failed (" + (data.failed.length + data.others) + ")"));
  data.failed.forEach((test, i) => parts.push(fold(make("span", "", undefined, state(test.status), " " + test.name + " ",
    make("span", "soft", test.group)), i < 3, ...(test.head || test.tail ? ends(test, false) : [make("p", "soft", "The log does not name it")]))));
  if (data.others) parts.push(make("p", "soft", data.others + " more are in tests.csv"));
  for (const part of data.sections.map(part => typeof part === "number" ? common[part] : part))
    parts.push(fold(part.title, true, ...ends(part, part.patch)));
  if (data.testCount) {
    const table = make("table");
    for (const [name, group, status] of data.tests) table.append(make("tr", "", undefined,
      make("td", "", name), make("td", "word soft", group), make("td", "", undefined, state(status))));
    const list = fold("All tests (" + data.testCount + ")", false, make("div", "scroll", undefined, table));
    if (data.tests.length < data.testCount) list.append(make("p", "soft", "The others are in tests.csv"));
    parts.push(list);
  }
  if (data.steps.length) parts.push(make("h3", "", "Commands"));
  data.steps.forEach((step, i) => {
    const inner = [];
    if (step.ran) inner.push(make("p", "soft", "what ran"), code(step.ran, false));
    if (step.head || step.cut) inner.push(make("p", "soft", "what it printed"), ...ends(step, false));
    if (data.log) {
      const link = make("a", "", "The whole log, beside this page");
      link.href = "logs/" + i + "-" + encodeURIComponent(data.log);
      inner.push(link);
    }
    parts.push(inner.length ? fold(step.title, false, ...inner) : make("p", "", step.title));
  });
  return parts;
}

// Keys, as the page lists them.
function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const inField = /^(INPUT|SELECT)$/.test(event.target.tagName), links = [...$("body").querySelectorAll("a")];
  if (inField && event.key === "Escape") event.target.blur();
  if (event.target === $("search") && event.key === "Enter" && links.length) links[0].focus();
  if (inField) return;
  const by = {j: 1, k: -1}[event.key];
  if ($("task").open) {
    if (by) step(by);
  } else if (event.key === "/") {
    event.preventDefault();
    $("search").focus();
    $("search").select();
  } else if (by) {
    const at = links.indexOf(document.activeElement);
    if (by > 0 && at === links.length - 1 && !$("more").hidden) more();
    $("body").querySelectorAll("a")[Math.max(0, at + by)]?.focus();
  }
}
function more() {
  $("body").append(...found.slice(limit, limit + 500).map(line));
  limit += 500;
  $("more").hidden = found.length <= limit;
}

for (const [key, title, kind] of heads) {
  const button = make("button", "", title), head = make("th", kind, undefined, button);
  button.type = "button";
  button.onclick = () => sortBy(key, head);
  $("heads").append(head);
}
fillFilters();
$("search").oninput = filtered;
$("clear").onclick = () => {
  $("search").value = "";
  for (const id of Object.keys(filters)) $(id).value = "";
  filtered();
};
$("more").onclick = more;
$("shut").onclick = () => $("task").close();
$("back").onclick = () => step(-1);
$("next").onclick = () => step(1);
$("task").onclose = () => {
  if (location.hash !== openedBy) return; // another one is about to open
  const row = rows[opened];
  opened = -1;
  history.replaceState(null, "", "#" + hashOfRows());
  [...$("body").querySelectorAll("a")].find(link => link.hash === address(row))?.focus();
};
addEventListener("keydown", press);
addEventListener("hashchange", follow);
addEventListener("beforeprint", () => $("task").open || $("body").append(...found.slice(limit).map(line)));
addEventListener("afterprint", draw);
$("app").hidden = false;
draw();
follow();
