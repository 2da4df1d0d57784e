package dev.frostbench.suites.procedure;

import dev.frostbench.suites.procedure.Procedure.Invocation;
import dev.frostbench.suites.procedure.Procedure.Step;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The ways in which the SWE-bench harness tries to apply a patch, one after the other, as steps.
public final class PatchChain {

    /// The name of the step that applies the patch.
    public static final String APPLY = "apply";
    /// Begins the way that is `patch`, which writes where git refuses to.
    public static final String BY_PATCH = "patch --batch ";
    /// How many ways 4.1.0 has; 5.0.2 has more.
    static final int WAYS_OF_VERSION_4 = 3;
    private static final String PATCH = "/tmp/patch.diff";
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private PatchChain() {}

    /// The ways of 4.1.0.
    ///
    /// @param tree the folder to apply it in
    public static List<Step> of(String patch, String tree) {
        // as in the official harness, each attempt continues from what a failed one left in the tree
        return List.of(new Step.Write("patch", PATCH, patch.getBytes(StandardCharsets.UTF_8), 0644),
                new Step.Run(APPLY, List.of(
                        invocation(tree, "git", "apply", "--verbose", PATCH),
                        invocation(tree, "git", "apply", "--verbose", "--reject", PATCH),
                        invocation(tree, "patch", "--batch", "--fuzz=5", "-p1", "-i", PATCH)), true));
    }

    /// The ways of 5.0.2. Before each but the first the tree is brought back to its commit. The last one finds out
    /// whether the patch is in the tree in spite of them.
    ///
    /// @param tree the folder to apply it in
    public static List<Step> ofVersion5(String patch, String tree) {
        return List.of(new Step.Write("patch", PATCH, patch.getBytes(StandardCharsets.UTF_8), 0644),
                new Step.Run(APPLY, List.of(
                        invocation(tree, "git", "apply", "--verbose", PATCH),
                        again(tree, "git apply --verbose --3way " + PATCH),
                        again(tree, "git apply --verbose --reject " + PATCH),
                        again(tree, BY_PATCH + "--forward --fuzz=5 -p1 -i " + PATCH),
                        invocation(tree, "git", "apply", "--check", "--reverse", PATCH)), true));
    }

    private static Invocation again(String tree, String way) {
        String command = "{ git checkout -- . ; git clean -fd; } > /dev/null 2>&1; exec " + way;
        return new Invocation(List.of("/bin/bash", "-c", command), Map.of(), tree, new byte[0], TIMEOUT, way);
    }

    private static Invocation invocation(String tree, String... argv) {
        return new Invocation(List.of(argv), Map.of(), tree, new byte[0], TIMEOUT, String.join(" ", argv));
    }
}
