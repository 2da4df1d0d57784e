package dev.frostbench.harness.cli.machine;

import dev.frostbench.fixtures.quota.ByteSize;
import dev.frostbench.fixtures.snapshot.Organisation;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;

/// `quota`: how much the snapshots of an organisation may hold.
@Command(name = "quota", synopsisSubcommandLabel = "COMMAND", description = {
        "Show and set how much the snapshots of an organisation may hold.",
        "A name belongs to the part before its first '/', one without to 'default'."})
public final class QuotaCommand {

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    public QuotaCommand(Settings settings) {
        this.settings = settings;
    }

    @Command(name = "show", description = "Show what each organisation holds, and its quota.")
    int show(
            @Option(names = "--json",
                    description = "As JSON, in bytes; quota_bytes is null if there is no quota.") boolean json)
            throws Exception {
        try (Machine machine = Machine.open(Places.of(settings))) {
            var rows = JsonNodeFactory.instance.arrayNode();
            var text = new StringBuilder(
                    String.format(Locale.ROOT, "%-24s  %12s  %12s", "ORGANISATION", "HOLDS", "QUOTA"));
            machine.store().accounts().forEach((organisation, account) -> {
                var row = rows.addObject().put("organisation", organisation.name()).put("bytes", account.held());
                account.quota().ifPresentOrElse(quota -> row.put("quota_bytes", quota),
                        () -> row.putNull("quota_bytes"));
                text.append(System.lineSeparator()).append(String.format(Locale.ROOT, "%-24s  %12s  %12s", organisation,
                        ByteSize.text(account.held()),
                        account.quota().isPresent() ? ByteSize.text(account.quota().getAsLong()) : "none"));
            });
            spec.commandLine().getOut().println(json ? rows.toPrettyString() : text);
        }
        return ExitCode.DONE;
    }

    @Command(name = "set", description = "Let an organisation hold so much; what it holds already stays.")
    int set(@Parameters(index = "0", paramLabel = "ORG",
            description = "The part of names before '/', or default.") String name,
            @Parameters(index = "1", paramLabel = "SIZE",
                    description = "Like 500MB, 10GB (powers of ten), 2GiB (of two); or none.") String size)
            throws Exception {
        var organisation = new Organisation(name);
        Optional<Long> bytes = size.equals("none") ? Optional.empty() : Optional.of(ByteSize.parse("quota set", size));
        try (Machine machine = Machine.open(Places.of(settings))) {
            machine.store().quota(organisation, bytes);
            spec.commandLine().getOut().println(organisation + " " + bytes.map(some -> some + " bytes").orElse("none"));
        }
        return ExitCode.DONE;
    }
}
