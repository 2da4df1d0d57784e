package dev.frostbench.suites.swebench;

import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Evidence.Ending;
import dev.frostbench.suites.procedure.Evidence.Observation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The log of an evaluation as the official `test_output.txt` has it: the outputs of the script's parts, one after the
/// other.
public final class EvaluationLog {

    private static final List<String> PARTS = List.of(EvaluationScript.TREE, EvaluationScript.TEST_FILES,
            EvaluationScript.EVALUATE, EvaluationScript.RESTORE);

    private EvaluationLog() {}

    /// The parts of the script that ran, as one observation that ended as the tests did; empty if they did not run.
    static Optional<Observation> of(Evidence evidence, String pass) {
        return evidence.of(pass, EvaluationScript.EVALUATE)
                .map(tests -> new Observation(pass, tests.step(), tests.ran(),
                        tests.alternative(), tests.ending(), text(evidence, pass).orElseThrow(), tests.droppedBytes(),
                        tests.wall(), tests.waited(),
                        tests.cpu(), tests.peakMemoryBytes(), tests.limitsHit(), tests.loadAverage()));
    }

    /// The official `test_output.txt`; empty if no part of the script ran.
    public static Optional<byte[]> text(Evidence evidence, String pass) {
        if (parts(evidence, pass).isEmpty()) return Optional.empty();
        var text = new ByteArrayOutputStream();
        for (Observation part : parts(evidence, pass)) {
            text.writeBytes(part.output());
            if (part.ending() instanceof Ending.TimedOut(Duration limit)) {
                text.writeBytes(("\n\nTimeout error: " + limit.toSeconds() + " seconds exceeded.")
                        .getBytes(StandardCharsets.UTF_8));
                break;
            }
        }
        return Optional.of(text.toByteArray());
    }

    /// Whether this observation's output is in the log.
    public static boolean holds(Observation seen) {
        return PARTS.contains(seen.step());
    }

    /// The official `eval.sh`.
    public static String script(Evidence evidence, String pass) {
        var script = new StringBuilder();
        parts(evidence, pass).forEach(part -> script.append(part.ran()));
        return script.toString();
    }

    private static List<Observation> parts(Evidence evidence, String pass) {
        return PARTS.stream().flatMap(part -> evidence.of(pass, part).stream()).toList();
    }
}
