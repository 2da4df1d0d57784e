package dev.frostbench.reports.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The parts of a test runner's log about single failing tests: the text below a test's own heading. It knows the
/// headings of pytest (`____ Class.test ____`), unittest and django (`FAIL: test (module.Class)` below a line of `=`)
/// and sympy (`____ file:test ____`). For other runners it takes the lines that name the test.
final class TestReports {

    /// Only the end of a huge log is searched: reports of failures are there.
    private static final int MOST = 8 << 20;
    private static final int MOST_LINES = 6;
    private static final Pattern UNDERLINED = Pattern.compile("_{3,} ?(.+?) ?_{3,}");
    private static final Pattern UNITTEST = Pattern.compile("(?:FAIL|ERROR): (\\S.*)");
    private static final Pattern RULE = Pattern.compile("={20,}|={3,} .+ ={3,}|-{20,}");
    private static final Pattern PHASE = Pattern.compile("^ERROR at (?:setup|teardown) of |^ERROR collecting ");

    private record Report(String title, String text) {}

    private final List<String> lines;
    private final List<Report> reports = new ArrayList<>();

    TestReports(String log) {
        this.lines = log.substring(Math.max(0, log.length() - MOST)).lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            Optional<String> title = title(at);
            if (title.isPresent()) reports.add(new Report(title.get(), String.join("\n", lines.subList(at, end(at)))));
        }
    }

    private Optional<String> title(int at) {
        var underlined = UNDERLINED.matcher(lines.get(at).strip());
        if (underlined.matches()) return Optional.of(PHASE.matcher(underlined.group(1)).replaceFirst(""));
        var unittest = UNITTEST.matcher(lines.get(at));
        boolean below = at > 0 && lines.get(at - 1).matches("={20,}");
        return below && unittest.matches() ? Optional.of(unittest.group(1)) : Optional.empty();
    }

    /// A report ends where the next one or another section begins. unittest has a line below each heading and one after
    /// the last report.
    private int end(int from) {
        boolean unittest = lines.get(from).startsWith("FAIL: ") || lines.get(from).startsWith("ERROR: ");
        for (int at = from + 1; at < lines.size(); at++) {
            String line = lines.get(at);
            if (UNDERLINED.matcher(line.strip()).matches()) return at;
            if (!RULE.matcher(line).matches()) continue;
            boolean own = unittest ? line.startsWith("-") && !isLast(at) : line.startsWith("-");
            if (!own) return at;
        }
        return lines.size();
    }

    /// Whether this is the line above `Ran 3 tests in 0.1s`.
    private boolean isLast(int at) {
        return at + 1 < lines.size() && lines.get(at + 1).startsWith("Ran ");
    }

    /// The part about the test; empty if the log does not name it.
    Optional<String> of(String test) {
        String file = test.contains("::") ? test.substring(0, test.indexOf("::")) : "";
        List<Report> named = reports.stream().filter(report -> names(report.title, test)).toList();
        Optional<Report> best = named.stream().filter(report -> file.isEmpty() || report.text.contains(file))
                .findFirst()
                .or(() -> named.stream().findFirst());
        if (best.isPresent()) return Optional.of(best.get().text.stripTrailing());
        List<String> mentions = lines.stream().filter(line -> line.contains(test)).limit(MOST_LINES).toList();
        return mentions.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", mentions));
    }

    private static boolean names(String title, String test) {
        if (title.equals(test)) return true;
        int file = test.indexOf("::");
        if (file >= 0) {
            String own = test.substring(file + 2).replace("::", ".");
            return title.equals(own) || title.equals(test.substring(0, file)) || own.startsWith(title + "[");
        }
        if (title.endsWith(":" + test)) return true;
        // unittest: `test_a (m.T)`, from Python 3.11 on `test_a (m.T.test_a)`; django: a bare `test_a` too
        int blank = test.indexOf(" (");
        String method = blank < 0 ? test : test.substring(0, blank);
        if (blank < 0) return title.startsWith(method + " (");
        String of = test.substring(0, test.length() - 1);
        return title.startsWith(test) || title.startsWith(of + "." + method + ")");
    }
}
