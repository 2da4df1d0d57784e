package dev.frostbench.harness.cli.sandbox;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.ForkOptions;
import dev.frostbench.fixtures.sandbox.Limits;
import dev.frostbench.fixtures.sandbox.Mount;
import dev.frostbench.fixtures.sandbox.Outcome;
import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.harness.cli.options.CommandOptions;
import dev.frostbench.harness.cli.snapshot.SnapshotCommand;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The options that `exec` and `shell` share: one sandbox by hand.
final class SandboxOptions {

    private final Settings settings;

    private static final int NOT_FOUND = 127;
    /// Programs that use this exit code for a command they did not find. If the command itself does not exist, the
    /// sandbox reports it.
    private static final Set<String> STARTERS = Set.of("sh", "bash", "dash", "env", "timeout", "xargs");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FIXTURE",
            description = "A fixture's name, or a snapshot's digest or its unique beginning.")
    private String fixture;

    @Mixin
    private CommandOptions how;

    @Option(names = "--writable", paramLabel = "DIR",
            description = "Show this folder of the host inside, under the same path; may be given again.")
    private List<Path> writable = new ArrayList<>();

    SandboxOptions(Settings settings) {
        this.settings = settings;
    }

    /// As the user calls it.
    String fixture() {
        return fixture;
    }

    int run(List<String> argv) throws IOException, InterruptedException {
        return run(fixture, Optional.empty(), argv);
    }

    /// @param forked the name of the snapshot, in place of the one that the user gave
    /// @param script that is put into the sandbox
    int run(String forked, Optional<String> script, List<String> argv) throws IOException, InterruptedException {
        var options = new ForkOptions(how.limits("exec", Limits.standard()), how.network(), variables());
        Command command = how.command(argv, new Command.Output.Inherit(false));
        try (Machine machine = Machine.open(Places.of(settings));
                Sandbox sandbox = machine.runtime().fork(SnapshotCommand.find(machine.store(), "exec", forked), options,
                        mounts())) {
            if (script.isPresent())
                sandbox.files().upload(EndedSample.SCRIPT,
                        new ByteArrayInputStream(script.get().getBytes(StandardCharsets.UTF_8)), 0755);
            Outcome outcome = sandbox.run(command);
            CommandOptions.limitsHit("exec", outcome).forEach(spec.commandLine().getErr()::println);
            if (outcome.end().shellCode() == NOT_FOUND && STARTERS.contains(base(argv.getFirst())))
                spec.commandLine().getErr().println(
                        "exec: a program was not found (exit code 127); a fixture gets programs by its recipe:"
                                + " 'programs: [NAME]'"
                                + " of a host base, or a step such as 'apt: [PACKAGE]'");
            return outcome.end().shellCode();
        }
    }

    private static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        String terminal = settings.environment().get("TERM");
        if (terminal != null) variables.put("TERM", terminal);
        variables.putAll(how.environment("exec"));
        return variables;
    }

    private List<Mount> mounts() throws IOException {
        List<Mount> mounts = new ArrayList<>();
        for (Path folder : writable) {
            if (!Files.isDirectory(folder))
                throw new BadInput(
                        Problem.of("exec", "--writable " + folder, "is not a folder", "name a folder that is there"));
            Path absolute = folder.toAbsolutePath().normalize();
            mounts.add(new Mount(absolute, absolute.toString(), true));
        }
        return mounts;
    }
}
