package dev.frostbench.suites.swebench.instance;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files that the official evaluation script checks out of the base commit before it installs the tests: each file
/// that the test patch changes, removes or renames, by its name before the patch. Binary files, pure renames and
/// changes of a mode count too. `get_modified_files` of 4.1.0 uses the package unidiff, and this reads a patch as that
/// does:
///
///     diff --git a/X b/Y      a file, before the patch X
///     new file mode           it was not there before
///     --- a/X, +++ b/Y        without such a heading above: a file too
///     @@ -1,2 +3,4 @@         so many lines are content, whatever they look like
public final class CheckedOutFiles {

    private static final Pattern HEADING = Pattern.compile("^diff --git (\"?a/[^\\t\\n]+\"?) (\"?b/[^\\t\\n]+\"?)");
    private static final Pattern BARE_HEADING = Pattern.compile("^diff --git ([^\\t\\n]+) ([^\\t\\n]+)");
    private static final Pattern NEW_FILE = Pattern.compile("^new file mode \\d+$");
    private static final Pattern BEFORE = Pattern.compile("^--- ([^\\t\\n]*)");
    private static final Pattern AFTER = Pattern.compile("^\\+\\+\\+ ([^\\t\\n]*)");
    private static final Pattern HUNK = Pattern.compile("^@@ -\\d+(?:,(\\d+))? \\+\\d+(?:,(\\d+))? @@");
    private static final Pattern BINARY = Pattern
            .compile("^Binary files? ([^\\t]+?)(?: and [^\\t]+?)? (?:differ|has changed)");
    private static final String NOT_THERE = "/dev/null";
    private static final int NONE = -1;

    private final List<String> names = new ArrayList<>();
    private int current = NONE;
    private boolean inHeading;
    private String announced;

    private CheckedOutFiles() {}

    /// In the patch's order, without the leading `a/`. Quoted names do not begin so and are left out.
    public static List<String> of(String testPatch) {
        var files = new CheckedOutFiles();
        for (Iterator<String> lines = List.of(testPatch.split("\n")).iterator(); lines.hasNext();)
            files.read(lines.next(), lines);
        return files.names.stream().filter(name -> name.startsWith("a/")).map(name -> name.substring(2).stripTrailing())
                .toList();
    }

    private void read(String line, Iterator<String> rest) {
        Matcher heading = HEADING.matcher(line);
        if (heading.find() || (heading = BARE_HEADING.matcher(line)).find()) begin(heading.group(1), true);
        else if (NEW_FILE.matcher(line).find() && current != NONE) names.set(current, NOT_THERE);
        else if (BEFORE.matcher(line).find()) before(line.substring("--- ".length()));
        else if (AFTER.matcher(line).find()) after();
        else if (HUNK.matcher(line).find()) hunk(line, rest);
        else if (!line.startsWith("\\ No newline") && !(line.isEmpty() && current != NONE)) between(line);
    }

    private void begin(String name, boolean heading) {
        current = names.size();
        names.add(name);
        inHeading = heading;
    }

    private void before(String name) {
        announced = name.split("\t", 2)[0];
        if (!inHeading) current = NONE;
    }

    private void after() {
        if (current != NONE || announced == null) return;
        begin(announced, false);
        announced = null;
    }

    private void hunk(String header, Iterator<String> rest) {
        inHeading = false;
        var lengths = HUNK.matcher(header).results().findFirst().orElseThrow();
        long before = length(lengths.group(1));
        long after = length(lengths.group(2));
        while ((before > 0 || after > 0) && rest.hasNext()) {
            String line = rest.next();
            char kind = line.isEmpty() ? ' ' : line.charAt(0);
            if (kind == ' ' || kind == '-') before--;
            if (kind == ' ' || kind == '+') after--;
        }
    }

    private static long length(String written) {
        return written == null ? 1 : Long.parseLong(written);
    }

    /// A line that is neither heading nor content ends a file, unless it is in the heading of one.
    private void between(String line) {
        if (!inHeading) current = NONE;
        inHeading = true;
        Matcher binary = BINARY.matcher(line);
        boolean named = binary.find();
        if (named && current == NONE) begin(binary.group(1), false);
        if (!named && !line.equals("GIT binary patch")) return;
        inHeading = false;
        current = NONE;
    }
}
