package dev.frostbench.harness.machine;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.sandbox.namespaces.rootfs.RootKind;
import java.util.Map;

/// How this machine makes its sandboxes, as `FROSTBENCH_BACKEND` says: `namespaces`, or `copy`, whose sandboxes each
/// stand in a plain copy of their snapshot.
public final class RootChoice {

    private RootChoice() {}

    public static RootKind of(Map<String, String> environment) {
        String chosen = environment.getOrDefault("FROSTBENCH_BACKEND", "");
        return switch (chosen) {
            case "", "namespaces" -> RootKind.OVERLAY;
            case "copy" -> RootKind.COPY;
            default -> throw new BadInput(Problem.of("environment", "FROSTBENCH_BACKEND",
                    "is '" + chosen + "', which is no backend", "set it to namespaces or copy, or to nothing"));
        };
    }
}
