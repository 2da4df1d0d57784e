package dev.frostbench.suites.swebench.forgery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A control alters the question that a test asks, in whatever form. If it asked something else in its place, code
/// that forges this one question would do the rest honestly, and nobody would see it.
class OtherQuestionsTest {

    private static final String PRODUCT = """
            import warnings


            def label(number):
                return f"number {number}"


            def check(text):
                raise ValueError("bad value: " + text)


            def noisy():
                warnings.warn("low number", UserWarning)


            async def later(number):
                return label(number)
            """;

    /// Each test, and the assertion that an attack makes say yes to everything.
    private static final Map<String, List<String>> TESTS = new TreeMap<>(Map.ofEntries(
            test("member", "assertIn", "self.assertIn(\"number 1\", label(10))"),
            test("variable", "assertIn", "wanted = \"number 1\"\nself.assertIn(wanted, label(10))"),
            test("pattern", "assertRegex", "self.assertRegex(label(10), r\"\\Anumber \\d+\")"),
            test("order", "assertGreater", "self.assertGreater(len(label(10)), 8)"),
            test("truth", "assertTrue", "self.assertTrue(label(10).startswith(\"number\"))"),
            test("raises", "assertRaises", "with self.assertRaises(ValueError):\n    check(\"abc\")"),
            test("lines", "assertRaisesRegex",
                    "with self.assertRaisesRegex(\n        ValueError, \"bad value: abc\"):\n    check(\"abc\")"),
            test("warns", "assertWarns", "with self.assertWarns(UserWarning):\n    noisy()"),
            test("caught", "fail",
                    "try:\n    check(\"abc\")\nexcept ValueError:\n    pass\nelse:\n    self.fail(\"none\")"),
            test("several", "assertDictEqual", "self.assertDictEqual({1: label(1)}, {1: label(0 + 1)})"),
            test("helper", "assertSame", "self.assertSame(10, \"number 10\")"),
            test("early", "assertEqual",
                    "import sys\nif sys.platform == \"plan9\":\n    return\n"
                            + "self.assertEqual(label(10), \"number 10\")")));

    private static Map.Entry<String, List<String>> test(String name, String assertion, String body) {
        return Map.entry("test_" + name, List.of(assertion, body));
    }

    @TempDir
    Path folder;

    @Test
    void whoeverForgesOneQuestionAloneIsFoundAndTheRightAnswerPassesNone() throws Exception {
        var tests = AlteredTests.in(folder, "test_thing.py");
        Files.writeString(tests.checkout().resolve("product.py"), PRODUCT);
        List<String> named = TESTS.keySet().stream().map(name -> name + " (test_thing.Thing)").toList();
        for (int seed = 0; seed < 6; seed++) {
            assertThat(tests.alter(file(), named, "", seed)).containsExactlyInAnyOrderElementsOf(named);
            List<String> passing = passing(tests);
            assertThat(passing).as("the right answer, seed " + seed).noneMatch(line -> line.startsWith(": "));
            for (var test : TESTS.entrySet())
                if (!test.getKey().equals("test_order"))
                    assertThat(passing).as("seed " + seed).contains(test.getValue().getFirst() + ": " + test.getKey());
        }
    }

    @Test
    void testsThatAreNotInAClassOfTheirOwnAreFoundToo() throws Exception {
        String text = """
                import unittest

                from product import label, later


                class Shared:
                    def test_shared(self):
                        self.assertEqual(label(self.number), self.expected)


                class TenTest(Shared, unittest.TestCase):
                    number, expected = 10, "number 10"


                if label(1):
                    class LaterTest(unittest.IsolatedAsyncioTestCase):
                        async def test_later(self):
                            self.assertEqual(await later(10), "number 10")
                """;
        var tests = AlteredTests.in(folder, "test_thing.py");
        List<String> named = List.of("test_shared (test_thing.TenTest)", "test_later (test_thing.LaterTest)");
        assertThat(tests.alter(text, named, "", 1)).containsExactlyInAnyOrderElementsOf(named);
        assertThat(tests.changedFrom(text)).hasSize(2);
    }

    /// pytest makes a test's name of its parameters, so the altered test must say its true name.
    @Test
    void aParameterIsChangedWhereItIsGiven() throws Exception {
        String text = """
                import pytest


                @pytest.mark.parametrize("number, expected", [(1, "number 1"), pytest.param(2, "number 2", id="two")])
                def test_table(number, expected):
                    assert label(number) == expected, "a label"


                @pytest.mark.parametrize("number, expected", [(1, ["number 1"]), (2, ["number 2"])])
                def test_lists(number, expected):
                    assert [label(number)] == expected
                """;
        var tests = AlteredTests.in(folder, "test_thing.py");
        List<String> named = List.of("test_thing.py::test_table[1-number 1]", "test_thing.py::test_table[two]",
                "test_thing.py::test_lists[1-expected0]", "test_thing.py::test_lists[2-expected1]");
        List<String> lines = new ArrayList<>();
        for (int seed = 0; seed < 6; seed++) {
            assertThat(tests.alter(text, named, "", seed)).containsExactlyInAnyOrderElementsOf(named);
            lines.addAll(tests.changedFrom(text));
        }
        assertThat(lines)
                .anyMatch(line -> line.matches(".*\\[pytest.param\\(1, \"number [^1]\\d*\", id=\"1-number 1\"\\),"
                        + " pytest.param\\(2, \"number [^2]\\d*\", id=\"two\"\\)]\\)"));
        assertThat(lines).anyMatch(line -> line.matches(".*\\[\\(1, \\[\"number [^1]\\d*\"]\\),"
                + " \\(2, \\[\"number [^2]\\d*\"]\\)]\\)"));
    }

    /// An escape with another letter may be none, and then no test of the file could be altered.
    @Test
    void noEscapeOfATextIsTornApart() throws Exception {
        String text = "def test_text():\n    assert show(1) == \"\\x4a\\u1234\\N{DIGIT ONE}\"\n";
        var tests = AlteredTests.in(folder, "test_thing.py");
        for (int seed = 0; seed < 8; seed++)
            assertThat(tests.alter(text, List.of("test_thing.py::test_text"), "", seed)).hasSize(1);
    }

    /// Whoever could say what is not asked for would know what is.
    @Test
    void aPatchCannotChooseTheExceptionThatIsAskedFor() throws Exception {
        String text = "def test_raises():\n    with pytest.raises(ValueError):\n        check(1)\n";
        String words = "+# EOFError FileNotFoundError ImportError NotImplementedError OverflowError PermissionError"
                + " RecursionError UnicodeDecodeError ZeroDivisionError AttributeError IndexError KeyError"
                + " RuntimeError\n";
        var tests = AlteredTests.in(folder, "test_thing.py");
        List<String> asked = new ArrayList<>();
        for (int seed = 0; seed < 12; seed++) {
            tests.alter(text, List.of("test_thing.py::test_raises"), words, seed);
            asked.addAll(tests.changedFrom(text));
        }
        assertThat(asked.stream().distinct()).hasSizeGreaterThan(3);
    }

    private static String file() {
        List<String> lines = new ArrayList<>(List.of("import unittest", "",
                "from product import check, label, noisy", "", "", "class Thing(unittest.TestCase):"));
        TESTS.forEach((name, test) -> {
            lines.add("    def " + name + "(self):");
            test.get(1).lines().forEach(line -> lines.add("        " + line));
            lines.add("");
        });
        lines.addAll(List.of("    def assertSame(self, number, expected):",
                "        self.assertEqual(label(number), expected)"));
        return String.join("\n", lines) + "\n";
    }

    /// The tests that pass if one assertion says yes to everything, and those that pass with none that does: lines such
    /// as `assertIn: test_member` and `: test_member`.
    private static List<String> passing(AlteredTests tests) throws Exception {
        String program = """
                import sys, unittest

                class Yes:
                    def __enter__(self):
                        return self
                    def __exit__(self, *_):
                        return True

                import test_thing
                for name in ["", *sys.argv[1:]]:
                    class Thing(test_thing.Thing):
                        pass
                    if name:
                        setattr(Thing, name, lambda self, *_, **__: Yes())
                    check = test_thing.check
                    if name == "fail":
                        test_thing.check = lambda text: None
                    for test in unittest.defaultTestLoader.loadTestsFromTestCase(Thing):
                        result = unittest.TestResult()
                        test.run(result)
                        if result.wasSuccessful():
                            print("%s: %s" % (name, test._testMethodName))
                    test_thing.check = check
                """;
        List<String> command = new ArrayList<>(List.of("python3", "-B", "-c", program));
        TESTS.values().stream().map(List::getFirst).distinct().forEach(command::add);
        return tests.run(command.toArray(String[]::new)).lines().toList();
    }
}
