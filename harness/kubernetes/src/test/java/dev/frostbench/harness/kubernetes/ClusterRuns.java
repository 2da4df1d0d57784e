package dev.frostbench.harness.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.harness.cli.BuiltHost;
import dev.frostbench.harness.cli.Launched;
import dev.frostbench.harness.cli.ManyProblems;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Runs of the launcher on a cluster of tests, and the same runs on this machine alone.
///
/// @param folder what all nodes see
/// @param kubeconfig of who leads the runs
record ClusterRuns(Path folder, Path kubeconfig) {

    private static final int QUICK = 30;
    /// Long enough, at one a time, for the cluster to miss a node and start its share elsewhere.
    private static final int SLOW = 90;
    private static final double SLOW_SECONDS = 0.9;

    /// Has problems tried on this machine, for all that comes to be compared with.
    void prepare() throws Exception {
        BuiltHost.copyTo(folder.resolve("store"));
        ManyProblems.write(Files.createDirectory(folder.resolve("quick")), QUICK);
        ManyProblems.write(Files.createDirectory(folder.resolve("slow")), SLOW, SLOW_SECONDS);
        for (String data : List.of("quick", "slow")) launch(data, line("alone", "--workers", "16")).ended(0);
    }

    String refused(Map<String, String> environment, int code, String... words) throws Exception {
        return Launched.launch(folder.resolve("quick"), environment, words).ended(code).err();
    }

    private static String[] line(String out, String... more) {
        List<String> line = new ArrayList<>(ManyProblems.run(out));
        line.addAll(List.of(more));
        return line.toArray(String[]::new);
    }

    /// The words of a run on the cluster.
    String[] on(String out, String... more) {
        List<String> all = new ArrayList<>(List.of("--on", "kubernetes", "--claim", TestCluster.CLAIM + ":" + folder));
        if (!List.of(more).contains("--image")) all.addAll(List.of("--image", "frostbench/test"));
        all.addAll(List.of(more));
        return line(out, all.toArray(String[]::new));
    }

    /// @param data quick or slow
    Launched launch(String data, String... words) throws Exception {
        return Launched.launch(folder.resolve(data), environment(), words);
    }

    Map<String, String> environment() {
        return environment(kubeconfig);
    }

    Map<String, String> environment(Path ofAnother) {
        return Map.of("FROSTBENCH_STORE", folder.resolve("store").toString(), "FROSTBENCH_BUILD", "never", "KUBECONFIG",
                ofAnother.toString());
    }

    /// Begins a run of the slow problems on the cluster.
    Process begin(String out, String... more) throws IOException {
        List<String> argv = new ArrayList<>(List.of(Launched.HOME.resolve("frostbench").toString()));
        argv.addAll(List.of(on(out, more)));
        var builder = new ProcessBuilder(argv).directory(folder.resolve("slow").toFile()).redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), out + ".log"));
        builder.environment().putAll(environment());
        return builder.start();
    }

    String ended(Process run, String out, int code) throws Exception {
        return new Launched(run.waitFor(), log(out), "").ended(code).out();
    }

    String log(String out) throws IOException {
        return Files.readString(folder.resolve(out + ".log"));
    }

    /// The number of the share in the name of a Pod.
    static String share(String pod) {
        return pod.replaceAll(".*-(\\d+)-[a-z0-9]+$", "$1");
    }

    void awaitResults(String run, int count) throws Exception {
        ControlPlane.await(count + " results", () -> results(run).size() >= count);
    }

    /// The tasks with a result in the ledger of a run of the slow problems, as often as they have one.
    List<String> results(String run) throws IOException {
        return ManyProblems.finished(folder.resolve("slow").resolve(run));
    }

    void assertSingle(String run) throws IOException {
        assertThat(results(run)).doesNotHaveDuplicates().hasSize(SLOW - SLOW / 10);
    }

    /// Holds the score files of a run against those of the same run on this machine.
    void assertSame(String data, String run) throws IOException {
        Path at = folder.resolve(data);
        assertThat(ManyProblems.scores(at.resolve(run))).isEqualTo(ManyProblems.scores(at.resolve("alone")))
                .hasSizeGreaterThan(4);
    }

    /// The tasks that each attempt has a result of, by the attempt's name.
    Map<String, Set<String>> attempts(String data, String run) throws IOException {
        Map<String, Set<String>> attempts = new HashMap<>();
        try (Stream<Path> all = Files.list(folder.resolve(data).resolve(run).resolve("cluster/1/attempts"))) {
            for (Path attempt : all.toList())
                attempts.put(attempt.getFileName().toString(), new HashSet<>(ManyProblems.finished(attempt)));
        }
        return attempts;
    }
}
