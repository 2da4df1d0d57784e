package dev.frostbench.suites.grading.parsers.java;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.log.SwebenchVersion;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.PythonPattern;
import dev.frostbench.suites.grading.official.Told;

/// Gradle with a listener that prints `class > test PASSED`. In 5.0.2 the status may stand on a later line of its own.
record GradleLog(SwebenchVersion version) implements OfficialParser {

    private static final PythonPattern NAME = PythonPattern.of("^([^>]\\S*\\s+>\\s+\\S+)$");
    private static final PythonPattern RESULT = PythonPattern.of("^([^>].+)\\s+(PASSED|FAILED)$");

    @Override
    public void read(String log, ParseContext context, Told told) {
        String open = "";
        for (String raw : PythonText.lines(log)) {
            String line = PythonText.strip(raw);
            var result = RESULT.match(line);
            if (result.isPresent()) {
                told.tell(result.get().group(1), Status.valueOf(result.get().group(2)));
                open = "";
            } else if (version == SwebenchVersion.V5_0_2) {
                if (NAME.match(line).isPresent()) open = line;
                else if (!open.isEmpty() && (line.equals("PASSED") || line.equals("FAILED"))) {
                    told.tell(open, Status.valueOf(line));
                    open = "";
                }
            }
        }
    }
}
