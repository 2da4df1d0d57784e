package dev.frostbench.suites.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.YamlDocument;
import dev.frostbench.documents.YamlMapping;
import dev.frostbench.suites.kind.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `docs/schema/suite.schema.json`, which editors read, says of each suite file what the reader says: of good ones, of
/// the same with a key more, without a key, and with a value of another type.
class SuiteSchemaTest {

    private static final Path FILE = Path.of("../docs/schema/suite.schema.json");
    /// Together they have every key.
    private static final List<String> GOOD = List.of(
            "{name: s, kind: human-eval, fixture: host, dataset: d, predictions: p, timeout: 3s}",
            "{name: s, kind: swe-bench, fixture: {image: a/b, plain_http: true}, environments: e, timeout: 1.5 min}",
            "{name: s, kind: swe-bench, fixture: {dockerfile: \"{a}/Dockerfile\", context: ., target: t, args: {A: b},"
                    + " plain_http: true}}",
            "{name: s, kind: human-eval, fixtures: {a: host, b: {image: a/b}},"
                    + " limits: {memory: 4GiB, processes: 3, cpus: 0.5, disk: 1GB, output: 64 kB}}",
            "{name: s, kind: command, fixture: host, id: i, command: [sh, a], workdir: /w, gold: g,"
                    + " prediction: {file: /a, field: f}, files: {/b: c}, parser: pytest, tests: [T]}",
            "{name: s, kind: command, fixture: host, command: [sh], prediction: {patch: /a}}",
            "{name: s, kind: command, fixture: host, command: [sh], prediction: {patch: /a}, service:"
                    + " {command: [a, b], ready: c, ready_timeout: 5 min, reseed: d, workdir: /w}}",
            "{name: s, kind: swe-bench, fixture: host, service: {command: [a], ready: c}}",
            "{name: s, parts: [{kind: human-eval, fixture: host}, {name: b, kind: swe-bench, fixture: host}]}");
    private static final List<String> BAD = List.of("{kind: human-eval, fixture: host}", "{name: s, kind: human-eval}",
            "{name: s, kind: other, fixture: host}", "{name: s, parts: []}",
            "{name: s, kind: human-eval, fixture: host, environments: e}",
            "{name: s, kind: human-eval, fixture: host, timeout: 3}",
            "{name: s, kind: human-eval, fixture: host, timeout: 3 days}",
            "{name: s, kind: human-eval, fixture: host, limits: {processes: 0}}",
            "{name: s, kind: human-eval, fixture: host, service: {command: [a], ready: c}}",
            "{name: s, kind: swe-bench, fixture: host, service: {command: [], ready: c}}",
            "{name: s, kind: swe-bench, fixture: host, service: {command: [a], ready: ' '}}",
            "{name: s, kind: swe-bench, fixture: host, service: {command: [a], ready: c, reseed: ''}}",
            "{name: s, kind: swe-bench, fixture: host, service: {command: [a], ready: c, ready_timeout: 5}}",
            "{name: s, kind: swe-bench, fixture: host, service: {command: [a], ready: c, workdir: w}}",
            "{name: s, kind: human-eval, fixture: host, limits: {cpus: 0}}",
            "{name: s, kind: command, fixture: host, command: [], prediction: {file: /a}}",
            "{name: s, kind: command, fixture: host, command: [sh], prediction: {file: /a, patch: /b}}",
            "{name: s, kind: command, fixture: host, command: [sh], prediction: {file: a}}",
            "{name: s, kind: command, fixture: host, command: [sh], prediction: {file: /a}, tests: [T]}",
            "{name: s, kind: command, fixture: host, command: [sh], prediction: {file: /a}, files: {b: c}}");

    @TempDir
    Path folder;

    @Test
    void theSchemaSaysWhatTheReaderSays() throws IOException {
        for (String environments : List.of("e", "environments")) Files.createDirectory(folder.resolve(environments));
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Files.readString(FILE));
        List<String> differ = new ArrayList<>();
        for (String text : GOOD) {
            JsonNode tree = YamlDocument.of("suite.yaml", text).tree();
            assertThat(accepts(tree)).as(text).isTrue();
            for (JsonNode each : Stream.concat(Stream.of(tree), changed(tree).stream()).toList())
                if (schema.validate(each).isEmpty() != accepts(each)) differ.add(each.toString());
        }
        for (String text : BAD) {
            JsonNode tree = YamlDocument.of("suite.yaml", text).tree();
            assertThat(accepts(tree)).as(text).isFalse();
            if (schema.validate(tree).isEmpty()) differ.add(text);
        }
        assertThat(differ).isEmpty();
    }

    @Test
    void theSchemaHasEveryKindAndTheGoodSuitesHaveEveryKeyOfIt() throws IOException {
        JsonNode schema = JsonMapper.shared().readTree(FILE.toFile());
        assertThat(schema.get("definitions").propertyNames()).containsAll(Kinds.words());
        Set<String> known = new TreeSet<>();
        properties(schema, known);
        assertThat(known).containsAll(YamlMapping.keys(PartYaml.class)).containsAll(Kinds.ownKeys());
        Set<String> used = new TreeSet<>();
        for (String text : GOOD) keys(YamlDocument.of("suite.yaml", text).tree(), used);
        assertThat(used).containsAll(known);
    }

    /// The names of properties in all depths.
    private static void properties(JsonNode schema, Set<String> into) {
        if (schema.path("properties").isObject()) into.addAll(schema.get("properties").propertyNames());
        for (JsonNode below : schema) properties(below, into);
    }

    private static void keys(JsonNode node, Set<String> into) {
        if (node.isObject()) into.addAll(node.propertyNames());
        for (JsonNode below : node) keys(below, into);
    }

    /// The document with one more key in each of its mappings, without each of its keys, and with a list of a list in
    /// place of each of its values.
    private static List<JsonNode> changed(JsonNode tree) {
        List<JsonNode> all = new ArrayList<>();
        for (String pointer : mappings(tree, "")) {
            JsonNode copy = tree.deepCopy();
            ((ObjectNode) copy.at(pointer)).putArray("stranger");
            all.add(copy);
            for (String key : tree.at(pointer).propertyNames()) {
                JsonNode less = tree.deepCopy();
                ((ObjectNode) less.at(pointer)).remove(key);
                all.add(less);
                JsonNode other = tree.deepCopy();
                ((ObjectNode) other.at(pointer)).putArray(key).addArray();
                all.add(other);
            }
        }
        return all;
    }

    private static List<String> mappings(JsonNode node, String at) {
        List<String> found = new ArrayList<>();
        if (node.isObject()) {
            found.add(at);
            for (String key : node.propertyNames())
                found.addAll(mappings(node.get(key), at + "/" + YamlMapping.escaped(key)));
        }
        for (int index = 0; node.isArray() && index < node.size(); index++)
            found.addAll(mappings(node.get(index), at + "/" + index));
        return found;
    }

    private boolean accepts(JsonNode tree) throws IOException {
        Path file = Files.writeString(folder.resolve("suite.yaml"), tree.toString());
        try {
            SuiteFile.read(file);
            return true;
        } catch (BadInput refused) {
            return false;
        }
    }
}
