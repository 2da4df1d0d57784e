package dev.frostbench.suites.grading.parsers.java;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.log.SwebenchVersion;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.PythonPattern;
import dev.frostbench.suites.grading.official.Told;
import java.util.ArrayDeque;
import java.util.Queue;

/// Maven, run once for each test: `-Dtest=name` in the printed command, and `BUILD SUCCESS` or `BUILD FAILURE`.
///
/// 4.1.0 gives each result to the last name before it. 5.0.2 gives the first result to the first name, and so on; names
/// may come after results.
record MavenLog(SwebenchVersion version) implements OfficialParser {

    private static final PythonPattern NAME = PythonPattern.of("^.*-Dtest=(\\S+).*$");
    private static final PythonPattern RESULT = PythonPattern.of("^.*BUILD (SUCCESS|FAILURE)$");
    private static final String NO_NAME = "---NO TEST NAME FOUND YET---";

    @Override
    public void read(String log, ParseContext context, Told told) {
        Queue<String> names = new ArrayDeque<>();
        Queue<Status> results = new ArrayDeque<>();
        String last = NO_NAME;
        for (String raw : PythonText.lines(log)) {
            String line = PythonText.strip(raw);
            var named = NAME.match(line);
            if (named.isPresent()) {
                last = named.get().group(1);
                names.add(last);
            }
            var ended = RESULT.match(line);
            if (ended.isEmpty()) continue;
            Status status = ended.get().group(1).equals("SUCCESS") ? Status.PASSED : Status.FAILED;
            if (version == SwebenchVersion.V4_1_0) told.tell(last, status);
            else if (names.isEmpty()) results.add(status);
            else
                told.tell(names.remove(), status);
        }
        if (version == SwebenchVersion.V4_1_0) return;
        while (!names.isEmpty() && !results.isEmpty()) told.tell(names.remove(), results.remove());
    }
}
