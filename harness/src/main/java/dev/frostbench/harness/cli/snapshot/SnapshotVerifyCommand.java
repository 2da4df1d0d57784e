package dev.frostbench.harness.cli.snapshot;

import dev.frostbench.fixtures.quota.ByteSize;
import dev.frostbench.fixtures.snapshot.inspect.Verified;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.console.Plural;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import dev.frostbench.reports.text.TerminalText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;

/// `snapshot verify`: reads every byte and compares it with the records.
@Command(name = "verify", description = {"Read snapshots again, every byte, and say what is not as it was frozen.",
        "The exit code is 3 if something is damaged."})
final class SnapshotVerifyCommand implements Callable<Integer> {

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "S",
            description = "A name, a digest, or its unique beginning; without it the whole store.")
    private String reference;

    @Option(names = "--json", description = "As JSON: snapshots, layers, bytes, and damage, an array of what is wrong.")
    private boolean json;

    SnapshotVerifyCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        Verified verified;
        try (Machine machine = Machine.open(Places.of(settings))) {
            LocalStore store = machine.store();
            verified = reference == null ? store.verify()
                    : store.verify(SnapshotCommand.find(store, "snapshot verify", reference));
        }
        var err = spec.commandLine().getErr();
        verified.damage().forEach(damaged -> err.println("frostbench: " + TerminalText.clean(damaged.getMessage())));
        err.flush();
        spec.commandLine().getOut().println(json ? json(verified) : text(verified));
        return verified.damage().isEmpty() ? ExitCode.DONE : ExitCode.MACHINE;
    }

    private static String json(Verified verified) {
        var root = JsonNodeFactory.instance.objectNode().put("snapshots", verified.snapshots())
                .put("layers", verified.layers()).put("bytes", verified.bytes());
        var damage = root.putArray("damage");
        verified.damage().forEach(damaged -> damage.add(damaged.getMessage()));
        return root.toPrettyString();
    }

    private static String text(Verified verified) {
        String read = Plural.of(verified.layers(), "layer") + " of " + Plural.of(verified.snapshots(), "snapshot")
                + ", "
                + ByteSize.mebibytes(verified.bytes());
        return "read " + read + ": "
                + (verified.damage().isEmpty() ? "all as it was frozen" : verified.damage().size() + " damaged");
    }
}
