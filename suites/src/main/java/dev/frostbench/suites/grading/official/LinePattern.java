package dev.frostbench.suites.grading.official;

import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.PythonText;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;

/// A parser that reads each line by one pattern, without the blanks around it.
///
/// @param outcome the group that says how a test ended
/// @param name the group that names it
/// @param statuses by what `outcome` can be; another outcome is no result
public record LinePattern(PythonPattern line, int outcome, int name,
        Map<String, Status> statuses) implements OfficialParser {

    public LinePattern {
        statuses = Map.copyOf(statuses);
    }

    /// For a pattern whose first group is the outcome and whose second is the name.
    public static LinePattern of(String line, Map<String, Status> statuses) {
        return new LinePattern(PythonPattern.of(line), 1, 2, statuses);
    }

    /// For a pattern whose first group is the name and whose second is the outcome.
    public static LinePattern nameFirst(String line, Map<String, Status> statuses) {
        return new LinePattern(PythonPattern.of(line), 2, 1, statuses);
    }

    /// For a pattern whose first group is the outcome and whose third is the name.
    public static LinePattern nameThird(String line, Map<String, Status> statuses) {
        return new LinePattern(PythonPattern.of(line), 1, 3, statuses);
    }

    @Override
    public void read(String log, ParseContext context, Told told) {
        for (String raw : PythonText.lines(log)) {
            Optional<MatchResult> found = line.match(PythonText.strip(raw));
            if (found.isEmpty()) continue;
            Status status = statuses.get(found.get().group(outcome));
            if (status != null) told.tell(found.get().group(name), status);
        }
    }
}
