package dev.frostbench.reports.comparison;

import dev.frostbench.reports.text.TerminalText;
import java.util.regex.Pattern;

/// Text of others inside Markdown: as code, in which no sign means anything, nobody is mentioned and nothing is linked.
final class Markdown {

    private static final Pattern TICKS = Pattern.compile("`+");

    private Markdown() {}

    /// A code span of one line. Its fence is longer than any run of backticks inside.
    static String code(String text) {
        String line = ComparisonText.shown(text);
        if (line.isBlank()) return "*empty*";
        int longest = TICKS.matcher(line).results().mapToInt(run -> run.end() - run.start()).max().orElse(0);
        String fence = "`".repeat(longest + 1);
        String room = line.startsWith("`") || line.endsWith("`") || line.startsWith(" ") && line.endsWith(" ") ? " "
                : "";
        return fence + room + line + room + fence;
    }

    /// The same inside a table, whose cells end at a bar even in code, unless a backslash is before it. A backslash of
    /// the text itself is kept off the bar by a hair space, since two of them would end the cell on GitHub.
    static String cell(String text) {
        return code(TerminalText.line(text).replace("\\|", "\\\u200A|")).replace("|", "\\|");
    }
}
