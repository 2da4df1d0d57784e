package dev.frostbench.suites.swebench.rules;

import dev.frostbench.suites.grading.official.PythonPattern;
import dev.frostbench.suites.grading.official.UnreadableLog;
import java.util.List;
import java.util.Optional;

/// What swebench 5.0.2 takes for signs in logs that an instance failed for want of something, and not by its patch.
/// They are advice, and change no verdict.
///
/// @param reason its official name
/// @param ofEnvironment whether no patch can be the cause
public record FailureSign(String reason, boolean ofEnvironment) {

    private record Form(FailureSign sign, PythonPattern pattern) {

        static Form environment(String reason, String pattern) {
            return new Form(new FailureSign(reason, true), PythonPattern.multiline(pattern));
        }

        static Form ambiguous(String reason, String pattern) {
            return new Form(new FailureSign(reason, false), PythonPattern.multiline(pattern));
        }
    }

    private static final List<Form> FORMS = List.of(
            Form.environment("browser_launch_failed", "Failed to launch|Failed to connect to the bus"),
            Form.environment("display_unavailable",
                    "cannot open display|Missing X server|unable to open X display"),
            Form.environment("out_of_memory", "Cannot allocate memory|OutOfMemoryError|^Killed$"),
            Form.environment("container_unavailable",
                    "Error response from daemon|Cannot connect to the Docker daemon"),
            Form.environment("network_unreachable",
                    "Could not resolve host|Temporary failure in name resolution"),
            Form.ambiguous("missing_module", "Cannot find module|MODULE_NOT_FOUND|ModuleNotFoundError"),
            Form.ambiguous("no_tests_collected", "no tests ran|collected 0 items"),
            Form.ambiguous("tests_timed_out", "Timeout error: \\d+ seconds exceeded"));

    /// The first sign by the official order.
    ///
    /// @param text with newlines as `\n`
    public static Optional<FailureSign> in(String text) {
        try {
            return FORMS.stream().filter(form -> form.pattern.isIn(text)).map(Form::sign).findFirst();
        } catch (UnreadableLog _) { // too long a text for advice
            return Optional.empty();
        }
    }
}
