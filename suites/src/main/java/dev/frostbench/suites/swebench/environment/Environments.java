package dev.frostbench.suites.swebench.environment;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.documents.YamlDocument;
import dev.frostbench.suites.swebench.instance.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The data about repositories: one YAML file a repository, `pins/<n>.yaml` for environments that several instances
/// share, and `services/<name>.yaml` for programs that tests talk to. Each file is read once.
///
/// An instance of a known version needs nothing new. A new version needs one entry, a new repository one file.
public final class Environments {

    /// The one network that swallows packets inside a sandbox.
    private static final String SWALLOWED = "10.0.0.0/8";

    private final Path folder;
    private final Map<String, Repository> repositories = new TreeMap<>();
    private final Map<String, PinsYaml> pins = new ConcurrentHashMap<>();
    private final Map<String, ServiceYaml> services = new ConcurrentHashMap<>();

    /// The file of a repository.
    ///
    /// @param folder of its files, beside this file, if it is no git repository
    /// @param log_parser name of the parser; the official one if absent
    /// @param base fixture that environments are built on: a Debian system; if absent, the host's shell and `programs`
    /// @param programs of the host that its tests need
    /// @param every what all versions have unless they say otherwise
    /// @param instances exceptions of single instances, by their number or a range of numbers, `100-120`
    /// @param pins number of an environment to the numbers of the instances that the official images built with it; the
    ///     other instances have the pins of their version
    /// @param instead replacements for what cannot be had as pinned, by the pin's name
    public record RepositoryYaml(String repository, Optional<String> folder, Optional<String> log_parser,
            Optional<String> base, List<String> programs, Optional<VersionYaml> every,
            Map<String, VersionYaml> versions,
            Map<String, VersionYaml> instances, Map<String, List<Integer>> pins, Map<String, InsteadYaml> instead) {}

    /// The entry of a version.
    ///
    /// @param like another version, whose entry fills what this one leaves out
    /// @param fixture to build on, instead of a Python with pins
    /// @param pins number of the environment's pins
    /// @param packages of Debian, added to the base
    /// @param wheels of build tools, kept in the fixture for installs without network
    /// @param fetch wheels that the instance's own install needs beyond them
    /// @param added packages that the pins lack
    /// @param pre_install lines for `sh` before the install
    /// @param install line for `sh`, run without network
    /// @param building environment of these lines only
    /// @param environment of these lines and of the tests
    /// @param test_cmd the command that gets the test files as arguments
    /// @param set_up lines at the beginning of the evaluation script
    /// @param services that must answer while the tests run, by the names of their files
    /// @param routes networks that must swallow packets
    /// @param corrections how the evaluation differs from the official one, and why
    public record VersionYaml(Optional<String> like, Optional<String> fixture, Optional<String> pins,
            List<String> packages,
            List<String> wheels, List<String> fetch, List<AddedYaml> added, List<String> pre_install,
            Optional<String> install, Map<String, String> building, Map<String, String> environment,
            Optional<String> test_cmd, List<String> set_up, List<String> services, List<String> routes,
            List<String> corrections) {

        public VersionYaml {
            for (String route : routes)
                if (!route.equals(SWALLOWED))
                    throw new IllegalArgumentException(
                            "packets to " + SWALLOWED + " are swallowed, in every sandbox; none to " + route);
        }

        /// This version, with what it leaves out taken from the one below.
        VersionYaml over(VersionYaml below) {
            return new VersionYaml(like, fixture.or(below::fixture), pins.or(below::pins), or(packages, below.packages),
                    or(wheels, below.wheels), or(fetch, below.fetch), both(below.added, added),
                    or(pre_install, below.pre_install), install.or(below::install), both(below.building, building),
                    both(below.environment, environment), test_cmd.or(below::test_cmd), or(set_up, below.set_up),
                    or(services, below.services), or(routes, below.routes), both(below.corrections, corrections));
        }

        private static <T> List<T> or(List<T> own, List<T> below) {
            return own.isEmpty() ? below : own;
        }

        private static <T> List<T> both(List<T> below, List<T> own) {
            List<T> both = new ArrayList<>(below);
            both.addAll(own);
            return both;
        }

        private static Map<String, String> both(Map<String, String> below, Map<String, String> own) {
            Map<String, String> both = new TreeMap<>(below);
            both.putAll(own);
            return both;
        }
    }

    /// Packages that the official image got by other ways than its pins.
    public record AddedYaml(List<String> packages, String because) {}

    /// The replacement of something pinned.
    ///
    /// @param use the replacement in pip's form, or a version of Python; empty if the pin is left out
    public record InsteadYaml(Optional<String> use, String because) {}

    /// An environment that the official images were built with.
    ///
    /// @param tools versions of pip, setuptools and wheel
    /// @param left_out what else the images hold, and why that is not needed, in one line
    /// @param packages as pinned there
    /// @param instead replacements for what cannot be had, by the pin's name; they win over the repository's
    public record PinsYaml(String python, Optional<String> left_out, List<String> tools, List<String> packages,
            List<AddedYaml> added,
            Map<String, InsteadYaml> instead) {}

    /// A program that tests talk to: a fixture of its own that the environment is built on.
    ///
    /// @param packages in a folder of their own, `/opt/services/<name>/site-packages`
    /// @param build lines for `sh` that make the rest of `/opt/services/<name>`
    /// @param prepare lines for `sh` in the checkout, after the environment is built
    /// @param start line for `sh` that starts it in the background
    /// @param ports of loopback that answer when it is ready
    public record ServiceYaml(String description, String python, List<String> packages, List<String> build,
            List<String> prepare, String start, List<Integer> ports) {}

    private record Repository(Path file, RepositoryYaml yaml, Map<Integer, String> pins) {}

    private Environments(Path folder) {
        this.folder = folder;
    }

    /// No data: for instances that bring their environments.
    ///
    /// @param folder where data would be, for messages
    public static Environments none(Path folder) {
        return new Environments(folder);
    }

    public static Environments read(Path folder) {
        var environments = new Environments(folder);
        if (!Files.isDirectory(folder))
            throw new BadInput(Problem.of(folder.toString(), "the folder of environments", "is not there",
                    "mend `environments:` of the suite"));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml") && !path.endsWith("suite.yaml")
                    && !path.endsWith("suite.lock.yaml")).sorted().toList())
                environments.add(file);
        } catch (IOException unreadable) {
            throw new BadInput(Problem.of(folder.toString(), "the folder of environments", "cannot be read",
                    unreadable.getMessage()));
        }
        return environments;
    }

    private void add(Path file) {
        var yaml = YamlDocument.read(file).as(RepositoryYaml.class);
        Map<Integer, String> byInstance = new HashMap<>();
        yaml.pins().forEach((number, instances) -> instances.forEach(instance -> byInstance.put(instance, number)));
        repositories.put(yaml.repository(), new Repository(file, yaml, byInstance));
    }

    /// Its files, and its folders of files.
    public List<Path> files() {
        if (!Files.isDirectory(folder)) return List.of();
        List<Path> files = new ArrayList<>(List.of(folder.resolve("pins"), folder.resolve("services")));
        for (Repository repository : repositories.values()) {
            files.add(repository.file);
            source(repository.yaml).ifPresent(files::add);
        }
        return files;
    }

    /// Everything known about one instance.
    ///
    /// @param version with what the repository and the instance add to it
    public record Known(RepositoryYaml repository, VersionYaml version, Optional<String> pins) {

        /// Of an instance that brings all that it needs.
        private static Known nothing(String repository) {
            var version = new VersionYaml(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(),
                    List.of(), List.of(), List.of(), Optional.empty(), Map.of(), Map.of(), Optional.empty(), List.of(),
                    List.of(), List.of(), List.of());
            return new Known(new RepositoryYaml(repository, Optional.empty(), Optional.empty(), Optional.empty(),
                    List.of(), Optional.empty(), Map.of(), Map.of(), Map.of(), Map.of()), version, Optional.empty());
        }
    }

    public Known of(Instance instance) {
        var repository = repositories.get(instance.repository());
        boolean bringsAll = instance.bringsEnvironment() && instance.evaluationScript().isPresent();
        if (bringsAll && (repository == null || !repository.yaml.versions().containsKey(instance.version())))
            return Known.nothing(instance.repository());
        if (repository == null)
            throw unknown(instance, "repository '" + instance.repository() + "'",
                    "add " + folder + "/" + instance.repository().replace("/", "__") + ".yaml");
        var version = repository.yaml.versions().get(instance.version());
        if (version == null)
            throw unknown(instance, "version '" + instance.version() + "' of " + instance.repository(),
                    "add it under `versions:` in " + repository.file + "; there are "
                            + String.join(", ", repository.yaml.versions().keySet()));
        int number = number(instance.id());
        var known = whole(repository, version);
        for (var entry : repository.yaml.instances().entrySet())
            if (within(number, entry.getKey())) known = entry.getValue().over(known);
        if (known.test_cmd().isEmpty() && instance.evaluationScript().isEmpty())
            throw unknown(instance, "version '" + instance.version() + "' of " + instance.repository(),
                    "add its `test_cmd:` in " + repository.file);
        return new Known(repository.yaml, known, Optional.ofNullable(repository.pins.get(number)).or(known::pins));
    }

    /// The name of a repository's parser; empty if the repository is unknown. To read a log needs no environment, so no
    /// version is asked for.
    public Optional<String> parser(String repository) {
        return Optional.ofNullable(repositories.get(repository)).map(known -> known.yaml.log_parser().orElse("pytest"));
    }

    private static VersionYaml whole(Repository repository, VersionYaml version) {
        var below = version.like().map(name -> {
            var like = repository.yaml.versions().get(name);
            if (like == null || like.like().isPresent())
                throw new BadInput(Problem.of(repository.file.toString(), "`like: " + name + "`",
                        "names no version with an entry of its own", "mend it"));
            return like;
        });
        VersionYaml own = below.map(version::over).orElse(version);
        return repository.yaml.every().map(own::over).orElse(own);
    }

    private static int number(String id) {
        String digits = id.substring(id.lastIndexOf('-') + 1);
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : -1;
    }

    private static boolean within(int number, String range) {
        int dash = range.indexOf('-');
        int first = number("-" + (dash < 0 ? range : range.substring(0, dash)));
        return number >= 0 && first <= number && number <= number("-" + range);
    }

    PinsYaml pins(String number) {
        return pins.computeIfAbsent(number,
                _ -> YamlDocument.read(folder.resolve("pins").resolve(number + ".yaml")).as(PinsYaml.class));
    }

    public ServiceYaml service(String name) {
        return services.computeIfAbsent(name,
                _ -> YamlDocument.read(folder.resolve("services").resolve(name + ".yaml")).as(ServiceYaml.class));
    }

    /// The repository's own folder of files, if it is no git repository.
    Optional<Path> source(RepositoryYaml repository) {
        return repository.folder().map(name -> folder.resolve(name).toAbsolutePath().normalize());
    }

    private static BadInput unknown(Instance instance, String what, String cure) {
        return new BadInput(Problem.of("instance " + instance.id(), what, "has no environment", cure));
    }
}
