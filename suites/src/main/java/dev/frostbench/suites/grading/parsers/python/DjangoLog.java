package dev.frostbench.suites.grading.parsers.python;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.PythonPattern;
import dev.frostbench.suites.grading.official.Told;
import dev.frostbench.suites.grading.official.UnreadableLog;
import java.util.List;

/// Django's runner: unittest at verbosity 2, with the tests' own output in between.
///
/// 1. `name ... ok` on one line is a pass; `skipped`, `FAIL` and `ERROR` mean what they say.
/// 2. `FAIL: name` and `ERROR: name` headings count for the bare method name.
/// 3. A line that begins with `ok` passes the test whose line was open before it, whatever was printed between.
/// 4. Three known interruptions that run over several lines, read from the whole log.
record DjangoLog() implements OfficialParser {

    private static final List<String> PASSES = List.of(" ... ok", " ... OK", " ...  OK");
    private static final String VERSION_TEST = "--version is equivalent to version";
    private static final String MIGRATION = "Applying sites.0002_alter_domain_unique...test_no_migrations";
    private static final List<PythonPattern> INTERRUPTED = List.of(
            PythonPattern.multiline(
                    "^(.*?)\\s\\.\\.\\.\\sTesting against Django installed in ([\\s\\S]*?) silenced\\)\\.\\nok$"),
            PythonPattern.multiline("^(.*?)\\s\\.\\.\\.\\sInternal Server Error: /(.*)/\\nok$"),
            PythonPattern.multiline("^(.*?)\\s\\.\\.\\.\\sSystem check identified no issues \\(0 silenced\\)\\nok$"));

    @Override
    public void read(String log, ParseContext context, Told statuses) {
        var open = "";
        for (var raw : PythonText.lines(log)) {
            var line = PythonText.strip(raw);
            if (line.contains(VERSION_TEST)) statuses.tell(VERSION_TEST, Status.PASSED);
            var opened = line.indexOf(" ... ");
            var known = opened >= 0 || !open.isEmpty();
            if (opened >= 0) open = line.substring(0, opened);
            // An empty name does no harm: no list has it.
            line = passed(line, statuses);
            outcome(line, statuses);
            if (known && line.startsWith("ok")) statuses.tell(open, Status.PASSED);
        }
        for (var pattern : INTERRUPTED) {
            pattern.all(log).forEach(match -> statuses.tell(match.group(1), Status.PASSED));
        }
    }

    /// Records the passes of rule 1. Returns the line as the other rules see it.
    private static String passed(String line, Told statuses) {
        for (var suffix : PASSES) {
            if (!line.endsWith(suffix)) continue;
            var text = line.startsWith(MIGRATION)
                    ? PythonText.strip(line.substring(line.indexOf("...") + 3))
                    : line;
            var end = text.lastIndexOf(suffix);
            statuses.tell(end < 0 ? text : text.substring(0, end), Status.PASSED);
            return text;
        }
        return line;
    }

    private static void outcome(String line, Told statuses) {
        if (line.contains(" ... skipped")) statuses.tell(before(line, " ... skipped"), Status.SKIPPED);
        if (line.endsWith(" ... FAIL")) statuses.tell(before(line, " ... FAIL"), Status.FAILED);
        if (line.startsWith("FAIL:")) heading(line, statuses, Status.FAILED);
        if (line.endsWith(" ... ERROR")) statuses.tell(before(line, " ... ERROR"), Status.ERROR);
        if (line.startsWith("ERROR:")) heading(line, statuses, Status.ERROR);
    }

    private static String before(String line, String mark) {
        return line.substring(0, line.indexOf(mark));
    }

    /// A heading without a name ends the official parser.
    private static void heading(String line, Told statuses, Status status) {
        var words = PythonText.words(line);
        if (words.size() < 2) throw new UnreadableLog("a heading '" + words.getFirst() + "' names no test");
        statuses.tell(words.get(1), status);
    }
}
