package dev.frostbench.suites.grading.log;

import java.util.List;

/// The facts of a task that an official parser may read beside the log, as in the official `test_spec`. An unknown fact
/// is empty.
///
/// @param task the id of the task or instance
/// @param repository as `owner/name`
/// @param version of the repository, as the data set names it
/// @param failToPass tests that must pass now
/// @param passToPass tests that must still pass
public record ParseContext(String task, String repository, String version, List<String> failToPass,
        List<String> passToPass) {

    /// Nothing but the log is known.
    public static final ParseContext UNKNOWN = new ParseContext("", "", "", List.of(), List.of());

    public ParseContext {
        failToPass = List.copyOf(failToPass);
        passToPass = List.copyOf(passToPass);
    }
}
