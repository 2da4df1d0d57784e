package dev.frostbench.suites.swebench.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.YamlDocument;
import dev.frostbench.suites.swebench.environment.Environments.RepositoryYaml;
import dev.frostbench.suites.swebench.instance.Instance;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The environments that ship, and how an instance finds its own.
public class EnvironmentsTest {

    private static final Path SHIPPED = Path.of("swebench/environments");
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path folder;

    @Test
    void everyRepositoryAndEveryOfficialEnvironmentIsThere() throws IOException {
        Environments shipped = Environments.read(SHIPPED);
        Set<String> mapped = new HashSet<>();
        int instances = 0;
        for (RepositoryYaml repository : repositories()) {
            mapped.addAll(repository.pins().keySet());
            for (List<Integer> numbers : repository.pins().values()) instances += numbers.size();
            for (String version : repository.versions().keySet()) {
                var known = shipped.of(instance(repository.repository(), version, 1_000_000));
                assertThat(known.version().test_cmd()).as(repository.repository() + " " + version).isPresent();
                assertThat(shipped.pins(known.pins().orElseThrow()).python()).matches("3\\.\\d+");
                known.version().services().forEach(name -> assertThat(shipped.service(name).ports()).isNotEmpty());
            }
        }
        assertThat(repositories()).hasSize(12);
        assertThat(mapped).hasSize(146);
        for (int number = 0; number < 146; number++) assertThat(shipped.pins("" + number).tools()).isNotEmpty();
        assertThat(instances).isEqualTo(2294);
    }

    @Test
    void everyInstanceOfTheOfficialTestSetHasTheEnvironmentOfItsImage() throws IOException {
        String data = System.getenv("FROSTBENCH_DATA");
        assumeTrue(data != null, "FROSTBENCH_DATA is not set: the official environments are not compared");
        JsonNode official;
        try (var in = new GZIPInputStream(Files.newInputStream(Path.of(data, "swebench/environments.json.gz")))) {
            official = JSON.readTree(in);
        }
        Map<String, String> ours = new HashMap<>();
        for (RepositoryYaml repository : repositories())
            repository.pins().forEach((pins, numbers) -> numbers
                    .forEach(number -> ours.put(repository.repository().replace("/", "__") + "-" + number, pins)));
        assertThat(ours).hasSize(official.get("instances").size());
        official.get("instances").properties().forEach(entry -> assertThat(ours.get(entry.getKey())).as(entry.getKey())
                .isEqualTo(entry.getValue().asString()));
    }

    @Test
    void everyRowOfLiteMakesItsRecipes() throws IOException {
        String data = System.getenv("FROSTBENCH_DATA");
        assumeTrue(data != null, "FROSTBENCH_DATA is not set: no recipes of real rows are made");
        var recipes = new InstanceRecipes(Environments.read(SHIPPED));
        Map<String, JsonNode> made = new HashMap<>();
        int rows = 0;
        try (var in = new GZIPInputStream(Files.newInputStream(Path.of(data, "swebench/lite.jsonl.gz")));
                var lines = new BufferedReader(new InputStreamReader(in))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine(), rows++) {
                var instance = new Instance((ObjectNode) JSON.readTree(line));
                recipes.of(instance, "swebench/" + instance.id()).forEach((name, recipe) -> {
                    JsonNode other = made.put(name, recipe);
                    assertThat(other == null || other.equals(recipe)).as("two recipes are named " + name).isTrue();
                });
            }
        }
        assertThat(rows).isEqualTo(300);
        made.forEach((name, recipe) -> {
            String base = recipe.at("/base/fixture").asString();
            assertThat(base.equals("swebench/debian") || made.containsKey(base)).as(base + " below " + name).isTrue();
        });
    }

    @Test
    void anInstanceStandsAboveItsVersionAndAVersionAboveTheRepository() throws IOException {
        Environments environments = environments("""
                repository: a/b
                every: {test_cmd: pytest, install: pip install ., environment: {A: "1", B: "1"}, corrections: [all]}
                versions:
                  "1": {pins: "7", environment: {B: "2"}, corrections: [one]}
                  "2": {pins: "8", like: "1", test_cmd: tox}
                instances:
                  "10-20": {test_cmd: nose}
                  "15": {install: make}
                pins: {"9": [3, 15]}
                """);
        var first = environments.of(instance("a/b", "1", 1));
        assertThat(first.pins()).contains("7");
        assertThat(first.version().environment()).containsEntry("A", "1").containsEntry("B", "2");
        assertThat(first.version().corrections()).containsExactly("all", "one");
        var second = environments.of(instance("a/b", "2", 3));
        assertThat(second.pins()).contains("9");
        assertThat(second.version().test_cmd()).contains("tox");
        assertThat(second.version().environment()).containsEntry("B", "2");
        var third = environments.of(instance("a/b", "1", 15));
        assertThat(third.version().test_cmd()).contains("nose");
        assertThat(third.version().install()).contains("make");
    }

    @Test
    void aRowThatFitsNoEnvironmentIsToldWhatToAdd() throws IOException {
        Environments environments = environments("""
                repository: a/b
                versions: {"1": {pins: "7", test_cmd: pytest}, "2": {pins: "7"}}
                """);
        assertThatThrownBy(() -> environments.of(instance("c/d", "1", 1))).isInstanceOf(BadInput.class)
                .hasMessageContaining("repository 'c/d'").hasMessageContaining("add ")
                .hasMessageContaining("c__d.yaml");
        assertThatThrownBy(() -> environments.of(instance("c\ud800/d", "1", 1))).as("half of a surrogate pair")
                .isInstanceOf(BadInput.class).hasMessageContaining("__d.yaml");
        assertThatThrownBy(() -> environments.of(instance("a/b", "3", 1))).isInstanceOf(BadInput.class)
                .hasMessageContaining("version '3' of a/b").hasMessageContaining("under `versions:`");
        assertThatThrownBy(() -> environments.of(instance("a/b", "2", 1))).isInstanceOf(BadInput.class)
                .hasMessageContaining("test_cmd");
    }

    @Test
    void aRouteThatNoSandboxHasIsRefusedWhereItStands() {
        assertThatThrownBy(() -> environments("""
                repository: a/b
                versions: {"1": {pins: "7", test_cmd: pytest, routes: [192.168.0.0/16]}}
                """)).isInstanceOf(BadInput.class).hasMessageContaining("a__b.yaml:2")
                .hasMessageContaining("192.168.0.0/16");
    }

    @Test
    void whatStandsInForAPinIsInstalledAndNamed() throws IOException {
        Environments environments = environments("""
                repository: a/b
                base: some/debian
                versions: {"1": {pins: "7", test_cmd: pytest, packages: [graphviz]}}
                instead: {gone: {because: it is gone}, python: {use: "3.6", because: it is old}}
                """);
        Files.createDirectories(folder.resolve("pins"));
        Files.writeString(folder.resolve("pins/7.yaml"), """
                python: "3.5"
                left_out: "9 conda packages that are no Python packages"
                tools: [pip==1]
                packages: [gone==1, kept==2, torn==3]
                added: [{packages: [more==4], because: it was forgotten}]
                instead: {torn: {use: torn==3.1, because: it never built}}
                """);
        var instance = instance("a/b", "1", 1);
        var recipes = new InstanceRecipes(environments);
        JsonNode environment = recipes.of(instance, "x/1").values().iterator().next();
        assertThat(environment.at("/base/fixture").asString()).isEqualTo("some/debian");
        assertThat(environment.at("/steps").toString()).contains("\"apt\":[\"graphviz\"]", "\"python\":\"3.6\"",
                "[\"kept==2\",\"torn==3.1\"]", "[\"more==4\"]").doesNotContain("gone");
        assertThat(recipes.notes(environments.of(instance))).containsExactly("left out: gone 1: it is gone",
                "torn==3.1 stands in for torn 3: it never built", "3.6 stands in for python 3.5: it is old",
                "left out: 9 conda packages that are no Python packages",
                "added: more==4: it was forgotten");
    }

    private Environments environments(String yaml) throws IOException {
        Files.writeString(folder.resolve("a__b.yaml"), yaml);
        return Environments.read(folder);
    }

    private static List<RepositoryYaml> repositories() throws IOException {
        List<RepositoryYaml> repositories = new ArrayList<>();
        try (var files = Files.list(SHIPPED)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).sorted().toList())
                repositories.add(YamlDocument.read(file).as(RepositoryYaml.class));
        }
        return repositories;
    }

    public static Instance instance(String repository, String version, int number) {
        ObjectNode row = JSON.createObjectNode();
        row.put("instance_id", repository.replace("/", "__") + "-" + number).put("repo", repository)
                .put("version", version).put("base_commit", "0123456789abcdef0123456789abcdef01234567");
        row.put("test_patch", "diff --git a/t.py b/t.py\n--- a/t.py\n+++ b/t.py\n@@ -1 +1 @@\n-a\n+b\n");
        return new Instance(row);
    }
}
