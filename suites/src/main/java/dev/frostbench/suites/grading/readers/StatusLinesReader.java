package dev.frostbench.suites.grading.readers;

import dev.frostbench.suites.grading.Reading;
import dev.frostbench.suites.grading.parsers.LogParser;

/// Lines such as `PASSED name` or `FAILED name - why`, wherever they are. Any program may print them.
record StatusLinesReader() implements LogParser {

    @Override
    public Reading parse(String log) {
        var tellings = new Tellings();
        for (String line : PlainText.lines(log)) {
            StatusLine.of(line).ifPresent(told -> {
                tellings.tell(told.id(), told.status());
                told.possibleIds().forEach(name -> tellings.alsoCalled(told.id(), name));
                tellings.alsoCalled(told.id(), told.cutId());
            });
        }
        return tellings.reading();
    }
}
