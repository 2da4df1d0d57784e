package dev.frostbench.suites.grading.parsers.python;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.LogParser;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.log.Reading;
import java.util.LinkedHashMap;

/// Seaborn's pytest: failures come from the short summary, passes from the summary or the verbose form.
///
/// A line with a status and no id makes the official parser throw; here it is no result.
record SeabornLog() implements LogParser {

    @Override
    public Reading parse(String log, ParseContext context) {
        var statuses = new LinkedHashMap<String, Status>();
        for (var line : PythonText.lines(log)) {
            var words = PythonText.words(line);
            if (words.size() < 2) continue;
            if (line.startsWith("FAILED")) {
                statuses.put(words.get(1), Status.FAILED);
            } else if (line.contains(" PASSED ")) {
                if (words.get(1).equals("PASSED")) statuses.put(words.getFirst(), Status.PASSED);
            } else if (line.startsWith("PASSED")) {
                statuses.put(words.get(1), Status.PASSED);
            }
        }
        return Reading.of(statuses);
    }
}
