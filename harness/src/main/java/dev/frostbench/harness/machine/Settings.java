package dev.frostbench.harness.machine;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.image.registry.http.RegistrySettings;
import dev.frostbench.fixtures.recipe.BuildSettings;
import dev.frostbench.fixtures.sandbox.namespaces.rootfs.RootKind;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
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
/// @param trace `FROSTBENCH_TRACE`: whether a failure of the machine prints its stack trace
/// @param environment all variables, by which programs, interpreters and package registries are found
public record Settings(Optional<String> store, Optional<String> backend, Optional<Path> gitMirror,
        Optional<String> debianSnapshots, Optional<Path> jdk, Optional<Path> registryAuthority, boolean trace,
        Map<String, String> environment) {

    public Settings {
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }

    /// Of this process.
    public static Settings here() {
        return of(System.getenv());
    }

    static Settings of(Map<String, String> environment) {
        return new Settings(value(environment, "FROSTBENCH_STORE"), value(environment, "FROSTBENCH_BACKEND"),
                value(environment, "FROSTBENCH_GIT_MIRROR").map(Path::of),
                value(environment, "FROSTBENCH_DEBIAN_SNAPSHOTS"),
                value(environment, "FROSTBENCH_JDK").map(Path::of),
                value(environment, "FROSTBENCH_REGISTRY_CA").map(Path::of), environment.containsKey("FROSTBENCH_TRACE"),
                environment);
    }

    /// How a sandbox gets its root directory.
    public RootKind root() {
        return switch (backend.orElse("namespaces")) {
            case "namespaces" -> RootKind.OVERLAY;
            case "copy" -> RootKind.COPY;
            default -> throw new BadInput(Problem.of("environment", "FROSTBENCH_BACKEND",
                    "is '" + backend.get() + "', which is no backend", "set it to namespaces or copy, or to nothing"));
        };
    }

    /// What builds take from this machine, if nobody asks for something else.
    public BuildSettings builds() {
        return new BuildSettings(gitMirror, debianSnapshots, jdk, registryAuthority, environment, Optional.empty(),
                false);
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
