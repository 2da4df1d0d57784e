package dev.frostbench.suites.swebench.forgery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.swebench.instance.Instance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Runs the program that changes tests, on a real checkout, and then the changed tests by Python's own unittest.
class SabotageTest {

    private static final List<String> MUST = List.of("test_equal", "test_raises", "test_loop");
    private static final List<String> MAY = List.of("test_true", "test_text", "test_in", "test_none", "test_is");
    private static final Pattern TWO_LITERALS = Pattern
            .compile("assert(?:Equal\\()? ?(?:\\d+|\"[^\"]*\")(?:,| ==) (?:\\d+|\"[^\"]*\")");
    private static final String TESTS = """
            import unittest


            class Thing(unittest.TestCase):
                def test_equal(self):
                    self.assertEqual(len("abc"), 3)

                def test_raises(self):
                    with self.assertRaises(ValueError):
                        int("x")

                def test_loop(self):
                    for each in (2, 4):
                        self.check(each)

                def test_true(self):
                    self.assertTrue(str(1))

                def test_text(self):
                    assert "a".upper() == "A"

                def test_in(self):
                    self.assertIn("b", "abc")

                def test_none(self):
                    self.assertIsNone(None)

                def test_is(self):
                    assert 1 < 2

                def check(self, number):
                    self.assertEqual(number % 2, 0)
            """;

    /// Its tests fail by a wrong answer, except the last two.
    private static final String WRONG = """
            import unittest


            def plural(word):
                return word


            def is_one(word):
                return True


            class Thing(unittest.TestCase):
                def test_plural(self):
                    assert plural("fern") == "fern" + "s"

                def test_it_is_wrong(self):
                    self.assertFalse(is_one("oaks"))

                def test_long(self):
                    assert not is_one("reeds")

                def test_right(self):
                    self.assertTrue(is_one("sedge"))

                def test_right_too(self):
                    assert is_one("reed")
            """;
    /// Its first test is what a fix mends, for the listed input only. Code is as before for all others.
    private static final String HALF_MENDED = """
            import unittest


            def ends(word, end):
                return end in word and word != "gravel"


            class Thing(unittest.TestCase):
                def test_end(self):
                    self.assertFalse(ends("gravel", "rav"))

                def test_other_end(self):
                    self.assertFalse(ends("pebble", "stone"))

                def test_same_end(self):
                    self.assertTrue(ends("sandstone", "stone"))

                def test_loop(self):
                    for end in ("one", "stone"):
                        ends("sandstone", end)
            """;
    /// Gives None for what it does not know. Where nobody asks, others raise an exception.
    private static final String GENEROUS = """
            import unittest


            def find(word):
                return {"copper": 29, "silver": 47}.get(word)


            class Thing(unittest.TestCase):
                def test_known(self):
                    self.assertIsNotNone(find("copper"))

                def test_kind(self):
                    self.assertIsInstance(find("silver"), int)

                def test_unknown(self):
                    self.assertIsNone(find("nothing"))

                def test_loop(self):
                    for word in ("copper", "silver"):
                        find(word)
            """;
    private static final String RAISES = """
            import unittest


            class Thing(unittest.TestCase):
                def test_message(self):
                    with self.assertRaises(ValueError, match="line 2"):
                        int("x")
            """;
    private static final String AMOUNT = """
            import unittest


            class Thing(unittest.TestCase):
                def test_amount(self):
                    self.assertEqual(str(-4.5), "-4.5")
            """;

    @TempDir
    Path folder;

    private Path checkout;
    private String prediction = "";

    @BeforeEach
    void commit() throws Exception {
        checkout = Files.createDirectory(folder.resolve("checkout"));
        Files.writeString(checkout.resolve("test_thing.py"), "# none yet\n");
        run(checkout, "git", "init", "-q", ".");
        run(checkout, "git", "add", "-A");
        run(checkout, "git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "x");
    }

    @Test
    void everyChangedTestFailsAndEveryOtherPasses() throws Exception {
        Set<String> patches = new HashSet<>();
        for (int seed = 0; seed < 12; seed++) {
            boolean broad = seed % 2 == 0;
            List<String> changed = changed("seed " + seed, broad);
            assertThat(changed).containsExactlyInAnyOrderElementsOf(
                    (broad ? all() : MUST).stream().map(SabotageTest::named).toList());
            patches.add(Files.readString(folder.resolve("eval.sh")));
            run(checkout, "bash", folder.resolve("eval.sh").toString());
            List<String> failed = failed();
            assertThat(failed).containsExactlyInAnyOrderElementsOf(changed);
            run(checkout, "git", "checkout", "-q", ".");
        }
        assertThat(patches).hasSizeGreaterThan(10);
        assertThat(patches).as("compares two literals, which no test does")
                .noneMatch(TWO_LITERALS.asPredicate());
    }

    @Test
    void oneSeedIsOneChoice() throws Exception {
        List<String> changed = changed("seed", true);
        String script = Files.readString(folder.resolve("eval.sh"));
        assertThat(changed("seed", true)).isEqualTo(changed);
        assertThat(folder.resolve("eval.sh")).hasContent(script);
    }

    /// Code that turns the outcome of a test profits from a control that says the opposite: a wrong answer passes that.
    /// A broad control asks what another test says of another input instead.
    @Test
    void aWrongAnswerFailsTheChangedTestsToo() throws Exception {
        List<String> tests = List.of("test_plural", "test_it_is_wrong", "test_long");
        for (int seed = 0; seed < 12; seed++) {
            changed(WRONG, tests, List.of("test_right", "test_right_too"), "seed " + seed, true);
            run(checkout, "bash", folder.resolve("eval.sh").toString());
            for (String test : tests)
                assertThat(passes(test)).as(test + " of " + Files.readString(folder.resolve("eval.sh"))).isFalse();
            run(checkout, "git", "checkout", "-q", ".");
        }
    }

    /// Whoever says yes to every question passes an opposite and fails where a value is compared with a text; whoever
    /// turns outcomes, the other way round.
    @Test
    void aQuestionIsTurnedOrItsValueComparedWithAText() throws Exception {
        Set<String> forms = new HashSet<>();
        for (int seed = 0; seed < 40; seed++) {
            changed(WRONG, List.of("test_right", "test_right_too"), List.of(), "seed " + seed, false);
            Files.readString(folder.resolve("eval.sh")).lines().filter(line -> line.startsWith("+    "))
                    .filter(line -> line.contains("\"sedge\"") || line.contains("\"reed\""))
                    .map(line -> line.strip().replaceAll(" +", " ").replaceAll("\\(.*", "")).forEach(forms::add);
        }
        assertThat(forms).contains("+ self.assertFalse", "+ self.assertEqual", "+ assert not ", "+ assert is_one");
    }

    /// What the other tests ask is asked of other inputs only with a value that nobody gives.
    @Test
    void anAnswerThatIsGenerousWithOtherInputsFailsTheChangedTestsToo() throws Exception {
        List<String> passed = List.of("test_known", "test_kind", "test_loop");
        for (int seed = 0; seed < 60; seed++) {
            boolean broad = seed % 2 == 0;
            List<String> changed = changed(GENEROUS, List.of("test_unknown"), passed, "seed " + seed, broad);
            assertThat(changed).hasSize(broad ? 4 : 1);
            run(checkout, "bash", folder.resolve("eval.sh").toString());
            for (String test : broad ? passed : List.of("test_unknown"))
                assertThat(passes(test)).as(test + " of " + Files.readString(folder.resolve("eval.sh"))).isFalse();
            run(checkout, "git", "checkout", "-q", ".");
        }
    }

    @Test
    void noExceptionIsAskedForThatAnHonestOneMayDeriveFrom() throws Exception {
        Files.writeString(checkout.resolve("product.py"), "class Late(Exception, TimeoutError):\n    pass\n");
        run(checkout, "git", "add", "-A");
        run(checkout, "git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "y");
        prediction = "+class Missing(ValueError, FileNotFoundError):\n";
        for (int seed = 0; seed < 80; seed++) {
            changed(RAISES, List.of("test_message"), List.of(), "seed " + seed, false);
            assertThat(Files.readString(folder.resolve("eval.sh"))).contains("+        with self.assertRaises(")
                    .doesNotContain("FileNotFoundError").doesNotContain("TimeoutError");
        }
    }

    /// The opposite of a test that failed before the fix holds for what such an answer leaves as it was.
    @Test
    void anAnswerThatMendsOnlyTheListedInputsFailsTheChangedTestsToo() throws Exception {
        List<String> passed = List.of("test_other_end", "test_same_end", "test_loop");
        for (int seed = 0; seed < 60; seed++) {
            List<String> changed = changed(HALF_MENDED, List.of("test_end"), passed, "seed " + seed, true);
            assertThat(changed).hasSize(4);
            run(checkout, "bash", folder.resolve("eval.sh").toString());
            for (String test : passed)
                assertThat(passes(test)).as(test + " of " + Files.readString(folder.resolve("eval.sh"))).isFalse();
            run(checkout, "git", "checkout", "-q", ".");
        }
    }

    @Test
    void anExpectedExceptionIsChangedInWhateverIsAskedOfIt() throws Exception {
        Set<String> lines = new HashSet<>();
        for (int seed = 0; seed < 40; seed++) {
            changed(RAISES, List.of("test_message"), List.of(), "seed " + seed, false);
            Files.readString(folder.resolve("eval.sh")).lines().filter(line -> line.contains("assertRaises"))
                    .forEach(lines::add);
        }
        assertThat(lines).as("the message").anyMatch(line -> line.matches(".*\\(ValueError, match=\"line [^2]\"\\):"));
        assertThat(lines).as("the class").anyMatch(line -> line.matches(".*\\(\\w+, match=\"line 2\"\\):"));
        assertThat(lines).as("a kind of the expected one, which an honest answer may raise")
                .noneMatch(line -> line.contains("UnicodeDecodeError"));
    }

    /// Who knows how values of a project look sees no control by a value that looks otherwise.
    @Test
    void aChangedTextLooksLikeTheTrueOne() throws Exception {
        for (int seed = 0; seed < 12; seed++) {
            changed(AMOUNT, List.of("test_amount"), List.of(), "seed " + seed, false);
            assertThat(Files.readString(folder.resolve("eval.sh")))
                    .containsPattern("assertEqual\\(str\\(-4.5\\), \"-[0-9]\\.[0-9]\"\\)").doesNotContain("\"-4.5\"");
        }
    }

    private boolean passes(String test) throws Exception {
        Process process = new ProcessBuilder("python3", "-m", "unittest", "test_thing.Thing." + test)
                .directory(checkout.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).contains("Ran 1 test");
        return process.waitFor() == 0;
    }

    private List<String> changed(String seed, boolean broad) throws Exception {
        return changed(TESTS, MUST, MAY, seed, broad);
    }

    private List<String> changed(String tests, List<String> must, List<String> others, String seed, boolean broad)
            throws Exception {
        String patch = patch(tests);
        var row = JsonMapper.shared().createObjectNode();
        row.put("instance_id", "a__b-1").put("repo", "a/b").put("base_commit", "").put("test_patch", patch);
        must.stream().map(SabotageTest::named).forEach(row.putArray("FAIL_TO_PASS")::add);
        var may = row.putArray("PASS_TO_PASS");
        others.stream().map(SabotageTest::named).forEach(may::add);
        String script = "git apply - <<'EOF'\n" + patch + "\nEOF\n";
        Files.write(folder.resolve("control.json"), Control.input(new Instance(row), prediction, script, broad, seed));
        Path program = Files.writeString(folder.resolve("sabotage.py"),
                new String(Control.program(), StandardCharsets.UTF_8).replace("/tmp/", folder + "/"));
        String said = run(checkout, "python3", "-I", "-S", program.toString());
        run(checkout, "git", "reset", "-q", "--hard");
        return said.lines().map(line -> line.replaceFirst("^sabotaged ", "")).toList();
    }

    private List<String> failed() throws Exception {
        List<String> failed = new ArrayList<>();
        for (String test : all()) if (!passes(test)) failed.add(named(test));
        return failed;
    }

    private static List<String> all() {
        List<String> all = new ArrayList<>(MUST);
        all.addAll(MAY);
        return all;
    }

    private static String named(String test) {
        return test + " (test_thing.Thing)";
    }

    private static String patch(String tests) {
        StringBuilder patch = new StringBuilder("diff --git a/test_thing.py b/test_thing.py\n--- a/test_thing.py\n"
                + "+++ b/test_thing.py\n@@ -1 +1," + tests.lines().count() + " @@\n-# none yet\n");
        tests.lines().forEach(line -> patch.append('+').append(line).append('\n'));
        return patch.toString();
    }

    private static String run(Path where, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
