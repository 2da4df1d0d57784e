package dev.frostbench.suites.grading.parsers.javascript;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.PythonPattern;
import dev.frostbench.suites.grading.official.Told;
import java.util.List;
import java.util.function.UnaryOperator;

/// Patterns that find failures in a whole log. Nothing that passes is told.
///
/// @param change what is done to the log first
/// @param name what is done to the last group of a match to make it a name
record FailurePatterns(UnaryOperator<String> change, List<PythonPattern> patterns,
        UnaryOperator<String> name) implements OfficialParser {

    /// A blank that does not end the line.
    private static final String SPACE_IN_LINE = "[" + PythonText.SPACE + "&&[^\\r\\n]]";

    static final FailurePatterns BPMN_JS = new FailurePatterns(UnaryOperator.identity(), List.of(
            PythonPattern.of("2KPhantomJS\\s[\\d\\.]+\\s\\(Linux\\s[\\d\\.]+\\)\\s(.*)FAILED\\n"),
            PythonPattern.of("2KPhantomJS\\s[\\d\\.]+\\s\\(Linux\\sx86_64\\)\\s(.*)FAILED\\n"),
            PythonPattern.of("Chrome\\sHeadless\\s.*\\s\\(Linux\\sx86_64\\)\\s(.*)FAILED\\n"),
            PythonPattern.of("HeadlessChrome\\s[\\d\\.]+\\s\\(Linux\\s[\\d\\.]+\\)\\s(.*)FAILED\\n")),
            UnaryOperator.identity());
    static final FailurePatterns CHART_JS = new FailurePatterns(TerminalCodes::removedFrom, List.of(
            PythonPattern.multiline("Chrome\\s[\\d\\.]+" + SPACE_IN_LINE + "\\(.+?\\)" + SPACE_IN_LINE
                    + "(.*)FAILED$")),
            UnaryOperator.identity());
    static final FailurePatterns MARKED = new FailurePatterns(UnaryOperator.identity(),
            List.of(PythonPattern.multiline("^\\d+\\)" + SPACE_IN_LINE + "(.*)")), PythonText::strip);

    @Override
    public void read(String log, ParseContext context, Told told) {
        String text = change.apply(log);
        for (PythonPattern pattern : patterns)
            pattern.all(text).forEach(found -> told.tell(name.apply(found.group(1)), Status.FAILED));
    }
}
