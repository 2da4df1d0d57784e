package dev.frostbench.suites.grading.parsers.c;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.Steps;
import dev.frostbench.suites.grading.official.Told;
import dev.frostbench.suites.grading.official.UnreadableLog;
import dev.frostbench.suites.grading.parsers.c.DoctestXml.Element;
import java.util.List;
import java.util.stream.IntStream;

/// doctest with `-s -r=xml`: a test case's subcases pass if all expressions in them do. Test cases without subcases are
/// no results.
record DoctestLog() implements OfficialParser {

    private static final String START = "<doctest";
    private static final String END = "</doctest>";

    @Override
    public void read(String log, ParseContext context, Told told) {
        int start = log.indexOf(START);
        if (start < 0) return;
        int end = log.indexOf(END, start);
        if (end < 0) throw new UnreadableLog("its XML has no end");
        List<Element> elements = DoctestXml.read(log.substring(start, end + END.length()));
        for (int testCase : within(elements, 0, "TestCase"))
            for (int subcase : within(elements, testCase, "SubCase")) {
                boolean passed = within(elements, subcase, "Expression").stream()
                        .allMatch(expression -> elements.get(expression).succeeded());
                told.tell(elements.get(testCase).name() + " > " + elements.get(subcase).name(),
                        passed ? Status.PASSED : Status.FAILED);
            }
    }

    /// The numbers of the elements of a tag that are inside another element.
    private static List<Integer> within(List<Element> elements, int outer, String tag) {
        Steps.take(elements.get(outer).end() - outer);
        return IntStream.range(outer + 1, elements.get(outer).end())
                .filter(each -> elements.get(each).tag().equals(tag)).boxed().toList();
    }
}
