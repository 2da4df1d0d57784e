package dev.frostbench.harness.cli.snapshot;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.dockerfile.DockerfileReader;
import dev.frostbench.fixtures.dockerfile.IgnoreRules;
import dev.frostbench.fixtures.dockerfile.build.BuildRequest;
import dev.frostbench.fixtures.dockerfile.build.DockerfileBuilder;
import dev.frostbench.fixtures.dockerfile.build.FetchedImages;
import dev.frostbench.fixtures.snapshot.Payer;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.snapshot.SnapshotName;
import dev.frostbench.harness.cli.console.ExitCode;
import dev.frostbench.harness.cli.console.InstructionReport;
import dev.frostbench.harness.cli.options.Loudness;
import dev.frostbench.harness.machine.Machine;
import dev.frostbench.harness.machine.Places;
import dev.frostbench.harness.machine.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `snapshot build`: builds a Dockerfile.
@Command(name = "build", sortOptions = false, description = {
        "Build a Dockerfile, and give the result a name; without Docker and without root.",
        "FROM names a snapshot or fixture of the store, an earlier stage, scratch, an image of a registry,"
                + " or a place as import has it."},
        footer = {"", "docs/dockerfiles.md says what is supported, and what differs from docker build."})
final class SnapshotBuildCommand implements Callable<Integer> {

    private static final String SELF = "snapshot build";

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "NAME or ORG/NAME; a name that is there moves.")
    private String name;

    @Parameters(index = "1", paramLabel = "CONTEXT", description = "The folder that COPY and ADD read.")
    private Path context;

    @Option(names = {"-f", "--file"}, paramLabel = "FILE",
            description = "The Dockerfile; by default CONTEXT/Dockerfile.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--build-arg", paramLabel = "K=V",
            description = "Give an ARG a value; K alone takes that of this environment. May be given again.")
    private List<String> arguments = new ArrayList<>();

    @Option(names = "--target", paramLabel = "T",
            description = "Build this stage instead of the last, and what it needs.")
    private Optional<String> target = Optional.empty();

    @Option(names = "--secret", paramLabel = "id=ID,src=FILE",
            description = "Give mounts of type secret a file, or with env=K a variable. May be given again.")
    private List<String> secrets = new ArrayList<>();

    @Option(names = "--no-cache", description = "Carry out every instruction again.")
    private boolean isFresh;

    @Option(names = "--pull", description = "Ask registries again what the names in FROM mean.")
    private boolean pulls;

    @Option(names = "--plain-http", description = "The registries in FROM have no TLS.")
    private boolean plainHttp;

    @Mixin
    private Loudness loudness;

    SnapshotBuildCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws Exception {
        SnapshotName.checked(name);
        if (!Files.isDirectory(context))
            throw wrong("CONTEXT '" + context + "'", "is no folder", "name the folder with what COPY reads");
        Path dockerfile = file.orElse(context.resolve("Dockerfile"));
        if (!Files.isRegularFile(dockerfile))
            throw wrong("Dockerfile '" + dockerfile + "'", "is not there", "name it with -f FILE");
        String text = new String(Files.readAllBytes(dockerfile), StandardCharsets.UTF_8);
        var request = new BuildRequest(name, DockerfileReader.read(dockerfile.toString(), text), context,
                ignored(dockerfile), arguments(), target, secrets(), isFresh);
        try (Machine machine = Machine.openForLess(Places.of(settings))) {
            var report = new InstructionReport(loudness.progress(), loudness.width(settings.environment()));
            var bases = new FetchedImages(machine.store(), Payer.toward(name), context,
                    settings.registry(plainHttp), pulls);
            Snapshot built = new DockerfileBuilder(machine.runtime(), bases, settings.registry(plainHttp))
                    .build(request, report);
            spec.commandLine().getOut().println(name + " " + built.digest());
        }
        return ExitCode.DONE;
    }

    /// The rules for this Dockerfile alone, or else those of the context.
    private IgnoreRules ignored(Path dockerfile) throws IOException {
        for (Path rules : List.of(IgnoreRules.ownFile(dockerfile), context.resolve(".dockerignore")))
            if (Files.isRegularFile(rules))
                return IgnoreRules.read(rules.toString(),
                        new String(Files.readAllBytes(rules), StandardCharsets.UTF_8));
        return IgnoreRules.NONE;
    }

    private Map<String, String> arguments() {
        Map<String, String> values = new TreeMap<>();
        for (String given : arguments) {
            int equals = given.indexOf('=');
            String key = equals < 0 ? given : given.substring(0, equals);
            if (key.isEmpty()) throw wrong("--build-arg " + given, "has no name", "write it as NAME=VALUE");
            String value = equals < 0 ? settings.environment().get(key) : given.substring(equals + 1);
            if (value != null) values.put(key, value);
        }
        return values;
    }

    private Map<String, byte[]> secrets() throws IOException {
        Map<String, byte[]> values = new TreeMap<>();
        for (String given : secrets) {
            Map<String, String> parts = new TreeMap<>();
            for (String part : given.split(",")) {
                int equals = part.indexOf('=');
                if (equals > 0) parts.put(part.substring(0, equals), part.substring(equals + 1));
            }
            String id = parts.getOrDefault("id", "");
            Optional<String> source = Optional.ofNullable(parts.getOrDefault("src", parts.get("source")));
            String variable = parts.getOrDefault("env", id);
            if (id.isEmpty())
                throw wrong("--secret " + given, "has no id", "write it as id=ID,src=FILE or id=ID,env=NAME");
            if (source.isPresent()) values.put(id, file(given, Path.of(source.get())));
            else if (settings.environment().containsKey(variable))
                values.put(id, settings.environment().get(variable).getBytes(StandardCharsets.UTF_8));
            else
                throw wrong("--secret " + given, "names no file, and there is no variable " + variable,
                        "write it as id=ID,src=FILE or id=ID,env=NAME");
        }
        return values;
    }

    private static byte[] file(String given, Path source) throws IOException {
        if (!Files.isRegularFile(source)) throw wrong("--secret " + given, "names no file", "mend the path");
        return Files.readAllBytes(source);
    }

    private static BadInput wrong(String subject, String what, String cure) {
        return new BadInput(Problem.of(SELF, subject, what, cure));
    }
}
