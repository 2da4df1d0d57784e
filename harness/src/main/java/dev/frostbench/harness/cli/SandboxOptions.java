package dev.frostbench.harness.cli;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Limits;
import dev.frostbench.fixtures.sandbox.Outcome;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.SandboxRequest.Mount;
import dev.frostbench.fixtures.sandbox.SandboxRequest.Network;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.snapshot.SnapshotStore.ForkOptions;
import dev.frostbench.harness.fixture.Places;
import dev.frostbench.harness.fixture.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What `exec` and `shell` have in common: one sandbox by hand.
final class SandboxOptions {

    @Parameters(index = "0", paramLabel = "FIXTURE", description = "A fixture's name, or a snapshot's digest or its unique beginning.")
    private String fixture;

    @Option(names = "--env", paramLabel = "K=V", description = "Set an environment variable; may be given again.")
    private List<String> environment = new ArrayList<>();

    @Option(names = "--workdir", paramLabel = "D", description = "Start in this folder of the sandbox.")
    private String workdir;

    @Option(names = "--timeout", paramLabel = "S", description = "End the command after so many seconds, with exit code 124.")
    private Double timeout;

    @Option(names = "--network", description = "Give it the host's network; it has none otherwise.")
    private boolean network;

    @Option(names = "--writable", paramLabel = "DIR", description = "Show this folder of the host inside, under the same path; may be given again.")
    private List<Path> writable = new ArrayList<>();

    int run(List<String> argv) throws IOException, InterruptedException {
        var options = new ForkOptions(Limits.standard(), network ? Network.HOST : Network.NONE, variables(), mounts());
        Command command = Command.of(argv).output(new Command.Output.Inherit());
        if (workdir != null) command = command.workdir(workdir);
        if (timeout != null) command = command.timeout(Duration.ofNanos((long) (timeout * 1e9)));
        try (Workshop workshop = Workshop.open(Places.of(System.getenv()));
                Sandbox sandbox = workshop.store().fork(snapshot(workshop), options)) {
            Outcome outcome = sandbox.run(command);
            return outcome.end().shellCode();
        }
    }

    private Snapshot snapshot(Workshop workshop) throws IOException {
        return workshop.store().find(fixture).orElseThrow(() -> new BadInput(Problem.of("exec", "fixture '" + fixture + "'",
                "is not built", "build it with: ./frostbench fixture build " + fixture)));
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        String terminal = System.getenv("TERM");
        if (terminal != null) variables.put("TERM", terminal);
        for (String pair : environment) {
            int equals = pair.indexOf('=');
            if (equals < 1)
                throw new BadInput(Problem.of("exec", "--env " + pair, "has no name and value", "write it as NAME=VALUE"));
            variables.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return variables;
    }

    private List<Mount> mounts() throws IOException {
        List<Mount> mounts = new ArrayList<>();
        for (Path folder : writable) {
            if (!Files.isDirectory(folder))
                throw new BadInput(Problem.of("exec", "--writable " + folder, "is not a folder", "name a folder that is there"));
            Path absolute = folder.toAbsolutePath().normalize();
            mounts.add(new Mount(absolute, absolute.toString(), true));
        }
        return mounts;
    }
}
