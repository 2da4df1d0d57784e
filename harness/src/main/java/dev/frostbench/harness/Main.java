package dev.frostbench.harness;

import dev.frostbench.fixtures.sandbox.namespaces.NamespaceBackend;
import dev.frostbench.harness.cli.Frostbench;
import dev.frostbench.harness.cli.console.StandardOutput;
import dev.frostbench.harness.machine.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The class that the launcher starts.
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        // answered before the command line's classes are loaded, which takes half the time of such a command
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
            System.exit(version(StandardOutput.ofProcess()));
        }
        // foreign calls take as long to be bound as the command line to be read, so both are done at once
        Thread.ofPlatform().daemon().name("head start").start(NamespaceBackend::warmUp);
        System.exit(Frostbench.execute(args));
    }

    private static int version(StandardOutput out) {
        try {
            out.write(("frostbench " + Version.text() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException lost) {
            // its exit code says so
        }
        return out.codeAfter(0, System.err::println);
    }
}
