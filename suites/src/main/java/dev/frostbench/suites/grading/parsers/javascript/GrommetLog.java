package dev.frostbench.suites.grading.parsers.javascript;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.PythonPattern;
import dev.frostbench.suites.grading.official.Told;
import java.util.regex.MatchResult;

/// jest's lines for each file of tests, without times. All failures are read before all passes; a name may stand on the
/// line after the word.
record GrommetLog() implements OfficialParser {

    private static final PythonPattern FAIL = PythonPattern.multiline("^FAIL\\s(.*)");
    private static final PythonPattern PASS = PythonPattern.multiline("^PASS\\s(.*)");
    private static final PythonPattern TIME = PythonPattern.of("\\s\\([\\d\\.]+\\s?(?:ms|s)\\)$");

    @Override
    public void read(String log, ParseContext context, Told told) {
        FAIL.all(log).forEach(found -> told.tell(name(found), Status.FAILED));
        PASS.all(log).forEach(found -> told.tell(name(found), Status.PASSED));
    }

    private static String name(MatchResult found) {
        return TIME.replace(PythonText.strip(found.group(1)), "");
    }
}
