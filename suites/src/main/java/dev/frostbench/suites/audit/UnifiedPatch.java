package dev.frostbench.suites.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A patch, read into files and hunks.
///
/// @param lines of the patch; the last is empty if the patch ends with a line feed
record UnifiedPatch(List<String> lines, List<PatchedFile> files) {

    private static final Pattern HEADING = Pattern.compile("^diff --git a/(.*?) b/(.*?)\\s*$");
    private static final Pattern NAME = Pattern.compile("^(?:---|\\+\\+\\+) (?:[ab]/)?([^\\t\\r]*)");
    /// Marks `\\ No newline at end of file`.
    static final char NO_LINE_FEED = '\\';
    private static final String NOT_THERE = "/dev/null";

    UnifiedPatch {
        lines = List.copyOf(lines);
        files = List.copyOf(files);
    }

    static UnifiedPatch of(String patch) {
        List<String> lines = List.of(patch.split("\n", -1));
        return new UnifiedPatch(lines, new Reader(lines).read());
    }

    /// Reads the files of a patch.
    private static final class Reader {

        private final List<String> lines;
        private final List<PatchedFile> files = new ArrayList<>();
        private Optional<String> before = Optional.empty();
        private Optional<String> after = Optional.empty();
        private List<Hunk> hunks = new ArrayList<>();
        private boolean begun;

        Reader(List<String> lines) {
            this.lines = lines;
        }

        List<PatchedFile> read() {
            for (int at = 0; at < lines.size(); at++) {
                String line = lines.get(at);
                if (line.startsWith("diff --git ")) begin(line);
                else if (line.startsWith("--- ") && isNameOfAfter(at + 1)) names(at);
                else if (begun && hunks.isEmpty()) heading(line);
                if (begun && Hunk.isHeading(line)) at = hunk(at);
            }
            end();
            return files;
        }

        private boolean isNameOfAfter(int at) {
            return at < lines.size() && lines.get(at).startsWith("+++ ");
        }

        private void begin(String line) {
            end();
            begun = true;
            Matcher heading = HEADING.matcher(line);
            if (!heading.matches()) return;
            before = Optional.of(heading.group(1));
            after = Optional.of(heading.group(2));
        }

        private void names(int at) {
            if (!begun || !hunks.isEmpty()) end();
            begun = true;
            before = name(lines.get(at));
            after = name(lines.get(at + 1));
        }

        /// Quoted names are left out.
        private static Optional<String> name(String line) {
            Matcher name = NAME.matcher(line);
            return name.find() ? Optional.of(name.group(1).stripTrailing())
                    .filter(found -> !found.equals(NOT_THERE) && !found.startsWith("\"") && !found.isEmpty())
                    : Optional.empty();
        }

        private void heading(String line) {
            if (line.startsWith("new file mode ")) before = Optional.empty();
            if (line.startsWith("deleted file mode ")) after = Optional.empty();
        }

        /// @return the index of the hunk's last line
        private int hunk(int at) {
            Hunk hunk = Hunk.of(at, at, lines.get(at));
            int old = hunk.beforeLength();
            int now = hunk.afterLength();
            int next = at + 1;
            while (next < lines.size() && (old > 0 || now > 0)) {
                char kind = kind(lines.get(next));
                if (kind == ' ' || kind == '-') old--;
                if (kind == ' ' || kind == '+') now--;
                next++;
            }
            if (next < lines.size() && kind(lines.get(next)) == NO_LINE_FEED) next++;
            hunks.add(hunk.until(next));
            return next - 1;
        }

        private void end() {
            if (begun) files.add(new PatchedFile(before, after, hunks));
            before = Optional.empty();
            after = Optional.empty();
            hunks = new ArrayList<>();
            begun = false;
        }
    }

    /// What a line of a hunk is: context, removed or added. A tool may have cut the blank of an empty context line.
    static char kind(String line) {
        return line.isEmpty() || line.equals("\r") ? ' ' : line.charAt(0);
    }

    /// A line of a hunk without its mark.
    static String content(String line) {
        return line.isEmpty() || line.equals("\r") ? line : line.substring(1);
    }
}
