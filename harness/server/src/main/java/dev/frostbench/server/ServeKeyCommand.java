package dev.frostbench.server;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.snapshot.Organisation;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import dev.frostbench.server.state.Database;
import dev.frostbench.server.state.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;

/// `serve key`: the keys of a server, also while it runs.
@Command(name = "key", synopsisSubcommandLabel = "COMMAND", description = "Make, list and revoke keys of the server.")
final class ServeKeyCommand {

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    ServeKeyCommand(Settings settings) {
        this.settings = settings;
    }

    @Command(name = "create", description = "Make a key and show it, this once.")
    int create(
            @Option(names = "--organisation", paramLabel = "ORG", defaultValue = FirstStart.ORGANISATION,
                    description = "Whose snapshots and sandboxes it opens; made if it is new. main if not"
                            + " given.") String organisation,
            @Option(names = "--user", paramLabel = "USER", defaultValue = "owner",
                    description = "Who has it; owner if not given.") String user,
            @Option(names = "--name", paramLabel = "NAME", defaultValue = "",
                    description = "What you call it, to find it again.") String name,
            @Option(names = "--data", paramLabel = "DIR", description = "As of serve.") Path data)
            throws IOException {
        Places places = Places.of(settings);
        String checked = checked(places, organisation);
        return with(places, data, keys -> spec.commandLine().getOut()
                .println(keys.create(checked, text("--user", user), text("--name", name))));
    }

    @Command(name = "list", description = "List the keys, without what opens anything.")
    int list(@Option(names = "--data", paramLabel = "DIR", description = "As of serve.") Path data,
            @Option(names = "--json", description = "As JSON.") boolean json) throws IOException {
        return with(Places.of(settings), data, keys -> spec.commandLine().getOut().println(json ? json(keys)
                : table(keys)));
    }

    @Command(name = "revoke", description = "Revoke a key. A running server refuses it within two seconds.")
    int revoke(@Parameters(index = "0", paramLabel = "KEY", description = "Its id or its name, as listed.") String key,
            @Option(names = "--data", paramLabel = "DIR", description = "As of serve.") Path data)
            throws IOException {
        return with(Places.of(settings), data, keys -> {
            if (keys.revoke(key) == 0)
                throw new BadInput(Problem.of("serve key", "'" + key + "'", "is no key that is valid",
                        "name one by its id or its name: ./frostbench serve key list"));
            spec.commandLine().getOut().println("revoked " + key);
        });
    }

    private interface Use {
        void of(Keys keys);
    }

    private static int with(Places places, Path data, Use use) throws IOException {
        try (Database database = DataFolder.database(DataFolder.of(places, Optional.ofNullable(data)))) {
            use.of(new Keys(database));
        }
        return ExitCode.DONE;
    }

    private static String checked(Places places, String organisation) {
        String name = new Organisation(organisation).name();
        if (name.equals(Organisation.DEFAULT.name()) || Files.isDirectory(places.shippedRecipes().resolve(name)))
            throw new BadInput(Problem.of("serve key", "--organisation " + name,
                    "is taken by snapshots that everybody may fork", "choose another name"));
        return name;
    }

    private static String text(String option, String value) {
        if (value.length() > 200 || value.chars().anyMatch(Character::isISOControl))
            throw new BadInput(Problem.of("serve key", option, "is too long or has control characters",
                    "write at most 200 plain characters"));
        return value;
    }

    private static String table(Keys keys) {
        var text = new StringBuilder(line("ID", "ORGANISATION", "USER", "NAME", "KEY", "CREATED", "REVOKED"));
        for (Keys.Listed key : keys.list())
            text.append(System.lineSeparator()).append(line(key.id(), key.organisation(), key.user(), key.name(),
                    key.shown() + "...", key.created(), key.revoked().orElse("-")));
        return text.toString();
    }

    private static String line(String id, String organisation, String user, String name, String key, String created,
            String revoked) {
        return String.format(Locale.ROOT, "%-36s  %-16s  %-12s  %-12s  %-12s  %-30s  %s", id, organisation, user, name,
                key, created, revoked);
    }

    private static String json(Keys keys) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (Keys.Listed key : keys.list()) {
            var one = list.addObject().put("id", key.id()).put("organisation", key.organisation())
                    .put("user", key.user()).put("name", key.name()).put("begins", key.shown())
                    .put("created", key.created());
            key.revoked().ifPresentOrElse(at -> one.put("revoked", at), () -> one.putNull("revoked"));
        }
        return list.toPrettyString();
    }
}
