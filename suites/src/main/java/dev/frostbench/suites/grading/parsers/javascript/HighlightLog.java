package dev.frostbench.suites.grading.parsers.javascript;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.PythonPattern;
import dev.frostbench.suites.grading.official.Told;

/// mocha's list up to its summary. A suite is any other indented line; only the innermost is in a test's name.
record HighlightLog() implements OfficialParser {

    private static final PythonPattern SUMMARY = PythonPattern.of("\\n[ \t]*\\d+ passing");
    private static final PythonPattern TIME = PythonPattern.of("\\(\\d+ms\\)");
    private static final PythonPattern FAILED = PythonPattern.of("^\\d+\\)");

    @Override
    public void read(String log, ParseContext context, Told told) {
        String list = SUMMARY.search(log).map(found -> log.substring(0, found.start())).orElse(log);
        String suite = "";
        for (String line : PythonText.lines(list)) {
            String text = PythonText.strip(line);
            boolean passed = text.startsWith("✓") || text.startsWith("✔");
            if (passed || FAILED.match(text).isPresent()) {
                String name = PythonText.after(line, passed ? text.substring(0, 1) : ")");
                told.tell(suite + PythonText.strip(TIME.replace(name, "")), passed ? Status.PASSED : Status.FAILED);
            } else if (line.startsWith("  ")) suite = text + ".";
        }
    }
}
