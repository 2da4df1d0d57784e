package dev.frostbench.suites.grading.parsers.javascript;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.PythonPattern;
import dev.frostbench.suites.grading.official.Told;
import java.util.List;

/// Lines `PASS file (1.5 s)` and `FAIL file`, as jest prints them for each file of tests.
record PassFailLines() implements OfficialParser {

    private static final List<String> TIMES = List.of("\\s\\([\\d\\.]+ms\\)", "\\s\\([\\d\\.]+\\ss\\)",
            "\\s\\([\\d\\.]+s\\)", "");
    private static final List<PythonPattern> PASS = forms("PASS");
    private static final List<PythonPattern> FAIL = forms("FAIL");

    private static List<PythonPattern> forms(String word) {
        return TIMES.stream().map(time -> PythonPattern.of("^" + word + "\\s(.*)" + time)).toList();
    }

    @Override
    public void read(String log, ParseContext context, Told told) {
        for (String line : PythonText.lines(log)) {
            if (line.startsWith("PASS")) first(PASS, line, Status.PASSED, told);
            if (line.startsWith("FAIL")) first(FAIL, line, Status.FAILED, told);
        }
    }

    private static void first(List<PythonPattern> forms, String line, Status status, Told told) {
        forms.stream().flatMap(form -> form.match(line).stream()).findFirst()
                .ifPresent(found -> told.tell(found.group(1), status));
    }
}
