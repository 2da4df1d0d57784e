package dev.frostbench.suites.swebench.recorded;

import static dev.frostbench.suites.swebench.recorded.InstanceFolder.observation;
import static dev.frostbench.suites.swebench.recorded.InstanceFolder.seen;

import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.PatchChain;
import dev.frostbench.suites.swebench.instance.Markers;
import dev.frostbench.suites.swebench.instance.StepNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/// `<instance>.<model>.eval.log`: everything about one instance in one file, as swebench 1.x wrote it.
///
/// Its results come after the line that says that the prediction was applied. They count only if the test patch was
/// applied too (`get_logs_eval` of 1.1.5). This adds the markers of later versions, so that one judge reads both.
final class OldLog {

    private static final String ENDING = ".eval.log";
    private static final String TESTS_APPLIED = Markers.PATCH_APPLIED + " (test)";
    private static final String PREDICTION_APPLIED = Markers.PATCH_APPLIED + " (pred)";
    private static final Pattern TIMED_OUT = Pattern
            .compile("(?m)^>>>>> Tests Timed Out(?: after (\\d{1,9}) seconds)?");

    private OldLog() {}

    static boolean is(Path path) {
        return path.toString().endsWith(ENDING) && Files.isRegularFile(path);
    }

    static String model(Path path, KnownIds known) {
        String name = path.getFileName().toString();
        String rest = known.after(name.substring(0, name.length() - ENDING.length()));
        return rest.isEmpty() ? "unknown" : rest;
    }

    static Evidence evidence(Path path) throws IOException {
        String log = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        var timedOut = TIMED_OUT.matcher(log);
        if (timedOut.find())
            return seen(observation(StepNames.EVALUATE, new Ending.TimedOut(Duration.ofSeconds(
                    timedOut.group(1) == null ? 0 : Long.parseLong(timedOut.group(1)))), bytes(log)));
        int applied = log.lastIndexOf(PREDICTION_APPLIED);
        if (applied >= 0 && log.contains(TESTS_APPLIED)) {
            int from = applied + PREDICTION_APPLIED.length();
            return seen(observation(StepNames.EVALUATE, new Ending.Exited(0),
                    bytes(log.substring(0, from) + "\n" + Markers.START
                            + "\n" + log.substring(from) + "\n" + Markers.END + "\n")));
        }
        if (log.contains(Markers.PATCH_FAILED))
            return seen(observation(PatchChain.APPLY, new Ending.Exited(1), bytes(log)));
        return Evidence.trouble("", "the log does not say that the patches were applied");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
