package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `search` as a user starts it, over real states.
@Tag("sandbox")
class SearchIT {

    private static final String EXAMPLE = Launched.HOME.resolve("docs/examples/04-search/repair.yaml").toString();

    @TempDir
    static Path store;

    @TempDir
    Path folder;

    @BeforeAll
    static void host() throws Exception {
        BuiltHost.copyTo(store);
    }

    @Test
    void anAgentWithoutAModelRepairsAProjectAndTheBestStateStays() throws Exception {
        Launched search = search(EXAMPLE, "--out", "out", "--keep", "agents/repaired", "--patches").ended(0);
        assertThat(search.out()).startsWith("The goal is reached.\n").contains("agents/repaired");
        String test = "cd /src && python3 -m unittest -q";
        launch("exec", "agents/repaired", "--", "sh", "-c", test).ended(0);
        launch("exec", "example-intervals", "--", "sh", "-c", test).ended(1);

        Path project = Files.createDirectory(folder.resolve("project"));
        for (String file : List.of("intervals.py", "test_intervals.py"))
            Files.copy(Path.of(EXAMPLE).resolveSibling("project").resolve(file), project.resolve(file));
        Launched.start(folder, Map.of(), List.of("sh", "-c",
                "cd project && git apply ../out/best.patch && python3 -m unittest -q")).ended(0);

        JsonNode tree = tree("out");
        JsonNode best = tree.get("nodes").get(tree.get("best").intValue());
        assertThat(best.get("snapshot").stringValue()).isEqualTo("agents/repaired");
        assertThat(best.get("changes").get(0).get("path").stringValue()).isEqualTo("/src/intervals.py");
        assertThat(folder.resolve("out/patches/n" + best.get("id") + ".patch")).isNotEmptyFile();
        assertThat(Files.readString(folder.resolve("out/index.html"))).contains("The goal is reached.");
        assertThat(launch("snapshot", "patch", "example-intervals", "agents/repaired", "--folder", "/src").ended(0)
                .out()).isEqualTo(Files.readString(folder.resolve("out/best.patch")));
        assertNothingIsOpen();
    }

    @Test
    void theTreeIsTheSameWhateverTheTiming() throws Exception {
        String slow = "sleep 0.$(($(od -An -N1 -tu1 /dev/urandom) % 3))\n";
        Files.writeString(folder.resolve("shuffled.yaml"), """
                from: host
                candidates:
                  one: "%1$s echo 1 >> /srv/it"
                  two: "%1$s echo 2 >> /srv/it"
                  also one: "%1$s echo 1 >> /srv/it"
                  none: "%1$s touch /srv/it"
                  fails: "%1$s echo gone > /srv/it; exit 3"
                score: {run: "%1$s cat /srv/it 2> /dev/null | wc -c; sed -n '$p' /srv/it || echo 0", by: number}
                strategy: {kind: beam, width: 2}
                depth: 3
                """.formatted(slow.replace("\n", ";")));
        search("shuffled.yaml", "--out", "alone", "--workers", "1").ended(0);
        search("shuffled.yaml", "--out", "together", "--workers", "4").ended(0);
        assertThat(folder.resolve("together/tree.json")).hasSameTextualContentAs(folder.resolve("alone/tree.json"));
        JsonNode nodes = tree("alone").get("nodes");
        assertThat(nodes.get(3).get("same_as").intValue()).isEqualTo(1);
        assertThat(nodes.get(5).get("reason").stringValue()).isEqualTo("exit code 3");
    }

    @Test
    void aCandidateThatHangsOrIsKilledIsANodeWithTheReason() throws Exception {
        Files.writeString(folder.resolve("failing.yaml"), """
                from: host
                candidates: {hangs: sleep 600, crashes: kill -SEGV $$, fine: echo 1 > /srv/it}
                score: {run: "test -e /srv/it || sleep 600"}
                depth: 1
                timeout: 3s
                """);
        Launched unscored = search("failing.yaml", "--out", "unscored").ended(2);
        assertThat(unscored.errors().getLast()).contains("the root has no score", "still running after 3.0 s");
        Files.writeString(folder.resolve("failing.yaml"),
                Files.readString(folder.resolve("failing.yaml")).replace("|| sleep 600", ""));
        search("failing.yaml", "--out", "out").ended(0);
        assertThat(tree("out").get("nodes").valueStream().map(node -> node.get("reason").asString("")).toList())
                .containsExactly("", "still running after 3.0 s", "killed by signal 11", "");
    }

    @Test
    void everyStateCanBeKeptAndOpened() throws Exception {
        Files.writeString(folder.resolve("numbers.yaml"), """
                from: host
                propose: "for n in 1 2; do echo \\"echo $n >> /srv/it\\"; done"
                score: {run: cat /srv/it | wc -l, by: number, goal: 9}
                strategy: {kind: depth-first}
                depth: 2
                """);
        search("numbers.yaml", "--out", "out", "--keep-all", "tree/numbers").ended(1);
        JsonNode nodes = tree("out").get("nodes");
        assertThat(nodes).hasSize(7);
        for (JsonNode node : nodes)
            assertThat(node.get("snapshot").stringValue()).isEqualTo("tree/numbers/n" + node.get("id"));
        JsonNode leaf = nodes.get(6);
        assertThat(launch("exec", leaf.get("snapshot").stringValue(), "--", "cat", "/srv/it").ended(0).out()
                .replace("\n", " ")).matches("[12] [12] ");
        assertThat(launch("snapshot", "diff", "tree/numbers/n" + leaf.get("parent"), leaf.get("snapshot").stringValue())
                .ended(0).out()).contains("/srv/it");
        assertNothingIsOpen();
    }

    @Test
    void nothingIsLeftOfASearchThatIsKilled() throws Exception {
        Files.writeString(folder.resolve("endless.yaml"), """
                from: host
                candidates: {a: echo a >> /srv/it, b: echo b >> /srv/it}
                score: {run: cat /srv/it | wc -l, by: number}
                depth: 1000
                budget: {sandboxes: 100000}
                """);
        String before = launch("snapshot", "list").ended(0).out();
        var builder = new ProcessBuilder(Launched.HOME.resolve("frostbench").toString(), "search", "endless.yaml",
                "--out", "out").directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("FROSTBENCH_STORE", store.toString());
        builder.environment().put("FROSTBENCH_BUILD", "never");
        Process search = builder.start();
        while (drafts() < 10) assertThat(search.waitFor(50, TimeUnit.MILLISECONDS)).as("it goes on").isFalse();
        search.destroyForcibly().waitFor();
        assertThat(launch("snapshot", "list").ended(0).out()).isEqualTo(before);
        assertThat(drafts()).isZero();
        assertNothingIsOpen();
    }

    @Test
    void whatCannotBeSearchedIsToldBeforeAnythingRuns() throws Exception {
        assertThat(search("none.yaml").ended(2).errors()).singleElement().asString().contains("does not exist");
        assertThat(search(EXAMPLE, "--workers", "0").ended(2).err()).contains("--workers cannot be 0");
        assertThat(search(EXAMPLE, "--keep", "..").ended(2).err()).contains("is no name");
        Files.createDirectories(folder.resolve("full/of"));
        assertThat(search(EXAMPLE, "--out", "full").ended(2).err()).contains("is not empty");
        Files.writeString(folder.resolve("from.yaml"), "{from: nothing-here, propose: x, score: {run: x}}");
        assertThat(search("from.yaml", "--out", "out").ended(2).err()).contains("snapshot 'nothing-here' is not there");
    }

    private Launched search(String... args) throws Exception {
        return launch(Stream.concat(Stream.of("search"), Stream.of(args)).toArray(String[]::new));
    }

    private Launched launch(String... args) throws Exception {
        return Launched.launch(folder, Map.of("FROSTBENCH_STORE", store.toString()), args);
    }

    private JsonNode tree(String out) {
        return JsonMapper.shared().readTree(folder.resolve(out).resolve("tree.json"));
    }

    private static long drafts() throws IOException {
        try (Stream<Path> open = Files.find(store.resolve("open"), 2,
                (path, _) -> path.getFileName().toString().startsWith("draft-"))) {
            return open.count();
        } catch (UncheckedIOException goes) {
            return 0; // a folder went away while it was looked into
        }
    }

    /// No process uses the store, and nothing of one is left.
    private static void assertNothingIsOpen() throws IOException {
        try (Stream<Path> open = Files.list(store.resolve("open"))) {
            assertThat(open).isEmpty();
        }
    }
}
