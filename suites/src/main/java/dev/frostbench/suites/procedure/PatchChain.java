package dev.frostbench.suites.procedure;

import dev.frostbench.suites.procedure.Procedure.Invocation;
import dev.frostbench.suites.procedure.Procedure.Step;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The ways in which the SWE-bench harness 4.1.0 tries to apply a patch, one after the other, as steps.
public final class PatchChain {

    /// The name of the step that applies the patch.
    public static final String APPLY = "apply";
    private static final String PATCH = "/tmp/patch.diff";
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private PatchChain() {}

    /// @param tree the folder to apply it in
    public static List<Step> of(String patch, String tree) {
        // as in the official harness, each attempt continues from what a failed one left in the tree
        return List.of(new Step.Write("patch", PATCH, patch.getBytes(StandardCharsets.UTF_8), 0644),
                new Step.Run(APPLY, List.of(
                        invocation(tree, "git", "apply", "--verbose", PATCH),
                        invocation(tree, "git", "apply", "--verbose", "--reject", PATCH),
                        invocation(tree, "patch", "--batch", "--fuzz=5", "-p1", "-i", PATCH)), true));
    }

    private static Invocation invocation(String tree, String... argv) {
        return new Invocation(List.of(argv), Map.of(), tree, new byte[0], TIMEOUT, String.join(" ", argv));
    }
}
