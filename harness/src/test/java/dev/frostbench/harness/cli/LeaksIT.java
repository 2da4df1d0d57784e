package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Fixtures that give the answers of their tasks away, as a user meets them.
@Tag("sandbox")
class LeaksIT {

    private static final String GIT = "git -c user.name=a -c user.email=a@example.invalid ";

    @TempDir
    static Path store;

    @TempDir
    Path folder;

    @BeforeAll
    static void base() throws Exception {
        BuiltHost.copyTo(store.resolve("it"));
    }

    @BeforeEach
    void suite() throws IOException {
        write("project/months.py", "def month(day):\n    return str(day.month)\n");
        write("suite.yaml", """
                name: months
                kind: command
                dataset: tasks.jsonl
                fixture: own
                prediction: {field: patch, patch: /src}
                command: [sh, -c, "grep -q zfill months.py"]
                gold: solution
                """);
        write("tasks.jsonl", JsonMapper.shared().writeValueAsString(Map.of("task_id", "months-1", "solution", """
                diff --git a/months.py b/months.py
                --- a/months.py
                +++ b/months.py
                @@ -1,2 +1,2 @@
                 def month(day):
                -    return str(day.month)
                +    return str(day.month).zfill(2)
                """)) + "\n");
    }

    private void recipe(String step) throws IOException {
        write("recipes/own.yaml", """
                base: {fixture: host}
                steps:
                  - git: {folder: ../project, to: /src}
                  - run: "%s"
                """.formatted(step));
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    private Launched launch(String... args) throws Exception {
        return Launched.launch(folder, Map.of("FROSTBENCH_STORE", store.resolve("it").toString()), args);
    }

    @Test
    void aCommitOfTheFixFailsTheBuildAndTheRunUnlessItIsAllowed() throws Exception {
        recipe("cd /src && echo x >> months.py && " + GIT + "commit -qam 'Mend the months' && git reset -q"
                + " --hard HEAD~1");
        Launched build = launch("fixture", "build", "--suite", "suite.yaml").ended(2);
        assertThat(build.errors()).singleElement().asString().contains("suite.yaml: fixture 'own' gives the answer of"
                + " months-1 away: /src/.git is a repository with a commit", "'Mend the months'",
                "--allow-leak own");
        launch("validate", "suite.yaml").ended(2);
        assertThat(folder.resolve("reports")).doesNotExist();
        assertThat(launch("doctor", "--fixtures", "suite.yaml").ended(1).out()).contains("own",
                "months-1: /src/.git is a repository with a commit", "cure: keep no repository but one");
        launch("fixture", "build", "--suite", "suite.yaml", "--allow-leak", "own").ended(0);
        launch("validate", "suite.yaml", "--allow-leak", "months-1", "--out", "out").ended(0);
        JsonNode allowed = JsonMapper.shared().readTree(Files.readString(folder.resolve("out/run.json")))
                .path("allowed_leaks");
        assertThat(Files.readString(folder.resolve("out/run.json")))
                .contains("fixture searched for the answer, let stand: /src/.git");
        assertThat(Files.readString(folder.resolve("out/index.html")))
                .contains("<dt>leaks let stand</dt><dd>own: /src");
        assertThat(allowed.size()).isEqualTo(1);
        assertThat(allowed.get(0).path("path").asString()).isEqualTo("/src/.git");
        assertThat(allowed.get(0).path("tasks").get(0).asString()).isEqualTo("months-1");
    }

    @Test
    void anHonestFixtureIsBuiltAndRun() throws Exception {
        recipe("cd /src && " + GIT + "commit -q --allow-empty -m 'Ready to be tested'");
        launch("fixture", "build", "--suite", "suite.yaml").ended(0);
        assertThat(launch("doctor", "--fixtures", "suite.yaml").ended(0).out()).containsPattern("own +1  nothing");
        JsonNode all = JsonMapper.shared().readTree(launch("doctor", "--fixtures", "--json").out());
        assertThat(all.path("fixtures").findValuesAsString("name")).contains("host", "own");
        launch("validate", "suite.yaml", "--out", "out").ended(0);
        assertThat(Files.readString(folder.resolve("out/run.json"))).doesNotContain("allowed_leaks")
                .contains("fixture searched for the answer, nothing found");
    }

    @Test
    void theFixedFileLeftInACacheFailsTheBuildAndTheUnfixedOneDoesNot() throws Exception {
        write("suite.yaml", Files.readString(folder.resolve("suite.yaml")).replace("zfill", "zfilled"));
        write("tasks.jsonl", Files.readString(folder.resolve("tasks.jsonl")).replace("return str(day.month).zfill(2)",
                "return zfilled_to_the_width_of_two_letters(str(day.month))"));
        recipe("mkdir -p /root/.cache/old && cp /src/months.py /root/.cache/old/");
        launch("fixture", "build", "--suite", "suite.yaml").ended(0);
        recipe("mkdir -p /root/.cache/old && sed 's/return.*/return"
                + " zfilled_to_the_width_of_two_letters(str(day.month))/; 1i x = 1' /src/months.py"
                + " > /root/.cache/old/months.py");
        Launched build = launch("fixture", "build", "--suite", "suite.yaml").ended(2);
        assertThat(build.err()).contains("fixture 'own' gives the answer of months-1 away:"
                + " /root/.cache/old/months.py has lines that the gold patch adds; leave that file out");
    }

    @Test
    void withoutASuiteCommitsAreStillFound() throws Exception {
        Files.createDirectories(folder.resolve("recipes"));
        recipe("cd /src && git branch late $(" + GIT + "commit-tree -m 'Mend the months' -p HEAD HEAD^{tree})");
        Launched build = launch("fixture", "build", "--suite", "suite.yaml", "own").ended(2);
        assertThat(build.err()).contains("named by refs/heads/late");
    }

    @Test
    void anIdThatIsNoneIsRefused() throws Exception {
        recipe("true");
        assertThat(launch("validate", "suite.yaml", "--allow-leak", "months-2").ended(2).errors()).singleElement()
                .asString()
                .contains("--allow-leak 'months-2' is no fixture and no task of this; name one of: own");
    }
}
