package dev.frostbench.suites.grading.parsers.c;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.PythonPattern;
import dev.frostbench.suites.grading.official.Told;

/// The runner of redis and valkey: `[ok]: name (12 ms)`. The name of a failed test is told with its file, `name in
/// file`, and is cut there.
record RedisLog() implements OfficialParser {

    private static final PythonPattern LINE = PythonPattern
            .of("^\\[(ok|err|skip|ignore)\\]:\\s(.+?)(?:\\s\\((\\d+\\s*m?s)\\))?$");
    private static final PythonPattern FILE = PythonPattern.of("\\s+in\\s+\\S+$");

    @Override
    public void read(String log, ParseContext context, Told told) {
        for (String raw : PythonText.lines(log)) LINE.match(PythonText.strip(raw)).ifPresent(found -> {
            String name = found.group(2);
            switch (found.group(1)) {
                case "ok" -> told.tell(name, Status.PASSED);
                case "err" -> told.tell(FILE.replace(name, ""), Status.FAILED);
                default -> told.tell(name, Status.SKIPPED);
            }
        });
    }
}
