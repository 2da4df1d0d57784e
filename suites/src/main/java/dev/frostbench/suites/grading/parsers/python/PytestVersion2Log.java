package dev.frostbench.suites.grading.parsers.python;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.LogParser;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.log.Reading;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// pytest with colours, and in its older form, which has the status last (`id STATUS`).
record PytestVersion2Log() implements LogParser {

    private static final Pattern CONTROL = Pattern.compile("[\\x01-\\x1f]");

    @Override
    public Reading parse(String log, ParseContext context) {
        var statuses = new LinkedHashMap<String, Status>();
        for (var raw : PythonText.lines(log)) {
            var line = CONTROL.matcher(PytestNames.withoutColourCodes(raw)).replaceAll("");
            if (StatusWord.starts(line)) {
                var words = PythonText.words(line.startsWith("FAILED") ? line.replace(" - ", " ") : line);
                if (words.size() >= 2) put(statuses, words.get(1), words.getFirst());
            } else if (StatusWord.ends(line)) {
                var words = PythonText.words(line);
                if (words.size() >= 2) put(statuses, words.getFirst(), words.get(1));
            }
        }
        return Reading.of(statuses);
    }

    private static void put(Map<String, Status> statuses, String id, String word) {
        // A word that is no status neither passes nor fails a test, so it counts as SKIPPED.
        statuses.put(id, StatusWord.of(word).orElse(Status.SKIPPED));
    }
}
