package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A task repository of swebench 5 as it lies there: its folders are the data set, and its Dockerfiles the fixtures.
@Tag("sandbox")
class TaskRepositoryIT {

    private static final String CODE = "def double(n):\n    return n + 2\n";
    private static final String TEST = "from code_of import double\n\n\ndef test_two():\n    assert double(2) == 4\n";
    private static final String NEW_TEST = "\n\ndef test_three():\n    assert double(3) == 6\n";

    @TempDir
    static Path folder;

    @BeforeAll
    static void repository() throws Exception {
        BuiltHost.copyTo(folder.resolve("store"));
        write("sweb.yaml", "datasets: [team/tasks]\n");
        write("suite.yaml", """
                name: tasks
                kind: swe-bench
                dataset: .
                fixture: {dockerfile: "tasks/{instance_id}/Dockerfile"}
                timeout: 60s
                """);
        String at = "tasks/team__code-1/";
        write(at + "task.yaml", """
                instance_id: team__code-1
                repo: team/code
                version: '1.0'
                base_commit: '%s'
                created_at: '2026-01-01T00:00:00Z'
                log_parser: parse_log_pytest
                eval_type: pass_and_fail
                split: test
                datasets: [team/tasks]
                """.formatted("0".repeat(40)));
        write(at + "tests.json",
                "{\"FAIL_TO_PASS\": [\"test_code.py::test_three\"], \"PASS_TO_PASS\": [\"test_code.py::test_two\"]}");
        write(at + "problem_statement.md", "double adds two.\n");
        write(at + "gold.patch", """
                diff --git a/code_of.py b/code_of.py
                --- a/code_of.py
                +++ b/code_of.py
                @@ -1,2 +1,2 @@
                 def double(n):
                -    return n + 2
                +    return n * 2
                """);
        String patch = """
                diff --git a/test_code.py b/test_code.py
                --- a/test_code.py
                +++ b/test_code.py
                @@ -3,3 +3,7 @@

                 def test_two():
                     assert double(2) == 4
                +
                +
                +def test_three():
                +    assert double(3) == 6
                """.replace("@@\n\n", "@@\n \n");
        write(at + "test.patch", patch);
        write(at + "eval.sh", """
                #!/bin/bash
                set -uxo pipefail
                pip install unwanted-where-the-fixture-is-built-here || true
                cd /testbed
                git apply -v - <<'EOF_114329324912'
                %sEOF_114329324912
                : '>>>>> Start Test Output'
                python3 -m pytest -rA test_code.py
                test_exit_code=$?
                : '>>>>> End Test Output'
                echo ">>>>> Test Exit Code: $test_exit_code"
                """.formatted(patch));
        write(at + "code_of.py", CODE);
        write(at + "test_code.py", TEST);
        write(at + "Dockerfile", """
                FROM host-pytest
                WORKDIR /testbed
                COPY code_of.py test_code.py ./
                RUN git init -q && git add . && git -c user.name=t -c user.email=t@example.org commit -qm base
                """);
    }

    private static void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void itsGoldPatchResolvesInItsOwnDockerfileAndNoChangeDoesNot() throws Exception {
        run("validate", "suite.yaml", "--out", "validated").ended(0);
        Launched gold = run("run", ".", "--predictions", "gold", "--out", "gold").ended(0);
        assertThat(gold.out()).contains("resolved 1 of 1 selected tasks");
        JsonNode sheet = JsonMapper.shared().readTree(folder.resolve("gold/run.json").toFile());
        assertThat(sheet.at("/parts/0/dataset/sha256").asString()).hasSize(64);
        assertThat(run("fixture", "list").out()).contains("dockerfile/team__code-1-");
    }

    @Test
    void oneOfItsDataSetsCanBeNamed() throws Exception {
        Launched other = run("run", "swebench", "--dataset", ".#team/task", "--predictions", "gold", "--out", "other")
                .ended(2);
        assertThat(other.err()).contains("sweb.yaml:1:", "did you mean 'team/tasks'?");
    }

    private static Launched run(String... words) throws IOException, InterruptedException {
        return Launched.launch(folder, Map.of("FROSTBENCH_STORE", folder.resolve("store").toString()), words);
    }
}
