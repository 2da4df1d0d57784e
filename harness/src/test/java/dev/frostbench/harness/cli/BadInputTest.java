package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each kind of bad input gets one clear error with file, line and cure. The exit code is 2, and nothing is written.
class BadInputTest {

    private static final String TASK = "{\"task_id\":\"t/0\",\"prompt\":\"\",\"entry_point\":\"f\",\"test\":\"\"}\n";
    private static final String SUITE = "name: s\nkind: human-eval\nfixture: host\ndataset: tasks.jsonl\npredictions:"
            + " p.jsonl\n";

    @TempDir
    Path folder;

    @BeforeEach
    void soundInputs() throws IOException {
        write("suite.yaml", SUITE);
        write("tasks.jsonl", TASK + TASK.replace("t/0", "t/1"));
        write("p.jsonl", "{\"task_id\":\"t/0\",\"completion\":\"x\"}\n");
        write("one.jsonl", TASK);
    }

    @Test
    void brokenYaml() throws IOException {
        write("suite.yaml", SUITE + "limits: {memory: 1GiB\n");
        refused("suite.yaml:7:1: the YAML is broken: expected ',' or '}', but got <stream end>; mend it here or just"
                + " above");
    }

    @Test
    void aMisspeltKeyAndAKeyThatStandsTwice() throws IOException {
        write("suite.yaml", SUITE.replace("dataset", "datset"));
        refused("suite.yaml:4:1: /datset is not a key of this document; did you mean 'dataset'?");
        write("suite.yaml", SUITE + "kind: command\n");
        refused("suite.yaml:6:1: /kind stands here a second time (first in line 2); keep one of the two");
    }

    @Test
    void aWrongTypeAndAWrongUnit() throws IOException {
        write("suite.yaml", SUITE + "limits: {processes: many}\n");
        refused("suite.yaml:6:21: /limits/processes is the text 'many'; it must be a whole number");
        write("suite.yaml", SUITE + "timeout: 3 parsecs\n");
        refused("suite.yaml:6:10: /timeout is wrong: '3 parsecs' is not a duration such as 3s, 500ms or 30m; write a"
                + " number and its unit");
        write("suite.yaml", SUITE + "timeout: 0s\n");
        refused("suite.yaml:6:10: /timeout is wrong: '0s' is out of bounds; write a number and its unit");
        for (String five : List.of("5", "\"5\"", "5.5")) {
            write("suite.yaml", SUITE + "timeout: " + five + "\n");
            refused("suite.yaml:6:10: /timeout is wrong: '" + five.replace("\"", "")
                    + "' has no unit; it must be a duration such as 3s, 500ms or 30m; "
                    + "write a number and its unit");
        }
        write("suite.yaml", SUITE + "limits: {memory: 4, processes: 0, cpus: -1}\n");
        refusedAll("suite.yaml:6:32: /limits/processes is 0, which lets nothing run; write 1 or more",
                "suite.yaml:6:41: /limits/cpus is -1.0, which is no number of processors; write 1, 0.5 or the like",
                "suite.yaml:6:18: /limits/memory is wrong: '4' has no unit; it must be a size such as 512MiB or 4GiB;"
                        + " write a number and its unit");
        write("suite.yaml", SUITE.replace("human-eval", "humaneval"));
        refused("suite.yaml:2:7: /kind is 'humaneval'; did you mean 'human-eval'?");
        write("suite.yaml", "- a list\n");
        refused("suite.yaml:1:1: the document is not a mapping; write `key: value` lines");
        write("suite.yaml", "");
        refused("suite.yaml: the document is empty; write a mapping of keys to values");
    }

    @Test
    void dataGivenAsASuiteAndADocumentNestedWithoutEnd() throws IOException {
        refusedWith("one.jsonl:1:1: the document has neither 'kind' nor 'parts', so it is no suite; name a suite file; "
                + "data and predictions are given by --dataset and --predictions", "run", at("one.jsonl"));
        write("suite.yaml", SUITE + "files: " + "[".repeat(20_000) + "\n");
        refused("suite.yaml:6: the document is nested more than 100 levels deep; write it flatter");
    }

    @Test
    void aMissingFileAndAFolderForAFile() throws IOException {
        refusedWith("none.yaml: the document does not exist; check the path", "run", at("none.yaml"));
        Files.createDirectory(folder.resolve("d"));
        refusedWith("d: the document is a folder; name a YAML file", "run", at("d"));
        refused("none.jsonl: the file does not exist; check the path", "--dataset", at("none.jsonl"));
        refused("d: the file is a folder; name a file", "--predictions", at("d"));
        refused("none.jsonl: the file does not exist; check the path", "--predictions", at("none.jsonl"));
    }

    @Test
    void aTornGzipAndALinkThatLeadsToItself() throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(zipped)) {
            zip.write(TASK.getBytes(StandardCharsets.UTF_8));
        }
        Files.write(folder.resolve("t.jsonl.gz"), Arrays.copyOf(zipped.toByteArray(), zipped.size() - 9));
        refused("t.jsonl.gz: the file is torn: it ends in the middle; fetch or write it again", "--dataset",
                at("t.jsonl.gz"));
        Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));
        refused("loop: the file is a link that leads to no file; mend the link", "--predictions", at("loop"));
        refusedWith("loop: the document is a link that leads to no file; mend the link", "run", at("loop"));
        refusedWith("loop: the output folder is a link that leads nowhere; name another folder with --out", "run",
                at("suite.yaml"), "--out",
                at("loop"));
    }

    @Test
    void invalidJsonOnALineAndInvalidText() throws IOException {
        write("p.jsonl", "{\"task_id\":\"t/0\",\"completion\":\"x\"}\n{\"task_id\":\n");
        refused("p.jsonl:2: the line is cut off: it ends in the middle of a value; fetch or write it again");
        Files.write(folder.resolve("p.jsonl"), new byte[]{'\n', '"', (byte) 0xFF, '"', '\n'});
        refused("p.jsonl:2: the line is not UTF-8; save the file as UTF-8");
        Files.write(folder.resolve("suite.yaml"), new byte[]{'a', '\n', (byte) 0xC3, '('});
        refused("suite.yaml:2: the text is not UTF-8; save the file as UTF-8");
    }

    @Test
    void anUnknownAndADuplicateId() throws IOException {
        refused("--instance: task 't/2' is not in the data set; did you mean 't/0'?", "--instance", "t/2");
        write("p.jsonl", "{\"task_id\":\"t/9\",\"completion\":\"x\"}\n");
        refused("p.jsonl:1: task 't/9' is not in the data set; did you mean 't/0'?");
        write("tasks.jsonl", TASK + TASK);
        refused("tasks.jsonl:2: task 't/0' stands here a second time; keep one of the two");
    }

    @Test
    void anIdWithEscapeCodesPrintsNone() throws IOException {
        write("p.jsonl", "{\"task_id\":\"\\u001b]0;owned\\u0007\\u001b[31mzzzzzzzzz\",\"completion\":\"x\"}\n");
        refused("p.jsonl:1: task 'zzzzzzzzz' is not in the data set; check the id");
    }

    @Test
    void noPredictionsAtAll() throws IOException {
        write("p.jsonl", "");
        refused("p.jsonl: the file has no rows; check that it is the right file");
        write("p.jsonl", "\n\n");
        refused("p.jsonl: the file has no rows; check that it is the right file");
        write("suite.yaml", SUITE.replace("predictions: p.jsonl\n", ""));
        refused("suite.yaml: part 'human-eval' has no predictions; give --predictions");
        write("suite.yaml", SUITE.replace("dataset: tasks.jsonl\n", ""));
        refused("suite.yaml: part 'human-eval' has no data set; give --dataset");
    }

    @Test
    void aDataSetOrPredictionsOfAnotherKind() throws IOException {
        write("i.jsonl", "{\"instance_id\":\"a\",\"model_patch\":\"x\",\"model_name_or_path\":\"m\"}\n".repeat(3));
        String why = "i.jsonl:1: 'task_id' is missing (and in 2 more rows); this looks like a file for kind"
                + " 'swe-bench', "
                + "and the suite is of kind 'human-eval'";
        refused(why, "--dataset", at("i.jsonl"));
        refused(why, "--predictions", at("i.jsonl"));
        refused("tasks.jsonl:1: 'completion' is missing (and in 1 more row); this is a row of a data set: give the"
                + " file with the answers",
                "--predictions",
                at("tasks.jsonl"));
    }

    @Test
    void anOutputFolderThatCannotBeUsed() throws IOException {
        write("file", "");
        refusedWith("file: the output folder is a file; name a folder with --out", "run", at("suite.yaml"), "--out",
                at("file"));
        refusedWith("file/below: the output folder is below a file, file; name another folder with --out", "run",
                at("suite.yaml"),
                "--out", at("file/below"));
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("ledger.jsonl"), "{}\n");
        refusedWith(
                "other: the output folder holds a run already; go on with it by --resume, or name another folder with"
                        + " --out",
                "run", at("suite.yaml"), "--out", at("other"));
        Path shut = Files.createDirectory(folder.resolve("shut"));
        Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("r-xr-xr-x"));
        refusedWith("shut/run: the output folder cannot be written: shut is read-only; name another folder with --out",
                "run",
                at("suite.yaml"), "--out", at("shut/run"));
    }

    @Test
    void optionsOutOfBounds() {
        refused("run: --workers cannot be 0; give a number from 1", "--workers", "0");
        refused("run: --limit cannot be 0; give a number from 1", "--limit", "0");
        for (String seconds : List.of("-1", "0", "NaN", "Infinity", "1e300", "1e-12"))
            assertThat(refused(List.of("run", at("suite.yaml"), "--out", at("out"), "--timeout", seconds)))
                    .singleElement().asString()
                    .startsWith("run: --timeout cannot be ").endsWith("; give seconds above 0, up to 1,000,000");
        refused("run: --run-id 'a/b' cannot be a file's name; use letters, digits, '.', '_' and '-'", "--run-id",
                "a/b");
        refused("frostbench run: Invalid value for option '--workers': 'two' is no whole number; see frostbench run"
                + " --help",
                "--workers", "two");
        refusedWith("run: --resume does not say which run; name it with --out or --run-id", "run", at("suite.yaml"),
                "--resume");
    }

    /// A correct run with these further arguments is refused with exactly this line.
    private void refused(String line, String... more) {
        var args = new ArrayList<>(List.of("run", at("suite.yaml"), "--out", at("out")));
        args.addAll(List.of(more));
        assertThat(refused(args)).containsExactly(line);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private void refusedAll(String... lines) {
        assertThat(refused(List.of("run", at("suite.yaml"), "--out", at("out")))).containsExactly(lines);
    }

    private void refusedWith(String line, String... args) {
        assertThat(refused(List.of(args))).containsExactly(line);
    }

    /// The messages without the excerpts.
    private List<String> refused(List<String> args) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Frostbench.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(args.toArray(String[]::new));
        assertThat(code).as(err.toString()).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        return err.toString().lines().filter(said -> !said.startsWith("    "))
                .map(said -> said.replace(folder + "/", "")).toList();
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
