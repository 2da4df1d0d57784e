package dev.frostbench.harness.machine;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.image.registry.http.RegistrySettings;
import dev.frostbench.fixtures.quota.ByteSize;
import dev.frostbench.fixtures.recipe.BuildSettings;
import dev.frostbench.fixtures.sandbox.namespaces.rootfs.RootKind;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What the environment says of this machine. It is read once, at the start; nothing else of the program reads a
/// `FROSTBENCH_*` variable. An empty value counts as not set. `docs/settings.md` tells every variable.
///
/// @param store `FROSTBENCH_STORE`: where snapshots are kept, if not in the user's data folder
/// @param backend `FROSTBENCH_BACKEND`, as given
/// @param gitMirror `FROSTBENCH_GIT_MIRROR`: a folder laid out `<owner>/<name>.git`
/// @param debianSnapshots `FROSTBENCH_DEBIAN_SNAPSHOTS`: the address of a mirror that keeps dated copies
/// @param jdk `FROSTBENCH_JDK`: where a `java` step looks first
/// @param registryAuthority `FROSTBENCH_REGISTRY_CA`: certificates that registries of images may use
/// @param criu `FROSTBENCH_CRIU`: the folder of what freezes running processes
/// @param trace `FROSTBENCH_TRACE`: whether a failure of the machine prints its stack trace
/// @param environment all variables, by which programs, interpreters and package registries are found
public record Settings(Optional<String> store, Optional<String> backend, Optional<Path> gitMirror,
        Optional<String> debianSnapshots, Optional<Path> jdk, Optional<Path> registryAuthority, Optional<Path> criu,
        boolean trace,
        Map<String, String> environment) {

    public Settings {
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }

    /// Of this process: its environment, and for what that does not say the user's configuration file.
    public static Settings here() {
        return of(ConfigurationFile.under(System.getenv()));
    }

    static Settings of(Map<String, String> environment) {
        return new Settings(value(environment, "FROSTBENCH_STORE"), value(environment, "FROSTBENCH_BACKEND"),
                value(environment, "FROSTBENCH_GIT_MIRROR").map(Path::of),
                value(environment, "FROSTBENCH_DEBIAN_SNAPSHOTS"),
                value(environment, "FROSTBENCH_JDK").map(Path::of),
                value(environment, "FROSTBENCH_REGISTRY_CA").map(Path::of),
                value(environment, "FROSTBENCH_CRIU").map(Path::of), environment.containsKey("FROSTBENCH_TRACE"),
                environment);
    }

    /// What makes sandboxes: `namespaces` is this program itself, `copy` too but without overlayfs, and any other name
    /// is of an engine.
    private static final String NATIVE = "namespaces";
    private static final String COPY = "copy";
    private static final Set<String> ENGINES = Set.of("docker");

    private static final long COMPILE_CACHE = 2_000_000_000L;
    private static final long SMALLEST_COMPILE_CACHE = 100_000_000L;

    /// The same with another backend.
    ///
    /// @param asked as the user gave it; nothing changes if empty
    public Settings backend(Optional<String> asked, String option) {
        asked.ifPresent(name -> requireBackend(option, name));
        return asked.isEmpty() ? this
                : new Settings(store, asked, gitMirror, debianSnapshots, jdk, registryAuthority,
                        criu, trace, environment);
    }

    private static void requireBackend(String option, String name) {
        if (!name.equals(NATIVE) && !name.equals(COPY) && !ENGINES.contains(name))
            throw new BadInput(Problem.of(option.startsWith("-") ? "command line" : "environment", option,
                    "is '" + name + "', which is no backend", "set it to namespaces, copy or docker, or to nothing"));
    }

    private String backendName() {
        String name = backend.orElse(NATIVE);
        requireBackend("FROSTBENCH_BACKEND", name);
        return name;
    }

    /// How a sandbox of this program itself gets its root directory. Fixtures are built in such sandboxes, whatever
    /// makes those of a run.
    public RootKind root() {
        return backendName().equals(COPY) ? RootKind.COPY : RootKind.OVERLAY;
    }

    /// The other program that makes the sandboxes of a run; empty if this one does.
    public Optional<String> engine() {
        return Optional.of(backendName()).filter(ENGINES::contains);
    }

    /// What builds take from this machine, if nobody asks for something else.
    public BuildSettings builds() {
        return new BuildSettings(gitMirror, debianSnapshots, jdk, registryAuthority, environment, Optional.empty(),
                false, compileCache());
    }

    /// `FROSTBENCH_COMPILE_CACHE`: bytes that each compile cache may have; empty if there are none.
    public Optional<Long> compileCache() {
        Optional<String> asked = value(environment, "FROSTBENCH_COMPILE_CACHE");
        if (asked.isEmpty()) return Optional.of(COMPILE_CACHE);
        if (asked.get().equals("off")) return Optional.empty();
        long most = ByteSize.parse("FROSTBENCH_COMPILE_CACHE", asked.get());
        if (most < SMALLEST_COMPILE_CACHE)
            throw new BadInput(Problem.of("environment", "FROSTBENCH_COMPILE_CACHE",
                    "is '" + asked.get() + "', in which no build has room", "set it to 100MB or more, or to off"));
        return Optional.of(most);
    }

    /// How registries of images are reached.
    ///
    /// @param plainHttp whether the registry has no TLS
    public RegistrySettings registry(boolean plainHttp) {
        return builds().registry(plainHttp);
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }
}
