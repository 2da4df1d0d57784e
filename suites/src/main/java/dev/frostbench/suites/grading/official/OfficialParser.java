package dev.frostbench.suites.grading.official;

import dev.frostbench.suites.grading.log.LogParser;
import dev.frostbench.suites.grading.log.ParseContext;
import dev.frostbench.suites.grading.log.Reading;
import java.util.Optional;

/// A parser of the official package, followed to the letter within the bound of [Steps].
@FunctionalInterface
public interface OfficialParser extends LogParser {

    /// Finds the results in a log. Throws [UnreadableLog] if the official parser ends with an exception.
    ///
    /// @param log text with newlines as `\n`
    void read(String log, ParseContext context, Told told);

    @Override
    default Reading parse(String log, ParseContext context) {
        var told = new Told();
        Steps.within(() -> read(log, context, told));
        return told.last();
    }

    /// The same with one change, for runners whose own words nothing here reads: a failure outweighs a pass. A log that
    /// the official parser cannot read contradicts itself.
    default LogParser weighing() {
        return (log, context) -> {
            var told = new Told();
            try {
                Steps.within(() -> read(log, context, told));
            } catch (UnreadableLog unreadable) {
                return told.weightiest(Optional.of("the log cannot be read: " + unreadable.getMessage()));
            }
            return told.weightiest(Optional.empty());
        };
    }
}
