package dev.frostbench.suites.grading.parsers.python;

import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.log.SwebenchVersion;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.Told;
import java.util.function.UnaryOperator;

/// pytest's short summary (`-rA`), with lines of the form `STATUS id…`. The id ends at the first white space, as in the
/// official parser. So an id with a space is cut, both in the log and in the data set's lists. Any first word that
/// begins like a status (`ERRORS`) makes a result.
///
/// @param line changes a line before it is read
/// @param id changes an id before it counts
record PytestLog(SwebenchVersion version, UnaryOperator<String> line,
        UnaryOperator<String> id) implements OfficialParser {

    @Override
    public void read(String log, ParseContext context, Told told) {
        for (var raw : PythonText.lines(log)) {
            var text = line.apply(raw);
            if (!StatusWord.starts(text)) continue;
            var words = PythonText.words(text.startsWith("FAILED") ? text.replace(" - ", " ") : text);
            if (words.size() < 2 || StatusWord.isCountOfSkips(version, words)) continue;
            told.tell(id.apply(words.get(1)), StatusWord.of(words.getFirst()));
        }
    }
}
