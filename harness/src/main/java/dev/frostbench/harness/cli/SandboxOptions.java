package dev.frostbench.harness.cli;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Limits;
import dev.frostbench.fixtures.sandbox.Outcome;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.fixtures.sandbox.SandboxRequest.Mount;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.snapshot.SnapshotStore.ForkOptions;
import dev.frostbench.harness.fixture.Places;
import dev.frostbench.harness.fixture.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What `exec` and `shell` have in common: one sandbox by hand.
final class SandboxOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FIXTURE", description = "A fixture's name, or a snapshot's digest or its unique beginning.")
    private String fixture;

    @Mixin
    private CommandOptions how;

    @Option(names = "--writable", paramLabel = "DIR", description = "Show this folder of the host inside, under the same path; may be given again.")
    private List<Path> writable = new ArrayList<>();

    int run(List<String> argv) throws IOException, InterruptedException {
        var options = new ForkOptions(how.limits("exec", Limits.standard()), how.network(), variables(), mounts());
        Command command = how.command(argv, new Command.Output.Inherit(false));
        try (Workshop workshop = Workshop.open(Places.of(System.getenv()));
                Sandbox sandbox = workshop.store().fork(snapshot(workshop), options)) {
            Outcome outcome = sandbox.run(command);
            CommandOptions.limitsHit("exec", outcome).forEach(spec.commandLine().getErr()::println);
            return outcome.end().shellCode();
        }
    }

    private Snapshot snapshot(Workshop workshop) throws IOException {
        return SnapshotCommand.find(workshop.store(), "exec", fixture);
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        String terminal = System.getenv("TERM");
        if (terminal != null) variables.put("TERM", terminal);
        variables.putAll(how.environment("exec"));
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
