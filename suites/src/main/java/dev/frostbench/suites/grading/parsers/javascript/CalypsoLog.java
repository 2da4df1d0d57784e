package dev.frostbench.suites.grading.parsers.javascript;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.official.Indented;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.PythonPattern;
import dev.frostbench.suites.grading.official.Told;
import dev.frostbench.suites.grading.official.UnreadableLog;
import java.util.stream.Collectors;

/// jest with `--verbose`, once for each printed command, up to its summary or its first failure in full.
record CalypsoLog() implements OfficialParser {

    private static final PythonPattern TIME = PythonPattern.of("\\(\\d+ms\\)");

    @Override
    public void read(String log, ParseContext context, Told told) {
        var suites = new Indented();
        for (String run : PythonText.split(log, " ./node_modules/.bin/jest ").stream().skip(1).toList())
            for (String line : PythonText.lines(run)) {
                if (line.startsWith("Test Suites") || line.startsWith("  ● ")) break;
                String text = PythonText.strip(line);
                if (text.startsWith("✓")) told.tell(name(suites, "✓", line), Status.PASSED);
                else if (text.startsWith("✕")) told.tell(name(suites, "✕", line), Status.FAILED);
                else
                    suites.enter(line);
            }
    }

    private static String name(Indented suites, String mark, String line) {
        String time = TIME.isIn(line) ? "\\(\\d+ms\\)$" : "";
        String test = PythonPattern.of("^\\s+" + mark + "\\s(.*)" + time).match(line)
                .orElseThrow(() -> new UnreadableLog("a line with " + mark + " has not the form of a test"))
                .group(1);
        return PythonText.strip(suites.names().collect(Collectors.joining(" - ")) + " - " + test);
    }
}
