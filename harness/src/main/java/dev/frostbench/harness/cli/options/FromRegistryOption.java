package dev.frostbench.harness.cli.options;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.harness.build.FixtureRepository;
import dev.frostbench.harness.machine.Settings;
import java.util.Optional;
import picocli.CommandLine.Option;

/// `--from-registry`: where fixtures that are not built here may be already.
public final class FromRegistryOption {

    @Option(names = "--from-registry", paramLabel = "REF",
            description = "Take fixtures from this repository, [HOST[:PORT]/]REPOSITORY, which `fixture push` filled;"
                    + " build only what it lacks.")
    private Optional<String> repository = Optional.empty();

    @Option(names = "--plain-http", description = "The registry of --from-registry has no TLS.")
    private boolean plainHttp;

    public Optional<FixtureRepository> repository(Settings settings) {
        if (repository.isEmpty() && plainHttp)
            throw new BadInput(Problem.of("--plain-http", "the option", "belongs to --from-registry, which is missing",
                    "leave it out, or name a repository"));
        return repository
                .map(text -> FixtureRepository.of(text, "--from-registry", settings.registry(plainHttp)));
    }
}
