package dev.frostbench.harness.cli;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Every command with a full disk, a closed stream and a gone reader for its output. A new command must be added here.
@Tag("sandbox")
class LostOutputIT {

    private static final String FULL = "\"$@\" > /dev/full";
    private static final String CLOSED = "\"$@\" >&-";
    /// The reading end is opened before the writing end, and closed before the command starts.
    private static final String GONE = "rm -f pipe; mkfifo pipe; exec 4<>pipe 5>pipe 4<&-; \"$@\" >&5 5>&-";

    /// The commands and their arguments. Each can be run repeatedly.
    private static final Map<String, String> PRINTING = new TreeMap<>(Map.ofEntries(
            entry("run", "suite.yaml --instance count --out OUT"),
            entry("validate", "suite.yaml --instance count --out OUT"),
            entry("grade", "SWEBENCH --dataset rows.jsonl --logs logs --out OUT"), entry("report", "run"),
            entry("reproduce", "run"), entry("attest", "run"), entry("verify", "run"),
            entry("submit", "run --leaderboard inspect --out OUT"),
            entry("show", "run"), entry("merge", "run --out OUT"), entry("compare", "run run"), entry("history", "."),
            entry("fixture build", "host"), entry("fixture list", ""), entry("fixture show", "host"),
            entry("fixture lock", "suite.yaml"),
            entry("fixture remove", "OWN"), entry("snapshot create", "mine --from host -- sh -c :"),
            entry("snapshot build", "built context"),
            // export comes first in this order, and import reads what it wrote
            entry("export", "host oci:layout"), entry("import", "oci:layout --name imported"),
            entry("snapshot list", ""),
            entry("snapshot show", "host"), entry("snapshot tree", "host"), entry("snapshot diff", "host other"),
            entry("snapshot patch", "host other"), entry("snapshot cat", "host /etc/hosts"),
            entry("snapshot verify", "other"), entry("snapshot du", ""),
            entry("snapshot gc", "--dry-run"), entry("snapshot dedupe", "--dry-run"),
            entry("snapshot tag", "host again"),
            entry("snapshot remove", "OWN"), entry("quota show", ""), entry("quota set", "default none"),
            entry("usage", ""), entry("doctor", ""), entry("runs list", "."), entry("runs show", "run"),
            entry("runs remove", "COPY"), entry("suites list", ""), entry("help", "run"),
            entry("completion", "bash")));
    /// Commands that print in different ways: text, bytes, JSON, at the end of a run.
    private static final Set<String> WAYS = Set.of("run", "fixture list", "fixture show", "snapshot cat", "doctor");
    /// The output and the exit code are those of the command inside.
    private static final Set<String> OF_COMMANDS = Set.of("exec", "shell");
    /// Prints nothing if it succeeds.
    private static final Set<String> SILENT = Set.of("snapshot export-file");
    /// They measure or search for minutes, and print in the same way as others.
    private static final Set<String> SLOW = Set.of("bench", "search");
    /// They need a registry or a cluster, and print in the same way as others.
    private static final Set<String> REMOTE = Set.of("push", "pull", "fixture push", "node");

    @TempDir
    static Path folder;

    private static int used;

    @BeforeAll
    static void aRunAndItsStore() throws Exception {
        for (String name : List.of("suite.yaml", "tasks.jsonl", "answers.jsonl"))
            Files.copy(Launched.HOME.resolve("docs/examples/01-command").resolve(name), folder.resolve(name));
        BuiltHost.copyTo(folder.resolve("store"));
        Files.writeString(Files.createDirectory(folder.resolve("context")).resolve("Dockerfile"),
                "FROM host\nENV A=b\n");
        Launched run = said("\"$@\"", List.of("run", "suite.yaml", "--instance", "count", "--out", "run"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(said("\"$@\"",
                List.of("snapshot", "create", "other", "--from", "host", "--", "sh", "-c", "echo > /new")).code())
                .isZero();
        Files.writeString(folder.resolve("rows.jsonl"), """
                {"instance_id": "psf__requests-1", "repo": "psf/requests", "base_commit": "0", "version": "2.0", "patch": "", "test_patch": "", \
                "FAIL_TO_PASS": ["t.py::t"], "PASS_TO_PASS": []}
                """);
        Path log = Files.createDirectories(folder.resolve("logs/model/psf__requests-1"));
        Files.writeString(log.resolve("test_output.txt"), "PASSED t.py::t\n");
    }

    @Test
    void everyCommandIsHere() {
        var silent = new PrintWriter(new StringWriter());
        var known = new TreeSet<String>();
        leaves(Frostbench.commandLine(silent, silent), "", known);
        var here = new TreeSet<>(PRINTING.keySet());
        here.addAll(OF_COMMANDS);
        here.addAll(SILENT);
        here.addAll(SLOW);
        here.addAll(REMOTE);
        assertThat(here).isEqualTo(known);
    }

    @Test
    void aFullDiskAndAClosedStreamAreTroubleOfTheMachine() throws Exception {
        for (var command : PRINTING.entrySet())
            for (String shell : WAYS.contains(command.getKey()) ? List.of(FULL, CLOSED) : List.of(FULL)) {
                Launched said = said(shell, words(command));
                assertThat(said.code()).as("%s %s: %s", command, shell, said.err()).isEqualTo(3);
                assertThat(said.err()).as("%s %s", command, shell)
                        .contains("frostbench: standard output could not be written: ")
                        .doesNotContain("mistake in Frostbench", "\tat ");
            }
    }

    @Test
    void aReaderThatIsGoneIsNoTroubleAndNoSuccess() throws Exception {
        for (var command : PRINTING.entrySet()) {
            if (!WAYS.contains(command.getKey())) continue;
            Launched said = said(GONE, words(command));
            assertThat(said.code()).as("%s: %s", command, said.err()).isEqualTo(141);
            assertThat(said.err()).as("%s", command).doesNotContain("could not be written", "roken pipe");
        }
    }

    @Test
    void helpAndVersionAreOutputsToo() throws Exception {
        for (String option : List.of("--help", "--version", "exec --help")) {
            assertThat(said(FULL, List.of(option.split(" "))).code()).as(option).isEqualTo(3);
            assertThat(said(CLOSED, List.of(option.split(" "))).code()).as(option).isEqualTo(3);
            assertThat(said(GONE, List.of(option.split(" "))).code()).as(option).isEqualTo(141);
        }
    }

    @Test
    void whatACommandByHandPrintsIsNotLostInSilence() throws Exception {
        List<String> print = List.of("exec", "host", "--", "sh", "-c", "echo printed");
        Launched full = said(FULL, print);
        assertThat(full.code()).as(full.err()).isEqualTo(125);
        assertThat(full.err()).contains("what it printed could not be written: ");
        assertThat(said(CLOSED, print).code()).isEqualTo(125);
        assertThat(said(CLOSED, List.of("exec", "host", "--", "sh", "-c", ":")).code()).isZero();
    }

    /// Each run has a new folder or fixture, if the command takes one.
    private static List<String> words(Map.Entry<String, String> command) throws Exception {
        String own = "own-" + ++used;
        if (command.getValue().contains("OWN"))
            assertThat(said("\"$@\"", List.of("snapshot", "tag", "host", own)).code()).isZero();
        if (command.getValue().equals("COPY"))
            Files.copy(folder.resolve("run/ledger.jsonl"),
                    Files.createDirectory(folder.resolve(own)).resolve("ledger.jsonl"));
        String line = command.getKey() + " "
                + command.getValue().replace("OWN", own).replace("COPY", own).replace("OUT", own)
                        .replace("SWEBENCH", Launched.HOME.resolve("suites/swebench/suite.yaml").toString());
        return List.of(line.strip().split(" "));
    }

    private static void leaves(CommandLine line, String words, TreeSet<String> found) {
        if (line.getSubcommands().isEmpty()) found.add(words.strip());
        line.getSubcommands().forEach((name, below) -> leaves(below, words + " " + name, found));
    }

    private static Launched said(String shell, List<String> words) throws Exception {
        var argv = new ArrayList<>(
                List.of("bash", "-c", shell, "bash", Launched.HOME.resolve("frostbench").toString()));
        argv.addAll(words);
        return Launched.start(folder, Map.of("FROSTBENCH_STORE", folder.resolve("store").toString()), argv);
    }
}
