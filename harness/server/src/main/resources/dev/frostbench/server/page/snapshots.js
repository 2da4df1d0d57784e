// Snapshots: their tree, and one of them with its lineage and its changes.

// Draws the lines of the tree to the left of a row. The last child goes on in its parent's column if none before it has
// children; each other child stands one column to the right. open says how many children are still to come, by column.
function rails(row) {
  const parent = row.parent && places.get(row.parent.id);
  const goesOn = parent && --parent.left === 0 && !parent.isWide && (row.children || parent.children === 1);
  if (parent && row.children) parent.isWide = true;
  const column = !parent ? 0 : goesOn ? parent.column : parent.column + 1;
  places.set(row.id, {column, children: row.children, left: row.children, isWide: false});
  open.length = column;
  if (parent && !goesOn) open[parent.column] = parent.left;
  const all = make("span", "rails"), branch = parent && !goesOn ? Math.min(parent.column, MOST_RAILS - 1) : -1;
  all.setAttribute("aria-hidden", "true");
  for (let at = 0; at < Math.min(column, MOST_RAILS); at++)
    all.append(make("span", "rail " + (at === branch ? parent.left ? "fork" : "end" : open[at] ? "pass" : "")));
  open[column] = row.children;
  all.append(make("span", "rail node" + (goesOn ? " after" : "") + (row.children ? " before" : ""), undefined,
    make("i", row.general ? "general" : "")));
  return all;
}
function treeRow(row) {
  loaded.set(row.id, row);
  const what = make("span", "what", undefined, button("", row.name, () => showSnapshot(row)));
  if (row.parent) what.append(make("span", "unseen", " made from " + row.parent.name));
  if (row.general) what.append(make("span", "tag", "for everybody"));
  else if (row.visibility && row.visibility !== "organisation") what.append(make("span", "tag", row.visibility));
  return make("li", "", undefined, rails(row), what,
    make("span", "size", (row.parent ? "+ " : "") + bytes(row.parent ? row.addedBytes : row.bytes)),
    make("span", "made", undefined, since(row.createdAt)));
}
async function tree(begins) {
  const mine = ++turns.tree, answer = await ask("api/lineage?limit=100&page=" + (begins ? 1 : page + 1));
  if (mine !== turns.tree) return;
  page = answer.page;
  if (begins) {
    loaded = new Map();
    places = new Map();
    open = [];
    $("snapshots").replaceChildren();
  }
  $("snapshots").append(...answer.items.filter(row => !loaded.has(row.id)).map(treeRow));
  show("more-snapshots", answer.page < answer.totalPages);
  $("no-snapshots").textContent = "There is no snapshot.";
  show("no-snapshots", !answer.total);
}
function way(row) {
  const above = [];
  for (let at = row; at.parent; at = loaded.get(at.parent.id) || {}) above.unshift(at.parent);
  const list = make("ol", "way", undefined, ...above.map(({id, name}) => make("li", "", undefined,
    loaded.has(id) ? button("step", name, () => showSnapshot(loaded.get(id))) : clean(name))),
    make("li", "", row.name));
  queueMicrotask(() => { list.scrollTop = list.scrollHeight; });
  return list;
}
function showSnapshot(row) {
  const body = make("div"), who = row.general ? "everybody; it belongs to no organisation"
    : row.visibility === "private" ? "the user who made it"
      : row.visibility === "public" ? "everybody with a key" : "its organisation";
  detail(row.name, facts([["Id", row.id], ["Digest", make("span", "mono", row.digest)], ["Made", moment(row.createdAt)],
    ["Of sandbox", row.sourceSandboxId], ["Holds", bytes(row.bytes) + " of files"
      + (row.parent ? ", " + bytes(row.addedBytes) + " more than what it was made from" : "")], ["Seen by", who]]),
    body);
  if (!row.parent) return;
  body.append(make("h3", "", "Lineage"), way(row), make("h3", "", "Changes since " + row.parent.name));
  const list = make("div", "", undefined, make("p", "soft", "Comparing\u2026"));
  body.append(list);
  difference(row, list, 100);
}
async function difference(row, into, limit) {
  try {
    const seen = await ask("api/changes/" + encodeURIComponent(row.id) + "?limit=" + limit);
    into.replaceChildren(...changed(row, seen, into, limit));
  } catch (failure) {
    if (failure === FORGOTTEN) return;
    if (failure.status === 401) forget(sentence(failure.message));
    else into.replaceChildren(make("p", "why", sentence(failure.message)),
      button("", "Try again", () => difference(row, into, limit)));
  }
}
function changed(row, seen, into, limit) {
  if (!seen.items.length) return [make("p", "soft", "None: both hold the same files.")];
  const parts = [make("p", "", seen.complete ? "" : "These and more: ",
    make("span", "add-count", seen.added + " added"), ", " + seen.changed + " changed, ",
    make("span", "cut-count", seen.removed + " removed"))];
  parts.push(make("ul", "diff", undefined, ...seen.items.map(each => make("li", "c-" + each.change, undefined,
    make("span", "path", each.path), make("span", "bytes", sizes(each))))));
  if (seen.more && limit < 1000) parts.push(button("more", "Show more", () => difference(row, into, 1000)));
  else if (seen.more || !seen.complete)
    parts.push(make("p", "soft", (seen.complete ? "and " + seen.more + " more" : "and more") + ". All are listed by ",
      make("code", "", "./frostbench snapshot diff " + full(loaded.get(row.parent.id)) + " " + full(row))));
  return parts;
}
function full(row) { return row.general || row.name.includes("/") ? row.name : organisation + "/" + row.name; }
function sizes(change) {
  const aspects = change.what.filter(word => word !== "content" && word !== "mtime").join(", ");
  if (change.change === "changed" && !change.what.includes("content") && !change.what.includes("type")) return aspects;
  const both = [change.before, change.after].filter(size => size !== undefined).map(bytes).join(" \u2192 ");
  return [both, aspects].filter(Boolean).join(", ");
}
