package dev.frostbench.suites.grading.parsers.python;

import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.log.SwebenchVersion;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.Told;
import java.util.List;
import java.util.regex.Pattern;

/// pytest with colours, and in its older form, which has the status last (`id STATUS`).
///
/// 4.1.0 ends an id at its first blank, and in the older form takes the second word for the status. 5.0.2 keeps blanks,
/// each run of them as one.
record PytestVersion2Log(SwebenchVersion version) implements OfficialParser {

    private static final Pattern CONTROL = Pattern.compile("[\\x01-\\x1f]");

    @Override
    public void read(String log, ParseContext context, Told told) {
        for (var raw : PythonText.lines(log)) {
            var line = CONTROL.matcher(PytestNames.withoutColourCodes(raw)).replaceAll("");
            boolean first = StatusWord.starts(line);
            if (!first && !StatusWord.ends(line)) continue;
            var words = PythonText.words(first && line.startsWith("FAILED") ? withoutReason(line) : line);
            if (words.size() < 2 || first && StatusWord.isCountOfSkips(version, words)) continue;
            switch (version) {
                case V4_1_0 -> told.tell(words.get(first ? 1 : 0), StatusWord.of(words.get(first ? 0 : 1)));
                case V5_0_2 -> {
                    List<String> id = first ? words.subList(1, words.size()) : words.subList(0, words.size() - 1);
                    told.tell(String.join(" ", id), StatusWord.of(first ? words.getFirst() : words.getLast()));
                }
            }
        }
    }

    private String withoutReason(String line) {
        return switch (version) {
            case V4_1_0 -> line.replace(" - ", " ");
            case V5_0_2 -> PythonText.before(line, " - ");
        };
    }
}
