package dev.frostbench.suites.swebench;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.documents.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What is known of repositories, as data: one YAML file a repository, and `pins/<n>.yaml` for environments that
/// several instances share.
///
/// To add an instance of a known version: nothing. A version: one entry. A repository: one file.
public final class Environments {

    private final Path folder;
    private final Map<String, RepositoryYaml> repositories = new TreeMap<>();

    /// A repository's file.
    ///
    /// @param folder where its files are, beside this file, when it is no repository of git's
    /// @param logParser name of the parser; the official one where absent
    /// @param programs of the host that its tests need
    /// @param pins which pins an instance has, when not those of its version: number of the pins to instances
    public record RepositoryYaml(String repository, Optional<String> folder, Optional<String> log_parser,
            List<String> programs, Map<String, VersionYaml> versions, Map<String, List<String>> pins) {}

    /// A version's entry.
    ///
    /// @param fixture to stand on, instead of a Python with pins
    /// @param pins number of the environment's pins
    /// @param pre_install lines for `sh` before the install
    /// @param install line for `sh`
    /// @param test_cmd what the test files are given to
    /// @param set_up lines at the beginning of the evaluation script
    public record VersionYaml(Optional<String> fixture, Optional<String> pins, List<String> pre_install,
            Optional<String> install, Map<String, String> environment, String test_cmd, List<String> set_up) {}

    /// An environment that the official images were built with.
    ///
    /// @param tools versions of pip, setuptools and wheel
    public record PinsYaml(String python, List<String> tools, List<String> packages) {}

    private Environments(Path folder) {
        this.folder = folder;
    }

    static Environments read(Path folder) {
        var environments = new Environments(folder);
        if (!Files.isDirectory(folder))
            throw new BadInput(Problem.of(folder.toString(), "the folder of environments", "is not there",
                    "mend `environments:` of the suite"));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml") && !path.endsWith("suite.yaml")
                    && !path.endsWith("suite.lock.yaml")).sorted().toList()) {
                var yaml = YamlDocument.read(file).as(RepositoryYaml.class);
                environments.repositories.put(yaml.repository(), yaml);
            }
        } catch (IOException unreadable) {
            throw new BadInput(Problem.of(folder.toString(), "the folder of environments", "cannot be read",
                    unreadable.getMessage()));
        }
        return environments;
    }

    /// Everything known of one instance.
    record Known(RepositoryYaml repository, VersionYaml version, Optional<String> pins) {}

    Known of(Instance instance) {
        var repository = repositories.get(instance.repository());
        if (repository == null)
            throw unknown(instance, "repository '" + instance.repository() + "'",
                    "add " + folder.resolve(instance.repository().replace("/", "__") + ".yaml"));
        var version = repository.versions().get(instance.version());
        if (version == null)
            throw unknown(instance, "version '" + instance.version() + "' of " + instance.repository(),
                    "add it under `versions:` in " + folder.resolve(instance.repository().replace("/", "__") + ".yaml"));
        var pins = repository.pins().entrySet().stream().filter(entry -> entry.getValue().contains(instance.id()))
                .map(Map.Entry::getKey).findFirst();
        return new Known(repository, version, pins.or(version::pins));
    }

    PinsYaml pins(String number) {
        return YamlDocument.read(folder.resolve("pins").resolve(number + ".yaml")).as(PinsYaml.class);
    }

    /// A repository's own folder of files, for those that are no repositories of git's.
    Optional<Path> source(RepositoryYaml repository) {
        return repository.folder().map(name -> folder.resolve(name).toAbsolutePath().normalize());
    }

    private static BadInput unknown(Instance instance, String what, String cure) {
        return new BadInput(Problem.of("instance " + instance.id(), what, "has no environment", cure));
    }
}
