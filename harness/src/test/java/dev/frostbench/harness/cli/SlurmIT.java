package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.frostbench.harness.ledger.RecordedRun;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs on a real Slurm cluster of three nodes, beside the same run on this machine alone.
@Tag("sandbox")
class SlurmIT {

    private static final int PROBLEMS = 30;
    /// Long enough for the cluster to miss a node and start its share elsewhere.
    private static final double SLOW = 0.9;

    @TempDir
    static Path folder;

    private static SlurmCluster cluster;

    @BeforeAll
    static void clusterAndOneMachine() throws Exception {
        cluster = SlurmCluster.start(folder.resolve("slurm"));
        BuiltHost.copyTo(folder.resolve("store"));
        for (String data : List.of("quick", "slow")) {
            ManyProblems.write(Files.createDirectory(folder.resolve(data)), PROBLEMS, data.equals("slow") ? SLOW : 0);
            launch(data, line("alone", "--workers", "16")).ended(0);
        }
    }

    @AfterAll
    static void end() throws IOException {
        if (cluster != null) cluster.close();
    }

    /// The three nodes are one host, so the folder of each is the same: they take turns to copy.
    @Test
    void theScoresAreThoseOfOneMachineToTheByteAndFixturesAreCopiedOnceANode() throws Exception {
        Path nodeStore = folder.resolve("node-store");
        Launched run = launch("quick", line("together", "--on", "slurm", "--shards", "5", "--node-store",
                nodeStore.toString())).ended(0);

        assertThat(run.err()).containsPattern("slurm job \\d+: 27 samples in 5 shares").contains("[27/27] ");
        assertSame("quick", "together");
        assertThat(attempts("quick", "together")).hasSize(5);
        try (Stream<Path> layers = Files.list(nodeStore.resolve("layers"));
                Stream<Path> original = Files.list(folder.resolve("store/layers"))) {
            assertThat(layers.map(Path::getFileName)).isNotEmpty().isSubsetOf(original.map(Path::getFileName).toList());
        }
        assertThat(launch("quick", "report", "together").ended(0).out()).contains("resolved");
    }

    /// The nodes fork, in a store of their own, what the leader has frozen.
    @Test
    void aServiceIsStartedOnceForAllNodes() throws Exception {
        assumeTrue(System.getenv("FROSTBENCH_CRIU") != null,
                "FROSTBENCH_CRIU is not set: fixtures/launch/bin/criu-kit");
        Path own = Files.createDirectory(folder.resolve("service"));
        ServicesIT.suite(own, ServicesIT.SERVER, ServicesIT.READY);
        List<String> tasks = List.of("t0", "t1", "t2", "t3", "t4", "t5");
        Files.write(own.resolve("tasks.jsonl"),
                tasks.stream().map(id -> ServicesIT.row(id, ServicesIT.CHECK.formatted(id))).toList());
        Files.write(own.resolve("answers.jsonl"),
                tasks.stream().map(id -> ServicesIT.answer(id, "def square(n): return n * n")).toList());
        Launched together = launch("service", "run", "suite.yaml", "--run-id", "one", "--out", "together", "--on",
                "slurm", "--shards", "2", "--node-store", folder.resolve("service-store").toString()).ended(0);
        assertThat(together.err()).containsOnlyOnce("was started and frozen").contains("6 samples in 2 shares");
        launch("service", "run", "suite.yaml", "--run-id", "one", "--out", "alone").ended(0);
        for (String file : List.of("scores.csv", "run.json"))
            assertThat(own.resolve("together").resolve(file))
                    .hasSameBinaryContentAs(own.resolve("alone").resolve(file));
        Set<String> images = new HashSet<>();
        for (String run : List.of("together", "alone"))
            for (var result : RecordedRun.read(own.resolve(run)).record().results()) {
                assertThat(result.grade().verdict().passed()).as(result.grade().why()).isTrue();
                images.addAll(result.evidence().notes());
            }
        assertThat(images).singleElement().asString().contains("forked from sha256:");
    }

    @Test
    void theShareOfANodeThatIsKilledIsDoneElsewhere() throws Exception {
        Process run = begin("killed", "--on", "slurm", "--shards", "3");
        awaitResults("killed", 6);
        SlurmCluster.Share lost = cluster.running().getFirst();
        cluster.kill(lost.node());

        ended(run, "killed", 0);
        cluster.startNode(lost.node());
        cluster.awaitNodes();
        assertSame("slow", "killed");
        assertThat(attempts("slow", "killed").keySet()).as("attempts at share " + lost.number())
                .filteredOn(name -> name.startsWith(lost.number() + "-of-3.")).hasSize(2);
        assertSingle("killed");
    }

    @Test
    void bothAttemptsOfANodeThatIsCutOffWriteAndTheResultsStaySingle() throws Exception {
        Process run = begin("cut", "--on", "slurm", "--shards", "2", "--workers", "1");
        awaitResults("cut", 3);
        SlurmCluster.Share lost = cluster.running().getFirst();
        cluster.cutOff(lost.node());
        cluster.miss(lost.node());

        ended(run, "cut", 0);
        cluster.startNode(lost.node());
        cluster.awaitNodes();
        assertSame("slow", "cut");
        List<Set<String>> both = attempts("slow", "cut").entrySet().stream()
                .filter(attempt -> attempt.getKey().startsWith(lost.number() + "-of-2."))
                .map(Map.Entry::getValue).toList();
        assertThat(both).hasSize(2);
        assertThat(both.get(0)).as("what both attempts have a result of").containsAnyElementsOf(both.get(1));
        assertSingle("cut");
    }

    @Test
    void afterACancelAndAKilledLeaderTheRunGoesOn() throws Exception {
        Process run = begin("ended", "--on", "slurm", "--shards", "3");
        awaitResults("ended", 3);
        cluster.say("scancel", "--name=frostbench-one");
        assertThat(ended(run, "ended", 3)).contains("somebody cancelled it", "--resume --out ended");

        int first = results("ended").size();
        Process again = begin("ended", "--on", "slurm", "--resume", "--shards", "1", "--workers", "1");
        awaitResults("ended", first + 1);
        again.destroyForcibly().waitFor();
        assertThat(ended(begin("ended", "--on", "slurm", "--resume"), "ended", 0)).contains(" of before is ended",
                "known already");
        assertSame("slow", "ended");
        assertSingle("ended");
    }

    @Test
    void aShareThatCannotStartOrWaitsIsToldWithItsCure() throws Exception {
        assertThat(launch("quick", line("none", "--on", "slurm", "--sbatch-arg=--partition=none")).ended(2).errors())
                .singleElement().asString().contains("names a partition that the cluster does not have",
                        "--sbatch-arg=--partition=NAME", "it has bench");
        assertThat(launch("quick", line("none", "--on", "slurm", "--sbatch-arg=--nonsense")).ended(2).errors())
                .singleElement().asString().contains("--sbatch-arg is refused by sbatch");
        assertThat(launch("quick", line("none", "--on", "slurm", "--node-store", "/proc/none")).ended(3).err())
                .contains("FAILED, exit code ", "/proc/none", "--resume --out none");

        cluster.say("scontrol", "update", "PartitionName=bench", "State=DOWN");
        try {
            Process run = begin("waits", "--on", "slurm");
            SlurmCluster.await("the reason", () -> log("waits").contains("name another one with"));
            run.destroy();
            assertThat(ended(run, "waits", 130)).contains("PartitionDown: the partition takes no jobs",
                    "--resume --out waits");
        } finally {
            cluster.say("scontrol", "update", "PartitionName=bench", "State=UP");
        }
        assertThat(cluster.say("squeue", "--noheader")).isBlank();
    }

    @Test
    void withoutSbatchTheRunSaysSoBeforeAnythingIsBuilt() throws Exception {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        for (String place : List.of("/usr/sbin", "/usr/bin", "/bin"))
            try (Stream<Path> all = Files.list(Path.of(place))) {
                for (Path program : all.toList()) {
                    Path link = programs.resolve(program.getFileName());
                    if (!link.endsWith("sbatch") && !Files.exists(link)) Files.createSymbolicLink(link, program);
                }
            }
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("PATH", programs.toString());
        environment.put("FROSTBENCH_STORE", folder.resolve("empty-store").toString());
        Launched run = Launched.launch(folder.resolve("quick"), environment, line("without", "--on", "slurm")).ended(3);

        assertThat(run.errors()).singleElement().asString().contains("there is no sbatch here", "slurm-client");
        try (Stream<Path> links = Files.list(programs)) {
            for (Path link : links.toList()) Files.delete(link);
        }
    }

    private static String[] line(String out, String... more) {
        List<String> line = new ArrayList<>(ManyProblems.run(out));
        line.addAll(List.of(more));
        return line.toArray(String[]::new);
    }

    private static Launched launch(String data, String... words) throws Exception {
        return Launched.launch(folder.resolve(data), environment(), words);
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(cluster.environment());
        environment.put("FROSTBENCH_STORE", folder.resolve("store").toString());
        environment.put("FROSTBENCH_BUILD", "never");
        return environment;
    }

    /// Begins a run of the slow problems.
    private static Process begin(String out, String... more) throws IOException {
        List<String> argv = new ArrayList<>(List.of(Launched.HOME.resolve("frostbench").toString()));
        argv.addAll(List.of(line(out, more)));
        var builder = new ProcessBuilder(argv).directory(folder.resolve("slow").toFile()).redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), out + ".log"));
        builder.environment().putAll(environment());
        return builder.start();
    }

    private static String ended(Process run, String out, int code) throws Exception {
        return new Launched(run.waitFor(), log(out), "").ended(code).out();
    }

    private static String log(String out) throws IOException {
        return Files.readString(folder.resolve(out + ".log"));
    }

    private static void awaitResults(String run, int count) throws Exception {
        SlurmCluster.await(count + " results", () -> results(run).size() >= count);
    }

    /// The tasks with a result in a run's ledger, as often as they have one.
    private static List<String> results(String run) throws IOException {
        return ManyProblems.finished(folder.resolve("slow").resolve(run));
    }

    private static void assertSingle(String run) throws IOException {
        assertThat(results(run)).doesNotHaveDuplicates().hasSize(PROBLEMS - PROBLEMS / 10);
    }

    private static void assertSame(String data, String run) throws IOException {
        Path at = folder.resolve(data);
        assertThat(ManyProblems.scores(at.resolve(run))).isEqualTo(ManyProblems.scores(at.resolve("alone")))
                .hasSizeGreaterThan(4);
    }

    /// The tasks that each attempt has a result of, by the attempt's name.
    private static Map<String, Set<String>> attempts(String data, String run) throws IOException {
        Map<String, Set<String>> attempts = new HashMap<>();
        try (Stream<Path> all = Files.list(folder.resolve(data).resolve(run).resolve("cluster/1/attempts"))) {
            for (Path attempt : all.toList())
                attempts.put(attempt.getFileName().toString(), new HashSet<>(ManyProblems.finished(attempt)));
        }
        return attempts;
    }
}
