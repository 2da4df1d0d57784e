package dev.frostbench.suites.grading.parsers.php;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.PythonPattern;
import dev.frostbench.suites.grading.official.Told;
import java.util.Map;

/// phpunit with `--testdox`: a line for each class, and below it one for each test. A test before the first class is
/// one of the class `None`, as Python prints it.
record PhpunitLog() implements OfficialParser {

    private static final PythonPattern SUITE = PythonPattern.of("^(\\w.+) \\(.+\\)$");
    private static final PythonPattern TEST = PythonPattern.of("^\\s*([✔✘↩])\\s*(.*)$");
    private static final Map<String, Status> STATUS = Map.of("✔", Status.PASSED, "✘", Status.FAILED, "↩",
            Status.SKIPPED);

    @Override
    public void read(String log, ParseContext context, Told told) {
        String suite = "None";
        for (String line : PythonText.lines(log)) {
            var entered = SUITE.match(line);
            if (entered.isPresent()) suite = entered.get().group(1);
            else {
                var test = TEST.match(line);
                if (test.isPresent())
                    told.tell(suite + " > " + test.get().group(2), STATUS.get(test.get().group(1)));
            }
        }
    }
}
