package dev.frostbench.harness;

import dev.frostbench.harness.cli.Frostbench;

/// Where the launcher enters.
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        // Answered before the command line's classes are loaded: half the time of such a command.
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
            System.out.println("frostbench " + Version.text());
            return;
        }
        System.exit(Frostbench.execute(args));
    }
}
