package dev.frostbench.suites.grading.readers;

import dev.frostbench.suites.grading.log.LogParser;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.Reading;

/// Lines such as `PASSED name` or `FAILED name - why`, wherever they are. Any program may print them.
record StatusLinesReader() implements LogParser {

    @Override
    public Reading parse(String log, ParseContext context) {
        var results = new LogResults();
        for (String line : PlainText.lines(log)) {
            StatusLine.of(line).ifPresent(found -> {
                if (found.isOfSubtest()) results.add(found.id(), found.status());
                else
                    results.addLine(found.id(), found.status());
                found.possibleIds().forEach(name -> results.alsoCalled(found.id(), name));
                results.alsoCalled(found.id(), found.cutId());
            });
        }
        return results.reading();
    }
}
