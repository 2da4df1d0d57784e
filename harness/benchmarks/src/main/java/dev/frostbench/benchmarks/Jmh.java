package dev.frostbench.benchmarks;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// JMH with one folder of snapshots for all its processes, made once and removed at the end. It takes JMH's options.
public final class Jmh {

    static final String FOLDER = "frostbench.bench.folder";

    private Jmh() {}

    public static void main(String[] args) throws Exception {
        try (BenchFolder folder = BenchFolder.make()) {
            new Runner(new OptionsBuilder().parent(new CommandLineOptions(args))
                    .jvmArgsAppend("-D" + FOLDER + "=" + folder.path()).build()).run();
        }
    }
}
