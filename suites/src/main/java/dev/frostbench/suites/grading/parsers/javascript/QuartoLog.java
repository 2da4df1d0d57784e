package dev.frostbench.suites.grading.parsers.javascript;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.PythonPattern;
import dev.frostbench.suites.grading.official.Told;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Deno's tests in colours, up to the list of errors. A test without a status has failed. Folders below `/tmp` are
/// numbered in the order of their appearance.
record QuartoLog() implements OfficialParser {

    private static final PythonPattern TEST = PythonPattern.of("\\[(smoke|unit)\\]");
    private static final List<PythonPattern> TEMPORARY = List.of(PythonPattern.of("/tmp/(\\w+)\\.qmd"),
            PythonPattern.of("/tmp/(\\w+)/"));

    @Override
    public void read(String log, ParseContext context, Told told) {
        Map<String, Integer> numbers = new HashMap<>();
        for (String raw : PythonText.lines(log)) {
            if (raw.contains("ERRORS") || raw.contains("failures:")) return;
            if (!TEST.isIn(raw)) continue;
            String line = numbered(raw, numbers);
            if (isNoTest(line)) continue;
            String name = PythonText.strip(PythonText.before(line, "..."));
            if (line.contains("32mok")) told.tell(name, Status.PASSED);
            else if (line.contains("31mFAILED") || !told.knows(name)) told.tell(name, Status.FAILED);
        }
    }

    private static String numbered(String line, Map<String, Integer> numbers) {
        String text = line;
        for (PythonPattern pattern : TEMPORARY) {
            var found = pattern.search(text);
            if (found.isEmpty()) continue;
            Integer number = numbers.get(found.get().group());
            if (number == null) numbers.put(found.get().group(), number = numbers.size());
            text = pattern.replace(text, "/tmp/" + number);
        }
        return text;
    }

    private static boolean isNoTest(String line) {
        return line.startsWith("test result:") || line.contains("34mINFO")
                || line.contains("passed") && line.contains("failed") && line.contains("steps");
    }
}
