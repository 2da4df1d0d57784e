package dev.frostbench.suites.swebench.forgery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.swebench.instance.Instance;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// A control changes what a test expects where the test keeps it. Otherwise code that takes it from there passes the
/// true test, and fails what the control asks instead, as honest code does.
class ExpectedPlacesTest {

    /// Each test, and which of its lines a control may change.
    private static final Map<String, String> TESTS = new TreeMap<>(Map.of(
            "test_lines", """
                    assert show(1) == (
                        "one"  # changed
                    )
                    """,
            "test_variable", """
                    expected = "one"  # changed
                    assert show(1) == expected
                    """,
            "test_text", """
                    expected = \"""
                    one # changed
                    \"""
                    assert show(2) == expected
                    """,
            "test_table", """
                    rows = (
                        (1, "one"),  # changed
                        (2, "two"),  # changed
                    )
                    for number, expected in rows:
                        with self.subTest(number=number):
                            self.assertEqual(show(number), expected)
                    """,
            "test_kept", """
                    try:
                        self.assertEqual(show(Path("a").name), [
                            Path("b", str(1)),  # changed
                            len("c"),
                        ])
                    finally:
                        pass
                    """,
            "test_item", """
                    for case in [{"number": 1, "text": "one"}]:  # changed
                        assert show(case["number"]) == case["text"]
                    """,
            "test_pairs", """
                    for number, text in zip([1, 2], ["one", "two"]):  # changed
                        assert show(number) == text
                    """,
            "test_within", """
                    def check(number, text):
                        assert show(number) == text
                    check(1, "one")  # changed
                    """,
            "test_condition", """
                    if show(1) != "one":  # changed
                        raise AssertionError("wrong")
                    """,
            "test_close", """
                    assert_close(show(1.5), [250.0], limit=0.1)  # changed
                    """));

    @TempDir
    Path folder;

    private Path checkout;

    @BeforeEach
    void commit() throws Exception {
        checkout = Files.createDirectory(folder.resolve("checkout"));
        Files.writeString(checkout.resolve("test_thing.py"), "# none yet\n");
        run("git", "init", "-q", ".");
        run("git", "add", "-A");
        run("git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "x");
    }

    @Test
    void whatIsExpectedIsChangedWhereItIsKept() throws Exception {
        List<String> before = file();
        for (int seed = 0; seed < 12; seed++) {
            List<String> after = changed(seed);
            assertThat(after).hasSameSizeAs(before);
            List<String> others = new ArrayList<>();
            long changed = 0;
            for (int at = 0; at < before.size(); at++) {
                if (after.get(at).equals(before.get(at))) continue;
                changed++;
                if (!before.get(at).contains("# changed")) others.add(after.get(at));
            }
            assertThat(others).isEmpty();
            assertThat(changed).isEqualTo(TESTS.size());
            assertThat(after.stream().filter(line -> line.contains("1.5)")).toList()).as("what is given")
                    .allMatch(line -> line.contains("show(1.5), [") && line.contains("limit=0.1)"));
        }
    }

    @Test
    void aParameterCalledExpectedIsNoDecoratorThatExpectsAFailure() throws Exception {
        String test = """
                import pytest


                @pytest.mark.parametrize("number, expected", [(1, "one")])
                def test_table(number, expected):
                    assert show(number) == expected


                @raises(ValueError)
                def test_raises():
                    assert show(number) == "text"
                """;
        assertThat(changedTests(test, List.of("test_thing.py::test_table[1-one]", "test_thing.py::test_raises"), 1))
                .containsExactly("test_thing.py::test_table[1-one]");
    }

    private static List<String> file() {
        List<String> lines = new ArrayList<>(List.of("import unittest", "", "", "class Thing(unittest.TestCase):"));
        TESTS.forEach((name, body) -> {
            lines.add("    def " + name + "(self):");
            body.lines().forEach(line -> lines.add("        " + line));
            lines.add("");
        });
        lines.removeLast();
        return lines;
    }

    private List<String> changed(int seed) throws Exception {
        List<String> named = TESTS.keySet().stream().map(name -> name + " (test_thing.Thing)").toList();
        assertThat(changedTests(String.join("\n", file()) + "\n", named, seed))
                .containsExactlyInAnyOrderElementsOf(named);
        return Files.readString(folder.resolve("eval.sh")).lines().filter(line -> line.startsWith("+"))
                .filter(line -> !line.startsWith("+++")).map(line -> line.substring(1)).toList();
    }

    private List<String> changedTests(String tests, List<String> must, int seed) throws Exception {
        String patch = "diff --git a/test_thing.py b/test_thing.py\n--- a/test_thing.py\n+++ b/test_thing.py\n@@ -1 +1,"
                + tests.lines().count() + " @@\n-# none yet\n"
                + String.join("", tests.lines().map(line -> "+" + line + "\n").toList());
        var row = JsonMapper.shared().createObjectNode();
        row.put("instance_id", "a__b-1").put("repo", "a/b").put("base_commit", "").put("test_patch", patch);
        must.forEach(row.putArray("FAIL_TO_PASS")::add);
        row.putArray("PASS_TO_PASS");
        Files.write(folder.resolve("control.json"), Control.input(new Instance(row), "",
                "git apply - <<'EOF'\n" + patch + "\nEOF\n", false, "seed " + seed));
        Path program = Files.writeString(folder.resolve("sabotage.py"),
                new String(Control.program(), StandardCharsets.UTF_8).replace("/tmp/", folder + "/"));
        String said = run("python3", "-I", "-S", program.toString());
        run("git", "reset", "-q", "--hard");
        return said.lines().map(line -> line.replaceFirst("^sabotaged ", "")).toList();
    }

    private String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).directory(checkout.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
