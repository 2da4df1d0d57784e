package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The launcher's `snapshot`, as scripts use it.
@Tag("sandbox")
class SnapshotIT {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    static Path store;

    @TempDir
    static Path folder;

    @BeforeAll
    static void host() throws Exception {
        BuiltHost.copyTo(store);
    }

    @Test
    void whatACommandChangedIsFrozenUnderItsNameAndForksHaveIt() throws Exception {
        Launched said = frostbench("snapshot", "create", "agents/first", "--from", "host", "--env", "GREETING=hello",
                "--workdir", "/tmp",
                "--", "sh", "-c", "echo $GREETING > said; pwd; echo told >&2");
        said.ended(0);
        assertThat(said.out()).startsWith("/tmp\n").containsPattern("(?m)^agents/first sha256:[0-9a-f]{64}$");
        assertThat(said.err()).contains("told");
        assertThat(frostbench("exec", "agents/first", "--", "sh", "-c", "read x < said; echo $x; echo $GREETING; pwd")
                .out()).isEqualTo("hello\nhello\n/tmp\n");
    }

    @Test
    void aFailingCommandFreezesNothingAndItsCodeIsTold() throws Exception {
        frostbench("snapshot", "create", "failing", "--from", "host", "--", "sh", "-c", "exit 7").ended(7);
        frostbench("snapshot", "create", "failing", "--from", "host", "--", "sh", "-c", "kill -9 $$").ended(137);
        frostbench("snapshot", "create", "failing", "--from", "host", "--timeout", "0.3", "--", "sh", "-c",
                "while :; do :; done").ended(124);
        frostbench("snapshot", "create", "failing", "--from", "none", "--", "true").ended(2);
        frostbench("snapshot", "create", "../failing", "--from", "host", "--", "true").ended(2);
        frostbench("snapshot", "create", "failing", "--", "true").ended(2);
        assertThat(frostbench("snapshot", "list").out()).doesNotContain("failing");
    }

    @Test
    void whatACommandMayUseIsAsked() throws Exception {
        frostbench("fixture", "build", "host-pytest").ended(0);
        String large = "import os; f = os.open('/large', os.O_CREAT | os.O_RDWR); os.ftruncate(f, 9 << 30);"
                + " os.pwrite(f, b'x' * (20 << 20), 1 << 30)";
        frostbench("snapshot", "create", "large", "--from", "host-pytest", "--disk", "10MB", "--", "python3", "-c",
                large).ended(1);
        frostbench("snapshot", "create", "large", "--from", "host-pytest", "--", "python3", "-c", large).ended(0);
        assertThat(
                frostbench("exec", "large", "--", "python3", "-c", "import os; print(os.stat('/large').st_size)").out())
                .isEqualTo((9L << 30) + "\n");

        Launched hungry = frostbench("exec", "--memory", "100MB", "host-pytest", "--", "python3", "-c",
                "len(b'x' * 300_000_000)");
        hungry.ended(137);
        assertThat(hungry.err()).contains("exec: the command ran into its limit of memory; give it more with --memory");
        assertThat(frostbench("exec", "--processes", "0", "host-pytest", "--", "true").err())
                .contains("--processes 0 lets nothing run");
    }

    @Test
    void whatACommandByHandReadsAndWritesIsPassedOnAndNoFileOfTheHostIsGiven() throws Exception {
        frostbench("fixture", "build", "host-pytest").ended(0);
        Path input = Files.write(folder.resolve("input"), new byte[300_000]);
        String take = """
                import os, sys
                for stream in 0, 1, 2:
                    os.fchmod(stream, 0o4777); os.fchown(stream, 7, 7); os.utime(stream, (1, 1))
                print(len(sys.stdin.buffer.read()), flush=True)
                sys.stderr.write('told')
                """;
        var builder = new ProcessBuilder(HOME.resolve("frostbench").toString(), "exec", "host-pytest", "--", "python3",
                "-c", take);
        Launched said = said(builder.redirectInput(input.toFile()));
        assertThat(said).isEqualTo(new Launched(0, "300000\n", "told"));
        try (var files = Files.list(folder)) {
            for (Path file : files.toList())
                assertThat(Files.readAttributes(file, "unix:mode,uid")).as(file.toString())
                        .containsEntry("uid", Files.getAttribute(folder, "unix:uid"))
                        .hasEntrySatisfying("mode", mode -> assertThat((int) mode & 06022).isZero());
        }
    }

    @Test
    void everyFieldOfTheJsonIsThere() throws Exception {
        create("json/one", "host", "echo one > /one");
        Launched said = frostbench("snapshot", "create", "json/two", "--from", "json/one", "--label", "kind=test",
                "--json", "--", "sh", "-c",
                "echo 0123456789 > /two; echo printed");
        JsonNode two = JsonMapper.shared().readTree(said.out());
        assertThat(said.err()).contains("printed");
        assertThat(two.propertyNames()).containsExactlyInAnyOrder("name", "digest", "parent", "created", "layers",
                "bytes",
                "own_bytes", "shared_bytes", "labels");
        assertThat(two.get("layers").get(2).propertyNames()).containsExactlyInAnyOrder("digest", "bytes", "by");
        assertThat(two.get("layers").get(2).get("bytes").asLong()).isEqualTo(11);
        assertThat(two.get("layers").get(2).get("by").asString())
                .isEqualTo("run sh -c 'echo 0123456789 > /two; echo printed'");
        assertThat(two.get("own_bytes").asLong()).isEqualTo(11);
        assertThat(two.get("shared_bytes").asLong() + 11).isEqualTo(two.get("bytes").asLong());
        assertThat(two.get("labels").get("kind").asString()).isEqualTo("test");
        assertThat(Instant.parse(two.get("created").asString())).isBeforeOrEqualTo(Instant.now());
        assertThat(two.get("parent")).isEqualTo(json("show", "json/one").get("digest"));
        String digest = two.get("digest").asString();
        for (String reference : List.of("json/two", digest, digest.substring(0, 19), digest.substring(7, 19)))
            assertThat(json("show", reference)).isEqualTo(two);
        assertThat(json("list").valueStream().filter(one -> one.get("name").asString().equals("json/two")).toList())
                .containsExactly(two);
        assertThat(frostbench("snapshot", "show", "json/two").out()).contains("run sh -c 'echo one > /one'  (json/one)")
                .contains("base host");
    }

    @Test
    void aTagIsAnotherNameAndARemovalTakesOneNameAlone() throws Exception {
        create("tagged", "host", "echo x > /x");
        frostbench("snapshot", "tag", "tagged", "also/tagged").ended(0);
        assertThat(json("show", "also/tagged").get("digest")).isEqualTo(json("show", "tagged").get("digest"));
        frostbench("snapshot", "remove", "tagged").ended(0);
        frostbench("snapshot", "show", "tagged").ended(2);
        assertThat(frostbench("exec", "also/tagged", "--", "sh", "-c", "read x < /x; echo $x").out()).isEqualTo("x\n");
        frostbench("snapshot", "remove", "tagged").ended(2);
        assertThat(frostbench("snapshot", "tag", "also/tagged", "a/../b").err().lines()).singleElement().asString()
                .contains("is no name");
    }

    @Test
    void aPathOfAnyBytesIsTakenAsItIsAndADiffSaysHowMuchThereIs() throws Exception {
        create("bytes/one", "host", "echo one > /$(printf '\\377'); echo one > /same");
        create("bytes/two", "bytes/one", "echo eleven > /same; echo x > /more");
        assertThat(inShell("snapshot cat bytes/one \"/$(printf '\\377')\"").out()).isEqualTo("one\n");
        inShell("snapshot export-file bytes/one \"/$(printf '\\377')\" " + folder + "/exported").ended(0);
        assertThat(folder.resolve("exported")).hasContent("one");
        assertThat(frostbench("snapshot", "export-file", "bytes/one", "/same", folder + "/none/such").err())
                .isEqualTo("snapshot export-file: " + folder + "/none is no folder; make it, or name another file\n");
        assertThat(frostbench("snapshot", "cat", "bytes/one", "/usr").err())
                .startsWith("snapshot cat: /usr is a folder;");
        assertThat(frostbench("snapshot", "diff", "bytes/one", "bytes/two").out())
                .isEqualTo("+ /more | 2 bytes\n~ /same | content 4 -> 7 bytes, mtime\n1 added, 0 removed, 1 changed\n");
    }

    @Test
    void whatIsNoNameIsNotThereAndOneDigitIsABeginning() throws Exception {
        for (String none : List.of("", ".", ".."))
            frostbench("snapshot", "show", none).ended(2);
        String digest = json("show", "host").get("digest").asString().substring("sha256:".length());
        Launched said = frostbench("snapshot", "show", digest.substring(0, 1), "--json");
        if (said.code() == 0)
            assertThat(JsonMapper.shared().readTree(said.out()).get("digest").asString()).endsWith(digest);
        else
            assertThat(said.err()).contains("is the beginning of", "give more digits");
    }

    @Test
    void aFixtureIsTheSameWhateverTheUmask() throws Exception {
        String digest = json("show", "host").get("digest").asString();
        for (String umask : List.of("077", "002")) {
            Launched built = said(new ProcessBuilder("sh", "-c",
                    "umask " + umask + "; FROSTBENCH_STORE=" + folder + "/store-" + umask + " "
                            + HOME.resolve("frostbench") + " fixture build host"));
            assertThat(built.out()).as(built.err()).isEqualTo("host " + digest + "\n");
        }
    }

    @Test
    void timeThatHasNotBeenYetCountsForNoUsage() throws Exception {
        JsonNode usage = JsonMapper.shared().readTree(frostbench("usage", "--to", "2999-01-01", "--json").out());
        assertThat(Instant.parse(usage.get("to").asString())).isBeforeOrEqualTo(Instant.now());
    }

    private static Launched inShell(String words) throws Exception {
        return said(new ProcessBuilder("sh", "-c", HOME.resolve("frostbench") + " " + words));
    }

    private static void create(String name, String from, String script) throws Exception {
        Launched said = frostbench("snapshot", "create", name, "--from", from, "--", "sh", "-c", script);
        said.ended(0);
    }

    private static JsonNode json(String... args) throws Exception {
        List<String> all = new ArrayList<>(List.of("snapshot"));
        all.addAll(List.of(args));
        all.add("--json");
        Launched said = frostbench(all.toArray(String[]::new));
        said.ended(0);
        return JsonMapper.shared().readTree(said.out());
    }

    private static Launched frostbench(String... args) throws IOException, InterruptedException {
        var argv = new ArrayList<>(List.of(HOME.resolve("frostbench").toString()));
        argv.addAll(List.of(args));
        return said(new ProcessBuilder(argv));
    }

    private static Launched said(ProcessBuilder builder) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("FROSTBENCH_STORE", store.toString());
        builder.environment().put("FROSTBENCH_BUILD", "never");
        int code = builder.start().waitFor();
        return new Launched(code, Files.readString(out), Files.readString(err));
    }
}
