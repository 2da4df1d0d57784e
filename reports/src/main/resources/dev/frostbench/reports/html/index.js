"use strict";
const $ = id => document.getElementById(id);
const rows = JSON.parse($("rows").textContent).map((row, at) => ({...row, at}));
const several = new Set(rows.map(row => row.m)).size > 1; // then the model is needed to tell rows apart
const heads = [["t", "Task", ""], ["s", "Sample", "word"], ["v", "Verdict", "word"], ["p", "Part", "part"],
  ["m", "Model", several ? "" : "model"], ["w", "Why", "reason"]];
const natural = new Intl.Collator("en", {numeric: true}).compare; // so that a-10 follows a-9
let sorted = "", down = false, limit = 200;

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
function compare(a, b) {
  if (!sorted) return a.at - b.at;
  const order = typeof a[sorted] === "number" ? a[sorted] - b[sorted] : natural(a[sorted], b[sorted]);
  return (down ? -order : order) || a.at - b.at;
}
function draw() {
  const words = $("filter").value.toLowerCase(), only = $("verdict").value;
  const found = rows.filter(row => (!only || row.v === only)
    && (!words || (row.t + "\n" + row.m + "\n" + row.p + "\n" + row.w).toLowerCase().includes(words))).sort(compare);
  $("shown").textContent = found.length + " of " + rows.length;
  $("body").replaceChildren(...found.slice(0, limit).map(line));
  $("more").hidden = found.length <= limit;
}
function line(row) {
  const open = make("button", "", row.t);
  open.type = "button";
  open.onclick = () => { location.hash = "task-" + row.at; };
  return make("tr", "", undefined, ...heads.map(([key, , kind]) => key === "t" ? make("td", "", undefined, open)
    : key === "v" ? make("td", kind, undefined, verdict(row.v)) : make("td", kind, row[key])));
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
function show(at) {
  const row = rows[at], data = JSON.parse($("d" + at).textContent), into = $("detail");
  const common = $("t" + data.of) ? JSON.parse($("t" + data.of).textContent) : [];
  $("name").textContent = row.t + ", sample " + row.s + (several && row.m ? ", " + row.m : "");
  into.replaceChildren(facts(data.facts));
  if (data.failed.length) into.append(make("h3", "", "Tests that failed (" + (data.failed.length + data.others) + ")"));
  data.failed.forEach((test, i) => into.append(fold(make("span", "", undefined, state(test.status), " " + test.name + " ",
    make("span", "soft", test.group)), i < 3, ...(test.head || test.tail ? ends(test, false) : [make("p", "soft", "The log does not name it")]))));
  if (data.others) into.append(make("p", "soft", data.others + " more are in tests.csv"));
  for (const part of data.sections.map(part => typeof part === "number" ? common[part] : part))
    into.append(fold(part.title, true, ...ends(part, part.patch)));
  if (data.testCount) {
    const table = make("table");
    for (const [name, group, status] of data.tests) table.append(make("tr", "", undefined,
      make("td", "", name), make("td", "word soft", group), make("td", "", undefined, state(status))));
    const list = fold("All tests (" + data.testCount + ")", false, make("div", "scroll", undefined, table));
    if (data.tests.length < data.testCount) list.append(make("p", "soft", "The others are in tests.csv"));
    into.append(list);
  }
  if (data.steps.length) into.append(make("h3", "", "Commands"));
  data.steps.forEach((step, i) => {
    const parts = [];
    if (step.ran) parts.push(make("p", "soft", "what ran"), code(step.ran, false));
    if (step.head || step.cut) parts.push(make("p", "soft", "what it printed"), ...ends(step, false));
    if (data.log) {
      const link = make("a", "", "The whole log, beside this page");
      link.href = "logs/" + i + "-" + encodeURIComponent(data.log);
      parts.push(link);
    }
    into.append(parts.length ? fold(step.title, false, ...parts) : make("p", "", step.title));
  });
  if (!$("task").open) $("task").showModal();
  $("task").scrollTop = 0;
}
function follow() {
  const at = /^#task-(\d+)$/.exec(location.hash);
  if (at && rows[at[1]]) show(Number(at[1]));
  else if ($("task").open) $("task").close();
}
for (const [key, title, kind] of heads) {
  const button = make("button", "", title), head = make("th", kind, undefined, button);
  button.type = "button";
  button.onclick = () => {
    down = sorted === key && !down;
    sorted = key;
    for (const other of $("heads").children) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    draw();
  };
  $("heads").append(head);
}
for (const word of new Set(rows.map(row => row.v))) $("verdict").append(new Option(word, word));
$("filter").oninput = $("verdict").onchange = () => { limit = 200; draw(); };
$("more").onclick = () => { limit += 500; draw(); };
$("shut").onclick = () => $("task").close();
$("task").onclose = () => { if (location.hash) history.replaceState(null, "", " "); };
addEventListener("hashchange", follow);
draw();
follow();
