package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the launcher as a user does: examples, resuming, and what only happens in a real run.
@Tag("sandbox")
class RunIT {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Path EXAMPLE = HOME.resolve("docs/examples/01-command");

    @TempDir
    static Path store;

    @TempDir
    Path folder;

    @BeforeAll
    static void host() throws Exception {
        BuiltHost.copyTo(store);
    }

    @BeforeEach
    void example() throws IOException {
        for (String name : List.of("suite.yaml", "tasks.jsonl", "answers.jsonl"))
            Files.copy(EXAMPLE.resolve(name), folder.resolve(name));
        edit("suite.yaml", "timeout: 5s", "timeout: 3s");
    }

    @Test
    void everyExampleGivesItsVerdicts() throws Exception {
        assertThat(scores("01-command")).containsExactly("count 0 resolved", "count 1 unresolved", "sort 0 unresolved",
                "last 0 timed_out", "upper 0 missing");
        assertThat(scores("02-patch-and-parser")).containsExactly("greet-1 0 resolved", "greet-2 0 unresolved",
                "greet-3 0 patch_rejected");
    }

    private List<String> scores(String example) throws Exception {
        Launched said = frostbench("run", HOME.resolve("docs/examples/" + example + "/suite.yaml").toString(), "--out",
                at(example));
        said.ended(0);
        return Files.readAllLines(folder.resolve(example + "/scores.csv")).stream().skip(1)
                .map(line -> String.join(" ", List.of(line.split(",")).subList(0, 3))).toList();
    }

    @Test
    void reportWritesTheSameBytes() throws Exception {
        run(0);
        Map<String, String> before = files(folder.resolve("run"));
        Files.delete(folder.resolve("run/scores.csv"));
        Files.writeString(folder.resolve("run/index.html"), "altered");
        frostbench("report", at("run")).ended(0);
        assertThat(files(folder.resolve("run"))).isEqualTo(before);
    }

    @Test
    void resumingRedoesOnlyWhatChanged() throws Exception {
        run(0);
        assertThat(run(0, "--resume")).contains("4 known already, 0 to try");
        edit("answers.jsonl", "print(4)", "print(3)");
        assertThat(run(0, "--resume")).contains("3 known already, 1 to try");
        assertThat(Files.readString(folder.resolve("run/scores.csv"))).contains("count,1,resolved");
        edit("tasks.jsonl", "Sort the lines", "Order the lines");
        assertThat(run(0, "--resume")).contains("3 known already, 1 to try");
        assertThat(run(0, "--resume", "--timeout", "6")).contains("[4/4]").doesNotContain("known");
        assertThat(run(0, "--resume")).as("the first timeout's verdicts still stand")
                .contains("4 known already, 0 to try");
        edit("answers.jsonl", "{\"task_id\": \"sort\"", "{\"task_id\": \"upper\"");
        assertThat(run(0, "--resume")).contains("3 known already, 1 to try");
        assertThat(Files.readString(folder.resolve("run/scores.csv"))).contains("sort,0,missing")
                .contains("upper,0,unresolved");
    }

    @Test
    void aFixtureIsBuiltOnlyWhenAllowedAndMustBeTheLockedOne() throws Exception {
        Files.createDirectory(folder.resolve("recipes"));
        Files.writeString(folder.resolve("recipes/own.yaml"), "base: {fixture: host}\nsteps:\n  - env: {A: one}\n");
        edit("suite.yaml", "fixture: host", "fixture: own");
        assertThat(run(2, "--no-build").lines()).singleElement().asString().contains("fixture 'own'")
                .contains("/frostbench fixture build --suite " + at("suite.yaml") + " own");
        assertThat(folder.resolve("run")).doesNotExist();
        run(0);
        frostbench("fixture", "lock", "suite.yaml").ended(0);
        edit("recipes/own.yaml", "one", "two");
        assertThat(run(2, "--resume").lines()).as("refused before anything is built").singleElement().asString()
                .contains("fixture 'own' has another recipe than the one that it is locked to in "
                        + store.resolve("machine-locks"));
        frostbench("fixture", "build", "--suite", "suite.yaml").ended(0);
        String refused = run(2, "--resume");
        assertThat(refused.lines()).singleElement().asString().contains("fixture 'own' is sha256:")
                .contains("but is locked to sha256:");
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Launched cured = said(
                List.of("sh", "-c", "cd " + elsewhere + " && " + refused.strip().replaceFirst("(?s).*with: ", "")));
        cured.ended(0);
        assertThat(run(0, "--resume")).contains("[4/4]").doesNotContain("known already");
    }

    @Test
    void whatASuiteFolderPinsIsRefusedInOneLineAFixtureBeforeAnyIsBuilt() throws Exception {
        Files.createDirectory(folder.resolve("recipes"));
        for (String name : List.of("one", "two"))
            Files.writeString(folder.resolve("recipes/" + name + ".yaml"),
                    "base: {fixture: host}\nsteps:\n  - env: {A: " + name + "}\n");
        edit("suite.yaml", "fixture: host", "fixture: one\nfixtures: {sort: two}");
        run(0);
        Files.writeString(folder.resolve("suite.lock.yaml"),
                "fixtures: {one: \"sha256:" + "0".repeat(64) + "\", two: \"sha256:" + "1".repeat(64) + "\"}\n");
        assertThat(run(2, "--resume").lines()).hasSize(2)
                .allMatch(line -> line.contains(" is sha256:") && line.contains("/frostbench fixture lock "));
        frostbench("fixture", "lock", "suite.yaml").ended(0);
        assertThat(Files.readString(folder.resolve("suite.lock.yaml"))).contains("\"one\": \"sha256:")
                .doesNotContain("0".repeat(64));
        run(0, "--resume");
        edit("recipes/one.yaml", "A: one", "A: other");
        assertThat(run(2, "--resume").lines()).singleElement().asString().contains("fixture 'one' has another recipe");
    }

    @Test
    void twoFoldersWithOneSuiteNameDoNotRefuseEachOther() throws Exception {
        for (String name : List.of("a", "b")) {
            Path suite = Files.createDirectories(folder.resolve(name + "/recipes")).getParent();
            for (String file : List.of("suite.yaml", "tasks.jsonl", "answers.jsonl"))
                Files.copy(folder.resolve(file), suite.resolve(file));
            Files.writeString(suite.resolve("recipes/own.yaml"),
                    "base: {fixture: host}\nsteps:\n  - env: {A: " + name + "}\n");
            Files.writeString(suite.resolve("suite.yaml"),
                    Files.readString(suite.resolve("suite.yaml")).replace("fixture: host", "fixture: own"));
            frostbench("fixture", "lock", at(name + "/suite.yaml")).ended(0);
        }
        for (String name : List.of("a", "b")) {
            frostbench("run", at(name + "/suite.yaml"), "--out", at(name + "/run")).ended(0);
        }
    }

    @Test
    void aDiskThatIsFullBeforeTheRunIsSaidAndNothingIsWritten() throws Exception {
        run(0);
        Launched said = onSmallDisk("1m", "$RUN --out small/run; code=$?; ls -A small; exit $code");
        said.ended(3);
        assertThat(said.err().lines()).singleElement().asString().contains("the disk is full").contains("make room");
        assertThat(said.out()).isEmpty();
    }

    @Test
    void aDiskThatFillsDuringTheRunLosesNothingFinished() throws Exception {
        edit("answers.jsonl", "print(3)", "import sys; print('x' * 40000000, file=sys.stderr); print(3)");
        edit("answers.jsonl", "print(4)", "import sys; print('y' * 40000000, file=sys.stderr); print(4)");
        edit("suite.yaml", "output: 1MiB", "output: 64MiB");
        Launched said = onSmallDisk("70m",
                "$RUN --workers 1 --out small/run; code=$?; echo full >&2; mount -o remount,size=400m small; "
                        + "$RUN --resume --out small/run || exit 1; cat small/run/scores.csv; exit $code");
        said.ended(3);
        String full = said.err().substring(0, said.err().indexOf("full\n"));
        String resumed = said.err().substring(said.err().indexOf("full\n"));
        assertThat(full).contains("No space left on device; make room and try again");
        assertThat(resumed).contains("1 known already, 3 to try");
        assertThat(said.out()).contains("count,0,resolved").contains("count,1,unresolved")
                .contains("sort,0,unresolved");
    }

    @Test
    void aStoreThatFillsDuringABuildIsSaidAndHoldsNoHalfFixture() throws Exception {
        Files.createDirectory(folder.resolve("recipes"));
        Files.writeString(folder.resolve("recipes/own.yaml"), "base: {fixture: host}\nsteps:\n"
                + "  - run: python3 -c \"open('/big', 'wb').write(bytes(900 << 20))\"\n");
        edit("suite.yaml", "fixture: host", "fixture: own");
        Launched said = onSmallDisk("900m",
                "export FROSTBENCH_STORE=$PWD/small/store; $RUN --out run; code=$?; ls run; "
                        + "\"$HOME_OF\"/frostbench fixture list; exit $code");
        said.ended(3);
        assertThat(said.out()).containsPattern("(?m)^host .* sha256:").doesNotContainPattern("(?m)^own ");
        assertThat(said.err()).contains("build own").doesNotContain("mistake in Frostbench");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    /// Runs shell lines in which the folder `small` is a disk of its own. `$RUN` is the example's run.
    private Launched onSmallDisk(String size, String lines) throws Exception {
        Files.createDirectory(folder.resolve("small"));
        var walls = List.of("unshare", "--mount", "sh", "-c");
        var probe = new ArrayList<>(walls);
        probe.add("mount -t tmpfs tmpfs small");
        assumeTrue(said(probe).code() == 0, "this user cannot mount a small disk");
        var argv = new ArrayList<>(walls);
        argv.add("mount -t tmpfs -o size=" + size + " tmpfs small; HOME_OF='" + HOME
                + "'; RUN=\"$HOME_OF/frostbench run suite.yaml\"; " + lines);
        return said(argv);
    }

    /// Runs the example into the folder `run`.
    ///
    /// @return what it printed beside the result
    private String run(int code, String... more) throws Exception {
        var args = new ArrayList<>(List.of("run", at("suite.yaml"), "--out", at("run")));
        args.addAll(List.of(more));
        Launched said = frostbench(args.toArray(String[]::new));
        said.ended(code);
        return said.err();
    }

    private Launched frostbench(String... args) throws Exception {
        var argv = new ArrayList<>(List.of(HOME.resolve("frostbench").toString()));
        argv.addAll(List.of(args));
        return said(argv);
    }

    private Launched said(List<String> argv) throws Exception {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        var builder = new ProcessBuilder(argv).directory(folder.toFile()).redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("FROSTBENCH_STORE", store.toString());
        builder.environment().put("FROSTBENCH_BUILD", "never");
        int code = builder.start().waitFor();
        return new Launched(code, Files.readString(out), Files.readString(err));
    }

    private void edit(String name, String from, String to) throws IOException {
        String text = Files.readString(folder.resolve(name));
        assertThat(text).contains(from);
        Files.writeString(folder.resolve(name), text.replace(from, to));
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    /// Each with a letter for each byte, for not every file is text.
    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList())
                files.put(folder.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        return files;
    }
}
