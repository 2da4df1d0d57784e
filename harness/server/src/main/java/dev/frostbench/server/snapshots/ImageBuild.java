package dev.frostbench.server.snapshots;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.ForkOptions;
import dev.frostbench.fixtures.sandbox.Outcome;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.SandboxRuntime;
import dev.frostbench.fixtures.snapshot.FreezeRequest;
import dev.frostbench.fixtures.snapshot.ManifestEdit;
import dev.frostbench.fixtures.snapshot.Payer;
import dev.frostbench.fixtures.snapshot.Snapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Carries out a Dockerfile in a sandbox of its base, and freezes the result.
///
/// @param options of the sandbox
/// @param payer who pays for the snapshot
public record ImageBuild(SandboxRuntime runtime, ForkOptions options, Payer payer) {

    private static final Duration LONGEST = Duration.ofMinutes(60);
    private static final int KEPT = 1 << 20;

    /// A step failed by itself: its command ended with another code than 0.
    public static final class StepFailed extends IOException {

        private static final long serialVersionUID = 1;

        StepFailed(String step, int code) {
            super("'" + step + "' ended with exit code " + code + "; the build's log has what it printed");
        }
    }

    /// @throws StepFailed if a command fails
    public Snapshot build(Snapshot base, Dockerfile file, BuildLog log) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>();
        String workdir = base.manifest().workdir().startsWith("/") ? base.manifest().workdir() : "/";
        Optional<String> user = Optional.empty();
        try (Sandbox sandbox = runtime.fork(base, options)) {
            for (Dockerfile.Step step : file.steps()) {
                switch (step) {
                    case Dockerfile.Step.Run(List<String> argv) -> run(sandbox, argv, environment, workdir, log);
                    case Dockerfile.Step.Environment(Map<String, String> variables) -> environment.putAll(variables);
                    case Dockerfile.Step.Workdir(String path) -> {
                        workdir = path.startsWith("/") ? path : workdir + "/" + path;
                        sandbox.files().makeDirectory(workdir, 0755);
                    }
                    case Dockerfile.Step.User(String name) -> user = Optional.of(name);
                }
            }
            return runtime.freeze(sandbox, FreezeRequest.by("image").payer(payer)
                    .edit(new ManifestEdit(environment, Optional.of(workdir), user, Map.of())));
        }
    }

    private static void run(Sandbox sandbox, List<String> argv, Map<String, String> environment, String workdir,
            BuildLog log) throws IOException, InterruptedException {
        String shown = argv.size() == 3 && argv.get(1).equals("-c") ? argv.get(2) : String.join(" ", argv);
        log.add("RUN " + shown);
        Outcome outcome = sandbox.run(Command.of(argv).environment(environment).workdir(workdir)
                .output(new Command.Output.Memory(KEPT, true)).timeout(LONGEST));
        log.add(outcome.stdout());
        if (outcome.end().shellCode() != 0) throw new StepFailed(shown, outcome.end().shellCode());
    }
}
