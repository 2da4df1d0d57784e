package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Faults during a build: each has one clear error, and the store stays as it was. Nothing leaves the loopback
/// interface.
@Tag("sandbox")
class BuildFaultsIT {

    private static final String UNKNOWN = "0123456789012345678901234567890123456789";

    @TempDir
    static Path store;

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeAll
    static void base() throws Exception {
        BuiltHost.copyTo(store.resolve("it"));
    }

    @BeforeEach
    void suite() throws IOException {
        environment.put("FROSTBENCH_STORE", store.resolve("it").toString());
        for (String own : List.of("PIP_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX", "http_proxy", "https_proxy",
                "FROSTBENCH_GIT_MIRROR"))
            environment.put(own, "");
        environment.put("PIP_CONFIG_FILE", "/dev/null");
        environment.put("PIP_RETRIES", "1");
        Files.createDirectory(folder.resolve("recipes"));
        write("suite.yaml", """
                name: %s
                kind: command
                dataset: tasks.jsonl
                predictions: answers.jsonl
                fixture: "{fixture}"
                prediction: {field: answer, file: /work/answer}
                command: [sh, -c, "read -r word < answer; [ $word = right ]"]
                """.formatted(folder.getFileName()));
        tasks("own");
    }

    @Test
    void aVersionThatDoesNotExist() throws Exception {
        try (var registry = new LoopbackRegistry()) {
            environment.put("PIP_INDEX_URL", registry.address() + "/simple");
            recipe("own", "pip: [cargo==9.0]");
            assertThat(fails()).contains("step 'pip cargo==9.0'", "there is no such version; mend the pin",
                    "cargo==9.0 (from versions: 1.0)",
                    "all of it: " + store.resolve("it/logs/own.log"));
            recipe("own", "pip: [cargo==1.0]");
            succeeds();
        }
    }

    @Test
    void aPythonThatIsNowhere() throws Exception {
        recipe("own", "python: \"3.99\"");
        assertThat(fails()).contains("Python 3.99 is not installed", "'pyenv install 3.99'", "'uv python install 3.99'",
                "'conda create -n python3.99 python=3.99'");
    }

    @Test
    void aRegistryThatCannotBeReached() throws Exception {
        recipe("own", "pip: [unreached==1.0]");
        environment.put("PIP_INDEX_URL", "http://127.0.0.1:9/simple");
        assertThat(fails()).contains("step 'pip unreached==1.0'",
                "the network failed; see that the registry can be reached", "Connection refused");
        environment.put("PIP_INDEX_URL", "http://registry.invalid/simple");
        environment.put("PIP_TRUSTED_HOST", "registry.invalid");
        environment.put("http_proxy", "http://127.0.0.1:9");
        assertThat(fails()).contains("the network failed", "Cannot connect to proxy");
    }

    @Test
    void aMachineWithoutANetwork() throws Exception {
        recipe("own", "pip: [unreached==1.0]");
        environment.put("PIP_INDEX_URL", "http://192.0.2.1/simple");
        environment.put("PIP_TRUSTED_HOST", "192.0.2.1");
        var apart = List.of("unshare", "--net");
        assumeTrue(Launched.start(folder, Map.of(), both(apart, List.of("true"))).code() == 0,
                "this user cannot unshare the network");
        assertThat(fails(apart)).contains("the network failed", "Network is unreachable");
    }

    @Test
    void aConnectionThatIsCutInTheMiddleOfADownload() throws Exception {
        recipe("own", "pip: [torn==1.0]");
        try (var registry = new LoopbackRegistry()) {
            environment.put("PIP_INDEX_URL", "http://registry.invalid/simple");
            environment.put("PIP_TRUSTED_HOST", "registry.invalid");
            environment.put("http_proxy", registry.address());
            registry.cuts(true);
            assertThat(fails()).contains("step 'pip torn==1.0'", "see that the registry can be reached");
            assertThat(registry.downloads()).isPositive();
            registry.cuts(false);
            succeeds();
        }
    }

    @Test
    void aRunStepThatFetchesFromNowhere() throws Exception {
        recipe("own",
                "run: {network: true, command: \"python3 -c 'import urllib.request as r;"
                        + " r.urlopen(\\\"http://127.0.0.1:9/\\\")'\"}");
        assertThat(fails()).contains("the network failed", "Connection refused");
        recipe("own", "run: \"echo Connection refused; exit 3\"");
        assertThat(fails()).contains("ended with exit code 3").doesNotContain("the network failed");
    }

    @Test
    void aDebianThatCannotBeFetched() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mmdebstrap")), "there is no mmdebstrap");
        write("recipes/own.yaml", "base: {debian: {suite: bookworm}}\n");
        environment.put("http_proxy", "http://127.0.0.1:9");
        environment.put("https_proxy", "http://127.0.0.1:9");
        Set<String> before = listing();
        Launched run = run(List.of());
        assumeTrue(!run.err().contains("may map one id only"), "this user may map one id only");
        run.ended(3);
        assertThat(String.join("\n", run.errors())).contains("step 'base debian bookworm", "the network failed")
                .doesNotContain("setpriv");
        assertThat(listing()).isEqualTo(before);
    }

    @Test
    void aCheckoutThatTheMirrorDoesNotHave() throws Exception {
        String known = mirror("some/thing");
        recipe("own", "git: {repository: some/thing, commit: " + UNKNOWN + ", to: /testbed}");
        assertThat(fails()).contains("step 'git some/thing " + UNKNOWN,
                "is not in the mirror " + folder.resolve("mirrors/some/thing.git"), "fetch");
        recipe("own", "git: {repository: some/thing, commit: no-such-branch, to: /testbed}");
        assertThat(fails()).contains("commit no-such-branch is not in the mirror");
        recipe("own", "git: {repository: some/thing, commit: " + known + ", to: /testbed}");
        succeeds();
    }

    @Test
    void aMirrorThatIsNone() throws Exception {
        recipe("own", "git: {repository: some/thing, commit: " + UNKNOWN + ", to: /testbed}");
        assertThat(fails()).contains("there is no mirror of some/thing", "set FROSTBENCH_GIT_MIRROR");
        environment.put("FROSTBENCH_GIT_MIRROR", folder.resolve("mirrors").toString());
        assertThat(fails()).contains("there is no mirror of some/thing in " + folder.resolve("mirrors"));
        Path mirror = Files.createDirectories(folder.resolve("mirrors/some/thing.git"));
        assertThat(fails()).contains("the mirror " + mirror + " is no git repository");
        Files.delete(mirror);
        Files.writeString(mirror, "a file");
        assertThat(fails()).contains("the mirror " + mirror + " is no git repository");
    }

    @Test
    void aMirrorThatLostObjects() throws Exception {
        String commit = mirror("some/thing");
        Path objects = folder.resolve("mirrors/some/thing.git/objects");
        try (Stream<Path> files = Files.walk(objects)) {
            for (Path file : files.filter(Files::isRegularFile).filter(file -> !commit.equals(id(file))).toList())
                Files.delete(file);
        }
        recipe("own", "git: {repository: some/thing, commit: " + commit + ", to: /testbed}");
        assertThat(fails()).contains("the mirror " + folder.resolve("mirrors/some/thing.git") + " is damaged",
                "git clone --mirror");
    }

    @Test
    void anAddressThatDoesNotAnswer() throws Exception {
        recipe("own", "git: {repository: some/thing, commit: " + UNKNOWN
                + ", url: \"git://127.0.0.1:9/some/thing\", to: /testbed}");
        assertThat(fails()).contains("commit " + UNKNOWN + " cannot be fetched", "or keep a mirror");
    }

    /// The same command on a larger disk continues with the step that failed.
    @Test
    void aDiskThatFillsDuringAStep() throws Exception {
        recipe("own", "run: python3 -c \"open('/big', 'wb').write(bytes(900 << 20))\"");
        write("first.jsonl", "{\"task_id\": \"task-0\", \"fixture\": \"host\"}\n");
        Files.createDirectory(folder.resolve("small"));
        var walls = List.of("unshare", "--mount", "sh", "-c");
        assumeTrue(Launched.start(folder, Map.of(), both(walls, List.of("mount -t tmpfs tmpfs small"))).code() == 0,
                "this user cannot mount a small disk");
        String list = "(cd $FROSTBENCH_STORE && ls names manifests layers steps open)";
        Launched run = Launched.start(folder, environment,
                both(walls, List.of("mount -t tmpfs -o size=900m tmpfs small; "
                        + "export FROSTBENCH_STORE=$PWD/small/store; F='" + Launched.HOME.resolve("frostbench")
                        + "'; $F run suite.yaml --dataset first.jsonl --out first 2> /dev/null || exit 9; "
                        + list + " > before; $F run suite.yaml --out run; code=$?; " + list + " > after; exit $code")));
        run.ended(3);
        assertThat(String.join("\n", run.errors())).contains("step 'run python3",
                "the store's disk is full; make room");
        assertThat(folder.resolve("after")).hasSameTextualContentAs(folder.resolve("before"));
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void oneFixtureThatCannotBeBuiltKeepsNoOtherFromBeingScored() throws Exception {
        recipe("own", "run: \"echo first; echo last; exit 3\"");
        write("recipes/above.yaml", "base: {fixture: own}\nsteps:\n  - run: echo never\n");
        tasks("host", "own", "above");
        Launched run = run(List.of());
        run.ended(3);
        assertThat(run.err()).contains("FAILED own", "FAILED above: it is built on own", "ended with exit code 3",
                "2 of 3 tasks are 'error'",
                "2 samples (task-1, task-2): its fixture was not built", "mend the recipe of fixtures 'above', 'own'");
        String scores = Files.readString(folder.resolve("run/scores.csv"));
        assertThat(scores).contains("task-0,0,resolved,true").contains("task-1,0,error,false")
                .contains("task-2,0,error,false")
                .contains(
                        "its fixture was not built: fixture 'own', step 'run echo first; echo last; exit 3': ended"
                                + " with exit code 3\nfirst\nlast");
        assertThat(Files.readString(folder.resolve("run/run.json"))).contains("\"fixtures_not_built\"")
                .contains("exit code 3");
        assertThat(Files.readString(folder.resolve("run/index.html"))).contains("its fixture was not built");

        recipe("own", "run: echo mended");
        Launched resumed = run(List.of(), "--resume");
        resumed.ended(0);
        assertThat(resumed.err()).contains("1 known already, 2 to try");
        assertThat(Files.readString(folder.resolve("run/scores.csv"))).contains("task-1,0,resolved,true")
                .contains("task-2,0,resolved,true");
        assertThat(Files.readString(folder.resolve("run/run.json"))).doesNotContain("fixtures_not_built");
    }

    @Test
    void validateListsWhatCannotBeBuiltAsAnError() throws Exception {
        recipe("own", "python: \"3.99\"");
        tasks("host", "own");
        write("suite.yaml", Files.readString(folder.resolve("suite.yaml")) + "gold: solution\n");
        Launched run = Launched.launch(folder, environment, "validate", "suite.yaml", "--out", "run");
        run.ended(3);
        assertThat(run.out()).containsPattern("task-0 +valid +gold 1/1  empty 0/1")
                .containsPattern("task-1 +error .*Python 3.99 is not installed")
                .contains("2 tasks: valid 1, error 1");
        assertThat(Files.readString(folder.resolve("run/validation.csv"))).contains("task-1,error,1,0,0,")
                .contains("pyenv install 3.99");
    }

    /// Runs the command, and checks that there is one error and that the store is as before.
    private String fails() throws Exception {
        return fails(List.of());
    }

    private String fails(List<String> before) throws Exception {
        Set<String> listing = listing();
        Launched run = run(before);
        run.ended(3);
        assertThat(run.errors().stream().filter(line -> line.startsWith("frostbench: "))).as(run.err()).hasSize(1);
        assertThat(run.errors().getFirst()).as("nothing is told before the error").startsWith("frostbench: ");
        assertThat(run.err()).doesNotContain("mistake in Frostbench").doesNotContain("\tat ");
        assertThat(listing()).isEqualTo(listing);
        assertThat(folder.resolve("run")).doesNotExist();
        return String.join("\n", run.errors());
    }

    private void succeeds() throws Exception {
        Launched run = run(List.of());
        run.ended(0);
        assertThat(Files.readString(folder.resolve("run/scores.csv"))).contains("task-0,0,resolved,true");
    }

    private Launched run(List<String> before, String... more) throws Exception {
        List<String> argv = new ArrayList<>(before);
        argv.addAll(List.of(Launched.HOME.resolve("frostbench").toString(), "run", "suite.yaml", "--out", "run"));
        argv.addAll(List.of(more));
        return Launched.start(folder, environment, argv);
    }

    private static List<String> both(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /// Everything in the store except build logs and locks. Names of other tests' fixtures stay.
    private static Set<String> listing() throws IOException {
        Set<String> listing = new TreeSet<>();
        for (String kind : List.of("names", "manifests", "layers", "steps", "open"))
            try (Stream<Path> files = Files.list(store.resolve("it").resolve(kind))) {
                files.forEach(file -> listing.add(kind + "/" + file.getFileName()));
            }
        return listing;
    }

    private void tasks(String... fixtures) throws IOException {
        var tasks = new StringBuilder();
        var answers = new StringBuilder();
        for (int i = 0; i < fixtures.length; i++) {
            tasks.append("{\"task_id\": \"task-%d\", \"fixture\": \"%s\", \"solution\": \"right\\n\"}\n".formatted(i,
                    fixtures[i]));
            answers.append("{\"task_id\": \"task-%d\", \"answer\": \"right\\n\"}\n".formatted(i));
        }
        write("tasks.jsonl", tasks.toString());
        write("answers.jsonl", answers.toString());
    }

    private void recipe(String name, String step) throws IOException {
        write("recipes/" + name + ".yaml", "base: {fixture: host}\nsteps:\n  - " + step + "\n");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /// Makes a mirror with one commit of one file, and points builds to it.
    ///
    /// @return the commit
    private String mirror(String repository) throws Exception {
        Path mirror = folder.resolve("mirrors").resolve(repository + ".git");
        Path work = Files.createDirectories(folder.resolve("work"));
        Files.writeString(work.resolve("readme"), "read me\n");
        try (Git git = Git.init().setDirectory(work.toFile()).setGitDir(mirror.toFile()).call()) {
            git.add().addFilepattern("readme").call();
            environment.put("FROSTBENCH_GIT_MIRROR", folder.resolve("mirrors").toString());
            return git.commit().setMessage("One\n").setAuthor("a", "a@example.invalid")
                    .setCommitter("a", "a@example.invalid")
                    .setSign(false).call().name();
        }
    }

    private static String id(Path object) {
        return object.getParent().getFileName() + object.getFileName().toString();
    }
}
