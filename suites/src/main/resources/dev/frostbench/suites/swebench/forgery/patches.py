"""The test patch with the changed tests. It has the form of the true one, since the script of version 5 of the data set
holds it while the tests run: headings, hashes, context and hunks are as whoever made the true one writes them."""
HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@(.*)\Z", re.DOTALL)
INDEX = re.compile(r"(?m)^(index [0-9a-f]+\.\.)([0-9a-f]+)")
NO_NEWLINE = "\\ No newline at end of file\n"
CONTEXT = 3
# what git takes for the beginning of a function, in any file and in one of Python
NAMINGS = re.compile("[A-Za-z_$]"), re.compile(r"[ \t]*(?:class|(?:async[ \t]+)?def)[ \t]")


def patch_lines(text):
    return io.StringIO(text, newline="\n").readlines()


def count(rows, marks):
    return sum(1 for row in rows if row[0] in marks)


def read_hunk(begin, lines):
    """The lines of one hunk, taken from the front of the given ones."""
    left, rows = [int(begin.group(group) or "1") for group in (2, 4)], []
    while sum(left) > 0 or lines and lines[0].startswith("\\"):
        row = lines.pop(0)
        if row.startswith("\\"):
            rows[-1] = rows[-1][:-1]
            continue
        row = " \n" if row == "\n" else row
        left = [left[0] - (row[0] in " -"), left[1] - (row[0] in " +")]
        rows.append(row)
    return rows


def hunks(section):
    """The heading of a file's section, its hunks, and what is below them. A hunk is where it begins in the old file and
    in the new one, its rows, and what follows its numbers."""
    heading, found, lines = [], [], patch_lines(section)
    while lines:
        begin = HUNK.match(lines[0])
        if begin:
            lines.pop(0)
            old, new = [int(begin.group(group)) + (begin.group(group + 1) == "0") for group in (1, 3)]
            found.append((old, new, read_hunk(begin, lines), begin.group(5)))
        elif found:
            break
        else:
            heading.append(lines.pop(0))
    return "".join(heading), found, "".join(lines)


def whole_file(found, lines):
    """The rows of the whole file, each with its mark, and the spans of the hunks among them."""
    rows, spans, line = [], [], 0
    for _, new, of_hunk, _ in found:
        rows += [" " + each for each in lines[line:new - 1]]
        spans.append((len(rows), len(rows) + len(of_hunk)))
        rows += of_hunk
        line = new - 1 + count(of_hunk, " +")
    rows += [" " + each for each in lines[line:]]
    if [row[1:] for row in rows if row[0] != "-"] != lines:
        raise ValueError("the patch does not make this file")
    return rows, spans


def with_changes(rows, spans, after):
    """The rows with the changed lines, and the spans, stretched so that each change is in one with its context."""
    changed, moved, stretched, left = [], [], [], list(after)
    for row in rows:
        moved.append(len(changed))
        now = row[1:] if row[0] == "-" else left.pop(0)
        if now == row[1:]:
            changed.append(row)
            continue
        added = ["+" + each for each in patch_lines(now)]
        kept = [row] if row[0] == " " and added[-1][1:] == row[1:] else []
        if kept:
            added.pop()
        elif row[0] == " ":
            added.insert(0, "-" + row[1:])
        stretched.append((max(0, len(changed) - CONTEXT), len(changed) + len(added) + CONTEXT))
        changed += added + kept
    moved.append(len(changed))
    joined = []
    for start, end in sorted([(moved[start], moved[end]) for start, end in spans] + stretched):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return changed, joined


def in_order(rows):
    """In each run of changes, what goes comes before what is new."""
    ordered, run = [], []
    for row in rows + [" "]:
        if row[0] == " ":
            ordered += sorted(run, key=lambda each: each[0] == "+") + [row]
            run = []
        else:
            run.append(row)
    return ordered[:-1]


def named_above(rows, start, naming):
    """What git writes after the numbers of a hunk: the line above it that begins a function or the like."""
    above = [row[1:] for row in rows[:start] if row[0] in " -" and naming.match(row[1:])]
    return " " + above[-1].strip()[:80].rstrip() + "\n" if above else "\n"


def namings(rows, spans, found):
    """The way in which most hunks of this patch are named; None if none has a name."""
    told = [(naming, sum(named_above(rows, span[0], naming) == hunk[3] for span, hunk in zip(spans, found)))
            for naming in NAMINGS]
    return max(told, key=lambda each: each[1])[0] if any(hunk[3].strip() for hunk in found) else None


def hunk_text(starts, rows, tail, always):
    """@always: a count of 1 is written, too."""
    counts = count(rows, " -"), count(rows, " +")
    numbers = ["%d" % (start - (told == 0)) + ("" if told == 1 and not always else ",%d" % told)
               for start, told in zip(starts, counts)]
    lines = [row if row.endswith("\n") else row + "\n" + NO_NEWLINE for row in rows]
    return "@@ -%s +%s @@%s%s" % (numbers[0], numbers[1], tail, "".join(lines))


def renewed(told, before, after):
    """The hash of the changed file, if the true one is that of the true file."""
    hashes = [hashlib.sha1(b"blob %d\0" % len(text) + text).hexdigest() for text in (before, after)]
    return hashes[1][:len(told)] if hashes[0].startswith(told) else told


def section_with_changes(section, before, after):
    heading, found, below = hunks(section)
    rows, spans = whole_file(found, before)
    naming = namings(rows, spans, found)
    rows, spans = with_changes(rows, spans, after)
    always = re.search(r"(?m)^@@ -(\d+,1 |\S+ \+\d+,1 )", section) is not None
    texts = []
    for start, end in spans:
        starts = 1 + count(rows[:start], " -"), 1 + count(rows[:start], " +")
        same = [hunk[3] for hunk in found if hunk[0] == starts[0]]
        tail = same[0] if same else named_above(rows, start, naming) if naming else "\n"
        texts.append(hunk_text(starts, in_order(rows[start:end]), tail, always))
    told = ["".join(lines).encode() for lines in (before, after)]
    return INDEX.sub(lambda index: index.group(1) + renewed(index.group(2), *told), heading) + "".join(texts) + below


def changed_patch(patch, base, paths):
    """The patch that brings the changed files. If its form cannot be kept, it is git's own."""
    try:
        starts = [found.start() for found in re.finditer("(?m)^diff --git ", patch)] + [len(patch)]
        sections = [patch[start:end] for start, end in zip(starts, starts[1:])]
        for path, (before, after) in changes.items():
            at, = [number for number, section in enumerate(sections)
                   if re.search(r"(?m)^\+\+\+ b/%s\t?$" % re.escape(path), section.partition("\n@@")[0])]
            sections[at] = section_with_changes(sections[at], before, after)
        made = patch[:starts[0]] + "".join(sections)
        if brings(made, base):
            return made
    except (ValueError, IndexError):
        pass
    git("add", "-N", "-f", "--", *[path for path in paths if os.path.exists(path)])
    return git("diff", "--binary", "--no-color", "--no-ext-diff", "--no-renames", base, "--", *paths).decode()


def brings(patch, base):
    """Whether the patch makes the changed files out of those of the base commit."""
    os.environ["GIT_INDEX_FILE"] = "/tmp/control.index"
    try:
        git("read-tree", base)
        told = subprocess.run(["git", "apply", "--cached", "-"], input=patch.encode() + b"\n")
        return told.returncode == 0 and all(
            git("show", ":" + path) == "".join(after).encode() for path, (_, after) in changes.items())
    finally:
        del os.environ["GIT_INDEX_FILE"]
