package dev.frostbench.suites.humaneval;

import dev.frostbench.suites.procedure.Evidence;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The one line that the driver prints about a sample: `frostbench-humaneval ` and a JSON object.
///
/// @param compat the official result: `passed`, `timed out` or `failed: …`
/// @param strict the result of the checks apart from the candidate, in the same words
/// @param rests what of the candidate's own a strict pass depends on; empty if it depends on plain data only
/// @param forged whether the candidate passed checks that no answer can pass
/// @param waited seconds that a phase waited for a processor, which do not count as its time; given if it ran into its
///     limit
/// @param starved whether a phase timed out although it had not got its time on a processor
/// @param failure why it fails, for people; it decides nothing
public record DriverReport(String compat, String strict, String rests, boolean forged, double waited, boolean starved,
        Optional<Failure> failure) {

    private static final String MARK = "frostbench-humaneval ";

    /// The check that failed. The driver bounds the lengths of texts. A text is empty if nothing is known.
    ///
    /// @param phase `strict`, or `official` if only the official program failed
    /// @param raised class and message of the exception
    /// @param line of the failing statement in the task's test, from 1; 0 if the test was not reached
    /// @param statement the text of that statement
    /// @param left the value of the left side of a comparison, as Python prints it
    /// @param right the value of its right side
    /// @param trace the traceback through the candidate's program and the test
    public record Failure(String phase, String raised, int line, String statement, String left, String right,
            String trace) {}

    /// Whether the candidate's process was started. The driver begins its line then, and nothing of the candidate runs
    /// earlier.
    static boolean began(Evidence.Observation seen) {
        return new String(seen.output(), StandardCharsets.UTF_8).startsWith(MARK);
    }

    /// Reads the output of the check; empty if it is not exactly such a line.
    static Optional<DriverReport> read(Evidence.Observation seen) {
        String output = new String(seen.output(), StandardCharsets.UTF_8);
        if (!output.startsWith(MARK) || output.indexOf('\n') != output.length() - 1) return Optional.empty();
        try {
            JsonNode said = JsonMapper.shared().readTree(output.substring(MARK.length()));
            if (!said.path("compat").isString() || !said.path("strict").isString()) return Optional.empty();
            return Optional.of(
                    new DriverReport(said.get("compat").asString(), said.get("strict").asString(), text(said, "rests"),
                            said.path("forged").asBoolean(false), said.path("waited").asDouble(0),
                            said.path("starved").asBoolean(false), failure(said.path("failure"))));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static Optional<Failure> failure(JsonNode said) {
        if (!said.isObject()) return Optional.empty();
        return Optional.of(new Failure(text(said, "phase"), text(said, "raised"), said.path("line").asInt(0),
                text(said, "statement"),
                text(said, "left"), text(said, "right"), text(said, "trace")));
    }

    private static String text(JsonNode said, String field) {
        return said.path(field).asString("");
    }
}
