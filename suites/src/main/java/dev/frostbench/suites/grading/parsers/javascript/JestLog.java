package dev.frostbench.suites.grading.parsers.javascript;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.log.SwebenchVersion;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.PythonPattern;
import dev.frostbench.suites.grading.official.Told;
import java.util.Map;

/// jest with `--verbose`. 5.0.2 takes away the blanks around a name.
record JestLog(SwebenchVersion version) implements OfficialParser {

    private static final PythonPattern LINE = PythonPattern
            .of("^\\s*(✓|✕|○)\\s(.+?)(?:\\s\\((\\d+\\s*m?s)\\))?$");
    private static final Map<String, Status> STATUS = Map.of("✓", Status.PASSED, "✕", Status.FAILED, "○",
            Status.SKIPPED);

    @Override
    public void read(String log, ParseContext context, Told told) {
        for (String raw : PythonText.lines(log)) LINE.match(PythonText.strip(raw)).ifPresent(found -> {
            String name = version == SwebenchVersion.V4_1_0 ? found.group(2) : PythonText.strip(found.group(2));
            told.tell(name, STATUS.get(found.group(1)));
        });
    }
}
