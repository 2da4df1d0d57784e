package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A store that holds the fixture `host` and nothing else. The launcher under test builds it once in each JVM. Each
/// test that needs some built host gets a copy of its own, with every attribute of every file.
///
/// A test of a first build, or of a new store, makes its own store.
public final class BuiltHost {

    private static Path original;

    private BuiltHost() {}

    /// @param store a place that does not exist, or an empty folder
    public static void copyTo(Path store) throws IOException, InterruptedException {
        Path original = original();
        inNamespace(original, "cp", "-aT", original.toString(), store.toString());
    }

    private static synchronized Path original() throws IOException, InterruptedException {
        if (original != null) return original;
        Path folder = Files.createTempDirectory("frostbench-built-host-");
        Path store = folder.resolve("store");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(store)));
        Launched.launch(folder, Map.of("FROSTBENCH_STORE", store.toString()), "fixture", "build", "host").ended(0);
        return original = store;
    }

    private static void remove(Path store) {
        try {
            inNamespace(store, "rm", "-r", store.toString());
            Files.delete(store.getParent());
        } catch (IOException | InterruptedException | AssertionError left) {
            System.err.println("could not be removed: " + store + ": " + left);
        }
    }

    /// The files of a store have ids that a user has only inside a namespace of the launcher.
    private static void inNamespace(Path store, String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(Launched.HOME.resolve("fixtures/launch/bin/java").toString(),
                "-XX:+UseSerialGC",
                "-cp", System.getProperty("java.class.path"), BuiltHost.class.getName());
        builder.command().addAll(List.of(command));
        builder.environment().put("FROSTBENCH_STORE", store.toString());
        assertThat(builder.inheritIO().start().waitFor()).as(String.join(" ", command)).isZero();
    }

    /// Inside a namespace of the launcher: runs the command it is given.
    public static void main(String[] command) throws IOException, InterruptedException {
        System.exit(new ProcessBuilder(command).inheritIO().start().waitFor());
    }
}
