package dev.frostbench.suites.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class TaskRepositoryTest {

    @TempDir
    Path folder;

    private final List<ObjectNode> rows = new ArrayList<>();

    @BeforeEach
    void repository() throws IOException {
        write("sweb.yaml", "datasets: [team/all, team/small]\nsplits: [test, dev]\n");
        task("b__b-1", "split: test\ndatasets: [team/all]\n");
        task("a__a-1", "split: dev\ndatasets: [team/small, team/all]\n");
        task("old__old-1", "split: deprecated\ndatasets: [team/all]\n");
        task("other__other-1", "split: test\ndatasets: [elsewhere]\n");
        write("tasks/notes/README.md", "no task");
    }

    private void task(String id, String more) throws IOException {
        String at = "tasks/" + id + "/";
        write(at + "task.yaml", "instance_id: " + id + "\nrepo: a/a\nversion: '1.0'\nbase_commit: abc\n" + more);
        write(at + "tests.json", "{\"FAIL_TO_PASS\": [\"t.py::é\"], \"PASS_TO_PASS\": []}\n");
        write(at + "gold.patch", "--- a/x\r\n+++ b/x\r\n");
        write(at + "test.patch", "test\n");
        write(at + "eval.sh", "#!/bin/bash\n");
        write(at + "problem_statement.md", "Broken.\n");
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    private List<Problem> read(String suffix) {
        rows.clear();
        return Rows.each(Path.of(folder + suffix), "instance_id", row -> rows.add(row.fields()));
    }

    @Test
    void publishedTasksAreRowsByTheNamesOfTheirFolders() throws IOException {
        write("tasks/b__b-1/hints.md", "Look there.\n");
        assertThat(read("")).isEmpty();
        assertThat(rows).extracting(row -> row.get("instance_id").asString()).containsExactly("a__a-1", "b__b-1");
        ObjectNode first = rows.getFirst();
        assertThat(first.get("patch").asString()).isEqualTo("--- a/x\r\n+++ b/x\r\n");
        assertThat(first.get("test_patch").asString()).isEqualTo("test\n");
        assertThat(first.get("eval_script").asString()).isEqualTo("#!/bin/bash\n");
        assertThat(first.get("problem_statement").asString()).isEqualTo("Broken.\n");
        assertThat(first.get("hints_text").asString()).isEmpty();
        assertThat(first.get("FAIL_TO_PASS").get(0).asString()).isEqualTo("t.py::é");
        assertThat(first.get("version").asString()).isEqualTo("1.0");
        assertThat(rows.getLast().get("hints_text").asString()).isEqualTo("Look there.\n");
    }

    @Test
    void oneOfItsDataSetsIsNamedBehindAMark() {
        assertThat(read("#team/small")).isEmpty();
        assertThat(rows).extracting(row -> row.get("instance_id").asString()).containsExactly("a__a-1");
        assertThatThrownBy(() -> read("#team/smal")).isInstanceOf(BadInput.class)
                .hasMessageContaining("sweb.yaml:1:").hasMessageContaining("did you mean 'team/small'?");
    }

    @Test
    void aBrokenTaskIsToldByItsFileAndTheOthersAreRead() throws IOException {
        Files.delete(folder.resolve("tasks/a__a-1/eval.sh"));
        write("tasks/b__b-1/tests.json", "[]");
        write("tasks/c__c-1/task.yaml", "instance_id: d\n");
        task("e__e-1", "split: test\ndatasets: [team/all]\n");
        assertThat(read("").stream().map(Problem::toString)).satisfiesExactly(
                one -> assertThat(one).contains("tasks/a__a-1/eval.sh: the file does not exist"),
                two -> assertThat(two).contains("tasks/b__b-1/tests.json: the file is no JSON object"),
                three -> assertThat(three).contains("tasks/c__c-1/task.yaml:1:14: /instance_id is not the name"));
        assertThat(rows).hasSize(1);
    }

    /// git keeps links, and reading a device never ends.
    @ParameterizedTest
    @ValueSource(strings = {"eval.sh", "hints.md", "tests.json", "task.yaml"})
    void aFileThatIsALinkToADeviceIsRefused(String name) throws IOException {
        Path file = folder.resolve("tasks/a__a-1").resolve(name);
        Files.deleteIfExists(file);
        Files.createSymbolicLink(file, Path.of("/dev/zero"));
        assertThat(read("").stream().map(Problem::toString)).singleElement().asString().contains(name)
                .contains("is no regular file");
    }

    @Test
    void aRepositoryWithoutTasksOrDataSetsIsRefused() throws IOException {
        write("sweb.yaml", "datasets: [nowhere]\n");
        assertThatThrownBy(() -> read("")).hasMessageContaining("the task repository publishes no task");
        write("sweb.yaml", "splits: [test]\n");
        assertThatThrownBy(() -> read("")).hasMessageContaining("names no data set");
        Files.delete(folder.resolve("sweb.yaml"));
        assertThatThrownBy(() -> read("")).hasMessageContaining("name a file, or a task repository");
    }

    @Test
    void theHashIsOfEachFileThatRowsAreMadeOf() throws IOException {
        String before = new TaskRepository(folder, Optional.empty()).sha256();
        write("tasks/notes/README.md", "changed");
        assertThat(new TaskRepository(folder, Optional.empty()).sha256()).isEqualTo(before);
        write("tasks/a__a-1/hints.md", "more");
        assertThat(new TaskRepository(folder, Optional.empty()).sha256()).isNotEqualTo(before);
    }
}
