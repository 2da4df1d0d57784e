package dev.frostbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An environment that cannot be had as pinned: replacements are installed, and everything a run writes for people says
/// so.
@Tag("sandbox")
class StandInsIT {

    private static final List<String> DIFFERENCES = List.of("stand==1.0 stands in for gone 9.9: it was never published",
            "left out: conda-only 3.1: it is of conda alone", "left out: 7 conda packages that are no Python packages",
            "added: more==1.0: the image got it by hand");

    @TempDir
    Path folder;

    @Test
    void whatStandsInForAPinIsInTheReport() throws Exception {
        write("suite.yaml",
                "name: own\nkind: swe-bench\ndataset: rows.jsonl\nfixture: \"own/{instance_id}\"\nenvironments:"
                        + " environments\n");
        write("environments/own__thing.yaml", """
                repository: own/thing
                folder: ../repository
                log_parser: status_lines
                versions: {"1": {pins: "1", test_cmd: "python3 tell.py"}}
                instead: {conda-only: {because: it is of conda alone}}
                """);
        write("environments/pins/1.yaml", """
                python: "%s"
                left_out: 7 conda packages that are no Python packages
                tools: []
                packages: [gone==9.9, conda-only==3.1, kept==1.0]
                added: [{packages: [more==1.0], because: the image got it by hand}]
                instead: {gone: {use: stand==1.0, because: it was never published}}
                """.formatted(python()));
        write("repository/tell.py", "import stand, kept, more\nvalue = open('value').read().strip()\n"
                + "print(('PASSED' if value == 'new' else 'FAILED'), 'first')\n");
        write("repository/value", "old\n");
        write("repository/t.py", "old\n");
        write("rows.jsonl",
                JsonMapper.shared().writeValueAsString(Map.of("instance_id", "own__thing-1", "repo", "own/thing",
                        "version", "1", "base_commit", "", "patch", diff("value", "old", "new"), "test_patch",
                        diff("t.py", "old", "new"),
                        "FAIL_TO_PASS", List.of("first"), "PASS_TO_PASS", List.of())) + "\n");
        try (var registry = new LoopbackRegistry()) {
            Map<String, String> environment = new HashMap<>(
                    Map.of("FROSTBENCH_STORE", folder.resolve("store").toString(),
                            "PIP_CONFIG_FILE", "/dev/null", "PIP_INDEX_URL", registry.address() + "/simple"));
            for (String own : List.of("PIP_FIND_LINKS", "PIP_NO_INDEX", "http_proxy", "https_proxy"))
                environment.put(own, "");
            Launched run = Launched.launch(folder, environment, "run", "suite.yaml", "--predictions", "gold", "--out",
                    "run");
            run.ended(0);
        }
        assertThat(read("scores.csv")).as(read("index.html")).contains("own__thing-1,0,resolved,true");
        assertThat(read("index.html")).contains(DIFFERENCES.toArray(String[]::new));
        JsonNode differ = JsonMapper.shared().readTree(read("run.json")).required("environments_differ").get(0);
        assertThat(differ.required("tasks").toString()).isEqualTo("[\"own__thing-1\"]");
        assertThat(differ.required("differences").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(DIFFERENCES);
        assertThat(read("official/gold/own__thing-1/run_instance.log")).contains(DIFFERENCES.toArray(String[]::new));
    }

    /// The version of the machine's own Python.
    private String python() throws IOException, InterruptedException {
        return Launched
                .start(folder, Map.of(), List.of("python3", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"))
                .out().strip();
    }

    private static String diff(String file, String from, String to) {
        return "diff --git a/%1$s b/%1$s\n--- a/%1$s\n+++ b/%1$s\n@@ -1 +1 @@\n-%2$s\n+%3$s\n".formatted(file, from,
                to);
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve("run").resolve(name));
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }
}
