package dev.frostbench.suites.grading.parsers.python;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.LogParser;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.log.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Django's runner: unittest at verbosity 2, with the tests' own output in between.
///
/// 1. `name ... ok` on one line is a pass; `skipped`, `FAIL` and `ERROR` mean what they say.
/// 2. `FAIL: name` and `ERROR: name` headings count for the bare method name.
/// 3. A line that begins with `ok` passes the test whose line was open before it, whatever was printed between.
/// 4. Three known interruptions that run over several lines, read from the whole log.
record DjangoLog() implements LogParser {

    private static final List<String> PASSES = List.of(" ... ok", " ... OK", " ...  OK");
    private static final String VERSION_TEST = "--version is equivalent to version";
    private static final String MIGRATION = "Applying sites.0002_alter_domain_unique...test_no_migrations";
    private static final List<Pattern> INTERRUPTED = List.of(
            Pattern.compile(
                    "(?dm)^(.*?)\\s\\.\\.\\.\\sTesting against Django installed in ((?s:.*?)) silenced\\)\\.\\nok$"),
            Pattern.compile("(?dm)^(.*?)\\s\\.\\.\\.\\sInternal Server Error: /(.*)/\\nok$"),
            Pattern.compile("(?dm)^(.*?)\\s\\.\\.\\.\\sSystem check identified no issues \\(0 silenced\\)\\nok$"));

    @Override
    public Reading parse(String log, ParseContext context) {
        var statuses = new LinkedHashMap<String, Status>();
        var open = "";
        for (var raw : PythonText.lines(log)) {
            var line = PythonText.strip(raw);
            if (line.contains(VERSION_TEST)) statuses.put(VERSION_TEST, Status.PASSED);
            var opened = line.indexOf(" ... ");
            var known = opened >= 0 || !open.isEmpty();
            if (opened >= 0) open = line.substring(0, opened);
            // An empty name does no harm: no list has it.
            line = passed(line, statuses);
            outcome(line, statuses);
            if (known && line.startsWith("ok")) statuses.put(open, Status.PASSED);
        }
        for (var pattern : INTERRUPTED) {
            pattern.matcher(log).results().forEach(match -> statuses.put(match.group(1), Status.PASSED));
        }
        return Reading.of(statuses);
    }

    /// Records the passes of rule 1. Returns the line as the other rules see it.
    private static String passed(String line, Map<String, Status> statuses) {
        for (var suffix : PASSES) {
            if (!line.endsWith(suffix)) continue;
            var text = line.startsWith(MIGRATION)
                    ? PythonText.strip(line.substring(line.indexOf("...") + 3))
                    : line;
            var end = text.lastIndexOf(suffix);
            statuses.put(end < 0 ? text : text.substring(0, end), Status.PASSED);
            return text;
        }
        return line;
    }

    private static void outcome(String line, Map<String, Status> statuses) {
        if (line.contains(" ... skipped")) statuses.put(before(line, " ... skipped"), Status.SKIPPED);
        if (line.endsWith(" ... FAIL")) statuses.put(before(line, " ... FAIL"), Status.FAILED);
        if (line.startsWith("FAIL:")) heading(line, statuses, Status.FAILED);
        if (line.endsWith(" ... ERROR")) statuses.put(before(line, " ... ERROR"), Status.ERROR);
        if (line.startsWith("ERROR:")) heading(line, statuses, Status.ERROR);
    }

    private static String before(String line, String mark) {
        return line.substring(0, line.indexOf(mark));
    }

    /// A heading without a name makes the official parser throw; here it is no result.
    private static void heading(String line, Map<String, Status> statuses, Status status) {
        var words = PythonText.words(line);
        if (words.size() > 1) statuses.put(words.get(1), status);
    }
}
