package dev.frostbench.suites.grading.parsers.javascript;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.PythonPattern;
import dev.frostbench.suites.grading.official.Told;
import dev.frostbench.suites.grading.official.UnreadableLog;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// karma's list between the start of the browser and `SUMMARY:`. The official reader of suites is kept with its faults:
/// a line that is less indented leaves one suite and enters none, and with no suite left the parser ends.
record KarmaLog() implements OfficialParser {

    private static final PythonPattern LINE = PythonPattern.of("^(\\s*)([✔✖])?\\s(.*)$");

    @Override
    public void read(String log, ParseContext context, Told told) {
        List<String> suites = new ArrayList<>();
        int current = -1;
        boolean started = false;
        for (String line : PythonText.lines(log)) {
            if (line.startsWith("SUMMARY:")) return;
            boolean starts = line.contains("Starting browser");
            started |= starts;
            if (!started || starts) continue;
            var found = LINE.match(line);
            if (found.isEmpty()) continue;
            String status = found.get().group(2);
            String name = found.get().group(3);
            int indent = found.get().group(1).length();
            if (status != null) {
                told.tell(path(suites, name), status.equals("✔") ? Status.PASSED : Status.FAILED);
            } else if (indent > 0 && indent != current) {
                if (indent > current) suites.add(name);
                else if (suites.isEmpty())
                    throw new UnreadableLog("its indentation leaves a suite that it did not enter");
                else
                    suites.removeLast();
                current = indent;
            }
        }
    }

    private static String path(List<String> suites, String test) {
        return Stream.concat(suites.stream(), Stream.of(test)).collect(Collectors.joining(" > "));
    }
}
