package dev.frostbench.suites.grading.parsers.python;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.LogParser;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.log.Reading;
import java.util.LinkedHashMap;
import java.util.function.UnaryOperator;

/// pytest's short summary (`-rA`), with lines of the form `STATUS id…`. The id ends at the first white space, as in the
/// official parser. So an id with a space is cut, both in the log and in the data set's lists.
///
/// @param line changes a line before it is read
/// @param id changes an id before it counts
record PytestLog(UnaryOperator<String> line, UnaryOperator<String> id) implements LogParser {

    @Override
    public Reading parse(String log, ParseContext context) {
        var statuses = new LinkedHashMap<String, Status>();
        for (var raw : PythonText.lines(log)) {
            var text = line.apply(raw);
            if (!StatusWord.starts(text)) continue;
            var words = PythonText.words(text.startsWith("FAILED") ? text.replace(" - ", " ") : text);
            if (words.size() < 2) continue;
            // The official parser keeps any first word (`ERRORS`) as the status. Such a test neither passes nor fails,
            // which is what SKIPPED means to the resolution rules.
            statuses.put(id.apply(words.get(1)), StatusWord.of(words.getFirst()).orElse(Status.SKIPPED));
        }
        return Reading.of(statuses);
    }
}
