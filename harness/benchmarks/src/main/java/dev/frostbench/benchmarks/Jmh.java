package dev.frostbench.benchmarks;

import dev.frostbench.fixtures.snapshot.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// JMH with one folder of snapshots for all of its processes, made once and removed at the end. Takes JMH's options.
public final class Jmh {

    static final String FOLDER = "frostbench.bench.folder";

    private Jmh() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("frostbench-bench-");
        try {
            new Runner(new OptionsBuilder().parent(new CommandLineOptions(args))
                    .jvmArgsAppend("-D" + FOLDER + "=" + folder).build()).run();
        } finally {
            Trees.remove(folder);
        }
    }
}
