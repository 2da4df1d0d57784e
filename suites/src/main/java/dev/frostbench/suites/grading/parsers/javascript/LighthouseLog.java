package dev.frostbench.suites.grading.parsers.javascript;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.official.Indented;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.PythonPattern;
import dev.frostbench.suites.grading.official.Told;
import dev.frostbench.suites.grading.official.UnreadableLog;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;

/// The runners of lighthouse, which the version tells: mocha's list, jest's lines for each file of tests, or mocha's
/// JSON.
record LighthouseLog() implements OfficialParser {

    private static final List<String> LISTED = List.of("9.5", "10.0", "10.2");
    private static final PythonPattern RUN = PythonPattern.of("running\\s\\d+\\stest\\sfiles");
    private static final PythonPattern SUMMARY = PythonPattern.of("\\d+\\spassing");
    private static final String PASSED = "✔\\s(.*)";
    private static final String FAILED = "\\d+\\)\\s(.*)";
    private static final String TIME = "\\s\\(\\d+m+s\\)";
    private static final List<PythonPattern> PASSES = List.of(PythonPattern.of(PASSED + TIME),
            PythonPattern.of(PASSED));
    private static final List<PythonPattern> FAILURES = List.of(PythonPattern.of(FAILED + TIME),
            PythonPattern.of(FAILED));
    private static final PythonPattern TITLE = PythonPattern.of("\"fullTitle\":\\s\"(.*)\",\\n");

    @Override
    public void read(String log, ParseContext context, Told told) {
        if (LISTED.contains(context.version())) RUN.split(log).stream().skip(1).forEach(run -> list(run, told));
        else if (number(context.version()) >= 3) new PassFailLines().read(log, context, told);
        else
            PythonText.split(log, "./node_modules/.bin/mocha --reporter json").stream().skip(1)
                    .forEach(run -> json(run, told));
    }

    private static double number(String version) {
        try {
            return Double.parseDouble(PythonText.strip(version));
        } catch (NumberFormatException _) {
            throw new UnreadableLog("the version '" + version + "' is no number, by which the runner is told");
        }
    }

    private static void list(String run, Told told) {
        var suites = new Indented();
        String list = SUMMARY.search(run).map(found -> run.substring(0, found.start())).orElse(run);
        for (String line : PythonText.lines(PythonText.strip(list))) {
            String text = PythonText.strip(line);
            Optional<MatchResult> passed = first(PASSES, text);
            Optional<MatchResult> found = passed.or(() -> first(FAILURES, text));
            if (found.isEmpty()) suites.enter(line);
            else
                told.tell(suites.path(found.get().group(1)), passed.isPresent() ? Status.PASSED : Status.FAILED);
        }
    }

    private static Optional<MatchResult> first(List<PythonPattern> forms, String text) {
        return forms.stream().flatMap(form -> form.match(text).stream()).findFirst();
    }

    private static void json(String run, Told told) {
        titles(PythonText.beforeLast(PythonText.afterLast(run, "\"passes\": ["), "]"), Status.PASSED, told);
        titles(PythonText.beforeLast(PythonText.afterLast(run, "\"failures\": ["), "],"), Status.FAILED, told);
    }

    private static void titles(String json, Status status, Told told) {
        TITLE.all(json).forEach(found -> told.tell(found.group(1), status));
    }
}
