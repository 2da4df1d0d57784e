package dev.frostbench.suites.grading.parsers.python;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import dev.frostbench.suites.grading.log.SwebenchVersion;
import dev.frostbench.suites.grading.official.OfficialParser;
import dev.frostbench.suites.grading.official.Told;
import dev.frostbench.suites.grading.official.UnreadableLog;

/// Seaborn's pytest: failures come from the short summary, passes from the summary or the verbose form. A status
/// without an id ends 4.1.0's parser; 5.0.2's goes on.
record SeabornLog(SwebenchVersion version) implements OfficialParser {

    @Override
    public void read(String log, ParseContext context, Told told) {
        for (var line : PythonText.lines(log)) {
            boolean failed = line.startsWith("FAILED");
            boolean named = !failed && line.contains(" PASSED ");
            if (!failed && !named && !line.startsWith("PASSED")) continue;
            var words = PythonText.words(line);
            if (words.size() < 2 && version == SwebenchVersion.V4_1_0)
                throw new UnreadableLog("a line has a status and no test");
            if (words.size() < 2) continue;
            if (!named) told.tell(words.get(1), failed ? Status.FAILED : Status.PASSED);
            else if (words.get(1).equals("PASSED")) told.tell(words.getFirst(), Status.PASSED);
        }
    }
}
