package dev.frostbench.harness.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.frostbench.harness.cli.BuiltHost;
import dev.frostbench.harness.cli.Launched;
import dev.frostbench.harness.ledger.RecordedRun;
import dev.frostbench.reports.submission.Split;
import dev.frostbench.reports.submission.SweBenchSubmission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `submit` writes what keeps the rules, and names file, line and rule of what does not.
@Tag("sandbox")
class SubmitIT {

    private static final Path STARTER = Launched.HOME.resolve("suites/starter");
    private static final List<String> TOOLS = List.of("inspect_ai==0.3.285", "evalplus==0.3.1",
            "huggingface_hub==2.4.0", "sb-cli==0.1.4", "pyyaml");
    private static final String METADATA = """
            info:
              name: Mini Agent
              site: https://example.org/mini
              report: https://example.org/mini/report
            tags:
              checked: false
              model: [model-1-20261101]
              org: Example
              os_model: false
              os_system: true
              system:
                attempts: "1"
            """;
    private static final String README = """
            # Mini Agent

            Authors: A. Person (https://example.org/a)

            - [x] Is a pass@1 submission (does not attempt the same task instance more than once)
            - [x] Does not use SWE-bench test knowledge (`PASS_TO_PASS`, `FAIL_TO_PASS`)
            - [x] Does not use the `hints` field in SWE-bench
            - [x] Does not have web-browsing OR has taken steps to prevent lookup via web-browsing
            """;
    private static final String HINTS = "The month of a booking needs two digits, as the third comment says.";

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private final Map<String, String> trajectories = new LinkedHashMap<>();

    @BeforeAll
    static void runs() throws Exception {
        BuiltHost.copyTo(shared.resolve("store"));
        for (String name : List.of("environments", "repositories"))
            Files.createSymbolicLink(shared.resolve(name), STARTER.resolve(name));
        List<ObjectNode> rows = new ArrayList<>();
        for (ObjectNode row : lines(STARTER.resolve("instances.jsonl")))
            if (List.of("starter__ledgerline-1", "starter__ledgerline-4").contains(row.path("instance_id").asString()))
                rows.add(row.put("hints_text", HINTS));
        write("rows.jsonl", rows);
        List<ObjectNode> gold = rows.stream().map(row -> prediction(row, "mini/agent", row.path("patch").asString()))
                .toList();
        write("preds.jsonl", gold);
        String forged = lines(STARTER.resolve("instances.predictions.jsonl")).stream()
                .filter(row -> row.path("instance_id").asString().equals("starter__ledgerline-4")).findFirst()
                .orElseThrow().path("model_patch").asString();
        write("forged.jsonl", List.of(gold.getFirst(), prediction(rows.get(1), "other", forged)));
        Files.writeString(shared.resolve("suite.yaml"), """
                name: demo
                kind: swe-bench
                dataset: rows.jsonl
                predictions: preds.jsonl
                fixture: starter/{instance_id}
                environments: environments
                timeout: 20s
                limits: {memory: 512MiB, processes: 128, cpus: 2, disk: 256MiB, output: 4MiB}
                """);
        launch(0, "run", "suite.yaml", "--out", "run");
        launch(0, "run", "suite.yaml", "--predictions", "forged.jsonl", "--out", "forged");
        launch(0, "run", "suite.yaml", "--control", "none", "--instance", "starter__ledgerline-1", "--out", "plain");
    }

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("metadata.yaml"), METADATA);
        Files.writeString(folder.resolve("README.md"), README);
        Files.createDirectory(folder.resolve("trajs"));
        for (ObjectNode row : lines(shared.resolve("preds.jsonl")))
            trajectory(row.path("instance_id").asString() + ".traj",
                    "{\"steps\": [\"looked\", " + JsonMapper.shared().writeValueAsString(row.path("model_patch")
                            .asString()) + "]}");
    }

    @Test
    void whatKeepsTheRulesIsWrittenWholeAndOpenedByTheToolsItIsFor() throws Exception {
        Path submission = folder.resolve("20261130_mini");
        assertThat(submit(0, "run", submission).out()).contains("wrote " + submission);
        try (Stream<Path> files = Files.walk(submission)) {
            assertThat(files.filter(Files::isRegularFile).map(file -> submission.relativize(file).toString())
                    .filter(name -> !name.contains("ledgerline-4")).sorted()).containsExactly("README.md",
                            "all_preds.jsonl", "logs/starter__ledgerline-1/eval.sh",
                            "logs/starter__ledgerline-1/patch.diff", "logs/starter__ledgerline-1/report.json",
                            "logs/starter__ledgerline-1/test_output.txt", "metadata.yaml",
                            "results/resolved_by_repo.json", "results/resolved_by_time.json", "results/results.json",
                            "trajs/starter__ledgerline-1.traj");
        }
        assertThat(Files.readString(submission.resolve("README.md"))).contains("Resolved 2 instances (100.0%)");
        assertThat(submit(2, "run", submission).err()).contains("holds something already");

        Files.writeString(folder.resolve("hub.yaml"), "dataset: {id: Example/Bench, task_id: default}\n"
                + "value: percent\nsource: {url: \"https://example.org\", name: Logs}\n");
        launch(0, "submit", "run", "--leaderboard", "huggingface", "--metadata", at("hub.yaml"), "--out", at("hub"));
        launch(0, "submit", "run", "--leaderboard", "inspect", "--out", at("inspect"));
        samples();
        launch(0, "submit", "samples", "--leaderboard", "evalplus", "--out", at("evalplus"));
        Launched opened = Launched.start(folder, Map.of("HOME", at("home")), List.of(tools().toString(),
                Path.of("src/test/resources/submission/opened.py").toAbsolutePath().toString(), submission.toString(),
                at("hub"), at("evalplus"), at("inspect")));
        assertThat(opened.ended(0).out()).isEqualToNormalizingNewlines("""
                sb-cli 2 mini/agent
                metadata Mini Agent False 2
                huggingface Example/Bench default 100.0
                evalplus 0.500
                inspect success mini/agent 2 1.0 C
                """);
    }

    @Test
    void aRunThatBreaksTheRulesLeavesNoFolder() throws Exception {
        Path out = folder.resolve("20261130_mini");
        assertThat(submit(1, "forged", out).out()).contains("forged.jsonl:2: [one-model] is of 'other'")
                .contains("forged.jsonl:2: [forged] 'starter__ledgerline-4' forges its result")
                .contains("nothing is written: ");
        assertThat(submit(1, "plain", out).out()).contains("run.json: [controls] the run looked for forged results with"
                + " no control").contains("run.json: [whole-split] the run is of 1 tasks, and the suite has 2");
        assertThat(folder).isDirectoryNotContaining("glob:**2026*");
    }

    @Test
    void aRunWhoseReportsWereAlteredIsNotSubmitted() throws Exception {
        Path copy = shared.resolve("altered");
        try (Stream<Path> walk = Files.walk(shared.resolve("run"))) {
            for (Path each : walk.toList())
                Files.copy(each, copy.resolve(shared.resolve("run").relativize(each).toString()));
        }
        Files.writeString(copy.resolve("official/mini__agent/starter__ledgerline-1/report.json"), "{}");
        assertThat(submit(1, "altered", folder.resolve("20261130_mini")).out())
                .contains("official/mini__agent/starter__ledgerline-1/report.json: line 1 is");
    }

    @Test
    void eachViolationNamesFileLineAndRule() throws Exception {
        assertThat(violations(Optional.empty())).isEmpty();
        assertThat(violations(Optional.of("verified"))).singleElement().asString()
                .contains("run.json: [whole-split] the data set has 2 tasks, and 'verified' has 500");
        metadata("checked: false", "checked: \"false (see README)\"", 6, "tags.checked is not false");
        metadata("attempts: \"1\"", "attempts: \"5\"", 12, "tags.system.attempts is neither");
        metadata("report: https://example.org/mini/report", "report: soon", 4, "info.report is no link");
        metadata("model: [model-1-20261101]", "model: []", 7, "tags.model names no model");
        metadata("os_model: false", "os_model: \"no\"", 9, "tags.os_model is not true or false");
        metadata("info:\n  name: Mini Agent\n", "name: Mini Agent\ninfo:\n", 1, "is of the form before 2025");
        metadata("site: https://example.org/mini\n", "site: https://example.org/mini\n  warning: true\n", 4,
                "hides the entry");
        readme("- [x] Does not use the `hints`", "- [ ] Does not use the `hints`",
                "README.md:7: [checklist] does not confirm");
        readme("- [x] Is a pass@1", "Is a pass@1", "README.md: [checklist] lacks a point");
        readme("Authors: ", "By ", "README.md: [authors]");
        readme("https://", "", "README.md: [link]");
    }

    @Test
    void aTrajectoryIsOneAnInstanceAsTextWithItsPatchAndWithoutWhatItMustNotHold() throws Exception {
        trajectory("starter__ledgerline-1.traj", null);
        trajectory("starter__ledgerline-12.traj", "of another instance");
        assertThat(violations(Optional.empty())).hasSize(2)
                .anyMatch(said -> said.contains("starter__ledgerline-12.traj: [trajectory-name]"))
                .anyMatch(
                        said -> said.contains("trajs: [trajectory-missing] has no file with 'starter__ledgerline-1'"));
        trajectory("starter__ledgerline-12.traj", null);
        trajectory("starter__ledgerline-1.md", "I thought about it.");
        assertThat(violations(Optional.empty())).singleElement().asString().contains("[trajectory-patch]");
        trajectory("starter__ledgerline-1.md", patch() + "\n" + HINTS);
        assertThat(violations(Optional.empty())).singleElement().asString()
                .contains("starter__ledgerline-1.md:").contains("[no-hints]");
        trajectory("starter__ledgerline-1.md", patch() + "\nand\n" + row().path("test_patch").asString());
        assertThat(violations(Optional.empty())).singleElement().asString().contains("[no-test-knowledge]");
        trajectory("starter__ledgerline-1.md", "a\0b");
        assertThat(violations(Optional.empty())).singleElement().asString().contains("[trajectory-text] is no UTF-8");
        trajectory("starter__ledgerline-1.md", " ");
        assertThat(violations(Optional.empty())).singleElement().asString().contains("[trajectory-text] is empty");
        trajectory("starter__ledgerline-1.md", patch());
        trajectory("second/starter__ledgerline-1.md", patch());
        assertThat(violations(Optional.empty())).singleElement().asString().contains("[trajectory-twice]");
    }

    @Test
    void theFolderIsCalledByADateAndAName() throws Exception {
        for (String wrong : List.of("mini", "20261345_mini", "20261130-mini", "20261130_"))
            assertThat(submission(Optional.empty()).violations(folder.resolve(wrong))).singleElement().asString()
                    .contains("[folder-name]").contains(wrong);
    }

    private void metadata(String from, String to, int line, String wrong) throws IOException {
        assertThat(METADATA).contains(from);
        Files.writeString(folder.resolve("metadata.yaml"), METADATA.replace(from, to));
        assertThat(violations(Optional.empty())).anyMatch(
                said -> said.contains("metadata.yaml:" + line + ": [metadata] ") && said.contains(wrong));
        Files.writeString(folder.resolve("metadata.yaml"), METADATA);
    }

    private void readme(String from, String to, String wrong) throws IOException {
        assertThat(README).contains(from);
        Files.writeString(folder.resolve("README.md"), README.replace(from, to));
        assertThat(violations(Optional.empty())).singleElement().asString().contains(wrong);
        Files.writeString(folder.resolve("README.md"), README);
    }

    private void trajectory(String name, String text) throws IOException {
        Path file = folder.resolve("trajs").resolve(name);
        Files.createDirectories(file.getParent());
        if (text == null) Files.delete(file);
        else
            Files.writeString(file, text);
    }

    private List<String> violations(Optional<String> split) throws IOException {
        return submission(split).violations(folder.resolve("20261130_mini")).stream().map(Object::toString).toList();
    }

    private SweBenchSubmission submission(Optional<String> split) throws IOException {
        Path run = shared.resolve("run");
        return new SweBenchSubmission(RecordedRun.read(run).record(), run, folder.resolve("trajs"),
                folder.resolve("metadata.yaml"), folder.resolve("README.md"), split.map(Split::named));
    }

    private Launched submit(int code, String run, Path out) throws Exception {
        return launch(code, "submit", run, "--leaderboard", "swe-bench", "--trajectories", at("trajs"), "--metadata",
                at("metadata.yaml"), "--readme", at("README.md"), "--out", out.toString());
    }

    private static void samples() throws Exception {
        List<ObjectNode> rows = lines(STARTER.resolve("problems.jsonl")).subList(0, 2);
        List<ObjectNode> samples = new ArrayList<>();
        for (ObjectNode row : rows)
            for (String body : List.of(row.path("canonical_solution").asString(), "    return None\n"))
                samples.add(JsonMapper.shared().createObjectNode()
                        .<ObjectNode>set("task_id", row.path("task_id")).put("completion", body));
        write("problems.jsonl", rows);
        write("samples.jsonl", samples);
        Files.writeString(shared.resolve("problems.yaml"), "name: problems\nkind: human-eval\ndataset: problems.jsonl\n"
                + "predictions: samples.jsonl\nfixture: host\ntimeout: 20s\n");
        launch(0, "run", "problems.yaml", "--out", "samples");
    }

    /// The interpreter of an environment with the tools.
    private static Path tools() throws Exception {
        String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        Path place = Path.of(cache, "frostbench", "submission-" + Math.abs(TOOLS.hashCode()));
        Path python = place.resolve("bin/python");
        if (Files.exists(place.resolve("installed"))) return python;
        Files.createDirectories(place.getParent());
        boolean made = Launched.start(shared, Map.of(), List.of("python3", "-m", "venv", "--clear", place.toString()))
                .code() == 0;
        List<String> install = new ArrayList<>(
                List.of(python.toString(), "-m", "pip", "install", "-q", "--disable-pip-version-check"));
        install.addAll(TOOLS);
        boolean installed = made && Launched.start(shared, Map.of(), install).code() == 0;
        assumeTrue(installed || "required".equals(System.getenv("FROSTBENCH_SDKS")),
                "this test needs a package index for pip");
        assertThat(installed).as("a package index for pip").isTrue();
        Files.createFile(place.resolve("installed"));
        return python;
    }

    private String patch() throws IOException {
        return lines(shared.resolve("preds.jsonl")).getFirst().path("model_patch").asString();
    }

    private JsonNode row() throws IOException {
        return lines(shared.resolve("rows.jsonl")).getFirst();
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private static ObjectNode prediction(JsonNode row, String model, String patch) {
        return JsonMapper.shared().createObjectNode().put("instance_id", row.path("instance_id").asString())
                .put("model_name_or_path", model).put("model_patch", patch);
    }

    private static List<ObjectNode> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream().filter(line -> !line.isBlank())
                .map(line -> (ObjectNode) JsonMapper.shared().readTree(line)).toList();
    }

    private static void write(String name, List<ObjectNode> rows) throws IOException {
        Files.write(shared.resolve(name), rows.stream().map(Object::toString).toList());
    }

    private static Launched launch(int code, String... words) throws Exception {
        List<String> argv = new ArrayList<>(List.of(Launched.HOME.resolve("frostbench").toString()));
        argv.addAll(List.of(words));
        return Launched.start(shared, Map.of("FROSTBENCH_STORE", shared.resolve("store").toString()), argv).ended(code);
    }
}
