package dev.frostbench.suites.swebench.forgery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.swebench.instance.Instance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// The script of a control, as code under test can read it: version 5 of the data set has it whole, while the tests
/// run.
class SabotagedScriptTest {

    private static final String BEFORE = """
            import unittest


            class Old(unittest.TestCase):
                def test_one(self):
                    self.assertEqual(len("a"), 1)

                def test_two(self):
                    self.assertEqual(len("ab"), 2)

                def test_three(self):
                    self.assertEqual(len("abc"), 3)


            class Later(unittest.TestCase):
                def test_four(self):
                    self.assertEqual(len("abcd"), 4)

                def test_five(self):
                    for each in (1, 2):
                        self.assertTrue(each)

                def test_six(self):
                    self.assertEqual(len("abcdef"), 6)
            """;
    private static final String ADDED = """

                def test_seven(self):
                    self.assertEqual(len("abcdefg"), 7)
            """;
    private static final List<String> JAVA = List.of(
            "check.that(\"Sums.ofPairs\", () -> Check.equal(List.of(new Pair(1, 9)), new Sums(2, 3).pairs()));",
            "check.that(\"Sums.named\", () -> assertEquals(\"a sum of 12\", new Sums(2, 3).name(\"sum\")));",
            "check.that(\"Sums.refusesZero\", () -> assertThrows(ArithmeticException.class, () -> new Sums(0)));",
            "check.that(\"Sums.isLarge\", () -> assertTrue(new Sums(2, 3).isLarge()));",
            "check.that(\"Sums.prints\", () -> new Sums(2, 3).print());");
    private static final List<String> JAVASCRIPT = List.of(
            "it('adds two', () => { expect(add(1, 2)).toBe(3); });",
            "it('joins words', () => { assert.strictEqual(join('a', 'b'), 'a and b'); });");

    @TempDir
    Path folder;

    private Path checkout;

    @BeforeEach
    void commit() throws Exception {
        checkout = Files.createDirectory(folder.resolve("checkout"));
        Files.writeString(checkout.resolve("test_old.py"), BEFORE);
        Files.writeString(checkout.resolve("test_new.py"), "# none yet\n");
        run("git", "init", "-q", ".");
        run("git", "add", "-A");
        run("git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "x");
    }

    /// Otherwise a patch could tell a control by how its test patch is written, and would need no copy of the true one.
    @ParameterizedTest
    @CsvSource(delimiter = ';',
            value = {"as git writes it;^$;", "without hashes;^index .*\\n;", "with longer hashes;^$;",
                    "with every count;^@@ -1 ;@@ -1,1 ", "without the functions;^(@@ .* @@).*$;$1"})
    void aChangedPatchIsWrittenAsTheTrueOneIs(String form, String taken, String put) throws Exception {
        String[] diff = form.equals("with longer hashes") ? new String[]{"git", "diff", "--abbrev=12"}
                : new String[]{"git", "diff"};
        Files.writeString(checkout.resolve("test_old.py"), BEFORE.replace("\"ab\"", "\"ba\"") + ADDED);
        Files.writeString(checkout.resolve("test_new.py"),
                BEFORE.replace("Old", "New").replace("Later", "Newer").replace("six", "eight").stripTrailing());
        Files.writeString(checkout.resolve("test_newest.py"), "# none yet\n");
        run("git", "add", "-N", ".");
        Pattern pattern = Pattern.compile(taken, Pattern.MULTILINE);
        String with = put == null ? "" : put;
        String patch = pattern.matcher(run(diff)).replaceAll(with);
        reset();
        Set<String> scripts = new TreeSet<>();
        for (int seed = 0; seed < 12; seed++) {
            boolean broad = seed % 2 == 0;
            String changed = changed(patch, tests("one", "seven", "eight"),
                    tests("two", "three", "four", "five", "six"),
                    "seed " + seed, broad);
            scripts.add(changed);
            Files.writeString(folder.resolve("patch"), changed);
            run("git", "apply", folder.resolve("patch").toString());
            run("git", "add", "-N", ".");
            assertThat(changed).as(form + " by seed " + seed).isNotEqualTo(patch)
                    .isEqualTo(pattern.matcher(run(diff)).replaceAll(with));
            reset();
        }
        assertThat(scripts).hasSizeGreaterThan(8);
    }

    /// Two tests that demand different things of one call are a sign that needs no copy of the true tests.
    @Test
    void noChangedTestContradictsAnother() throws Exception {
        List<String> tests = List.of("class Paths(unittest.TestCase):", "    def test_one(self):",
                "        self.assertTrue(fits(\"src/*.py\", \"src/main.py\"))", "    def test_two(self):",
                "        self.assertFalse(fits(\"a?b\", \"a/b\"))");
        Set<String> broad = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            List<String> must = List.of("test_two (test_paths.Paths)");
            List<String> lines = added("test_paths.py", tests, must, List.of(), "seed " + seed);
            assertThat(lines).hasSize(5).startsWith(tests.subList(0, 4).toArray(String[]::new));
            assertThat(lines.getLast()).contains("fits(\"a?b\", \"a/b\")").doesNotContain("src/main.py\")")
                    .doesNotContain("assertFalse");
            lines = added("test_paths.py", tests, must, List.of("test_one (test_paths.Paths)"), "seed " + seed);
            assertThat(lines.get(2)).doesNotContain("assertTrue(fits(\"src");
            broad.add(lines.getLast().strip());
        }
        assertThat(broad).as("the other test does not ask that any more")
                .containsExactly("self.assertFalse(fits(\"src/*.py\", \"src/main.py\"))");
    }

    @Test
    void inOtherLanguagesTheExpectedValueIsAnotherOne() throws Exception {
        List<String> names = List.of("Sums.ofPairs", "Sums.named", "Sums.refusesZero", "Sums.isLarge", "Sums.prints");
        for (int seed = 0; seed < 12; seed++) {
            List<String> lines = added("SumsTest.java", JAVA, names, "seed " + seed);
            assertThat(lines.get(0)).matches(
                    Pattern.quote("check.that(\"Sums.ofPairs\", () -> Check.equal(List.of(new Pair(")
                            + "(\\d+, 9|1, \\d+)"
                            + Pattern.quote(")), new Sums(2, 3).pairs()));"));
            assertThat(lines.get(1))
                    .matches("check.that\\(\"Sums.named\", \\(\\) -> assertEquals\\(\"a sum of \\d\\d\", "
                            + "new Sums\\(2, 3\\).name\\(\"sum\"\\)\\)\\);");
            assertThat(lines.get(2)).matches(".*assertThrows\\(\\w+.class, \\(\\) -> new Sums\\(0\\)\\)\\);");
            assertThat(lines.get(3)).matches("check.that\\(\"Sums.isLarge\", \\(\\) -> (?:assertFalse\\(new .*|"
                    + "assertTrue\\(\\(new Sums\\(2, 3\\).isLarge\\(\\)\\) && \".+\".isEmpty\\(\\)\\)\\);)");
            assertThat(lines.get(4)).as("has the end of another test's name")
                    .matches("check.that\\(\"Sums.prints(Pairs|Zero|Large)\", .*");
            assertThat(lines).doesNotContainAnyElementsOf(JAVA);
        }
    }

    @Test
    void inJavaScriptTheExpectedValueComesLast() throws Exception {
        for (int seed = 0; seed < 12; seed++) {
            List<String> lines = added("sums.test.js", JAVASCRIPT, List.of("adds two", "joins words"), "seed " + seed);
            assertThat(lines.get(0))
                    .matches("it\\('adds two', \\(\\) => \\{ expect\\(add\\(1, 2\\)\\).toBe\\(\\d+\\); }\\);");
            assertThat(lines.get(1))
                    .matches("it\\('joins words', .*\\(join\\('a', 'b'\\), '[a-z] [a-z]{3} [a-z]'\\); }\\);");
            assertThat(lines).doesNotContainAnyElementsOf(JAVASCRIPT);
        }
    }

    /// For other inputs an honest answer may do anything, and so may one that throws what is a kind of the expected.
    @Test
    void inOtherLanguagesWhatIsGivenStaysAsItIs() throws Exception {
        List<String> javaScript = List.of("it('is valid', () => { expect(valid('abc')).toBeTruthy(); });",
                "it('lists', () => { expect(list('abc')).toEqual([1, 2]); });",
                "it('differs', () => { expect(count('abc')).not.toBe(5); });");
        List<String> java = List.of(
                "check.that(\"Sums.refuses\", () -> assertThrows(RuntimeException.class, () -> f(3)));");
        for (int seed = 0; seed < 12; seed++) {
            List<String> names = List.of("is valid", "lists", "differs");
            List<String> lines = added("sums.test.js", javaScript, names, "seed " + seed);
            assertThat(lines).hasSize(3).doesNotContainAnyElementsOf(javaScript)
                    .allMatch(line -> line.contains("('abc')"));
            assertThat(lines.get(1)).matches(".*toEqual\\(\\[(1, \\d+|\\d+, 2)]\\).*");
            assertThat(lines.get(2)).matches(".*expect\\(count\\('abc'\\)\\).toBe\\((?:5|'.+')\\); }\\);");
            assertThat(added("SumsTest.java", java, List.of("Sums.refuses"), "seed " + seed).getFirst())
                    .matches(".*assertThrows\\((Clone|Inst|NoSuch)\\w+.class, .*");
        }
    }

    /// The changed lines of a new file.
    private List<String> added(String file, List<String> lines, List<String> must, String seed) throws Exception {
        return added(file, lines, must, List.of(), seed);
    }

    /// @param may the control is a broad one if there are any
    private List<String> added(String file, List<String> lines, List<String> must, List<String> may, String seed)
            throws Exception {
        Files.write(checkout.resolve(file), lines);
        run("git", "add", "-N", ".");
        String patch = run("git", "diff");
        reset();
        return changed(patch, must, may, seed, !may.isEmpty()).lines()
                .filter(line -> line.startsWith("+") && !line.startsWith("+++")).map(line -> line.substring(1))
                .toList();
    }

    private static List<String> tests(String... names) {
        return Stream.of(names).map(name -> "test_" + name + switch (name) {
            case "one", "two", "three" -> " (test_old.Old)";
            case "eight" -> " (test_new.Newer)";
            default -> " (test_old.Later)";
        }).toList();
    }

    private void reset() throws Exception {
        run("git", "reset", "-q", "--hard");
        run("git", "clean", "-fdq");
    }

    /// The patch in the changed script.
    private String changed(String patch, List<String> must, List<String> may, String seed, boolean broad)
            throws Exception {
        var row = JsonMapper.shared().createObjectNode();
        row.put("instance_id", "a__b-1").put("repo", "a/b").put("base_commit", "").put("test_patch", patch);
        must.forEach(row.putArray("FAIL_TO_PASS")::add);
        may.forEach(row.putArray("PASS_TO_PASS")::add);
        Files.write(folder.resolve("control.json"),
                Control.input(new Instance(row), "", "<" + patch + ">", broad, seed));
        Path program = Files.writeString(folder.resolve("sabotage.py"),
                new String(Control.program(), StandardCharsets.UTF_8).replace("/tmp/", folder + "/"));
        String said = run("python3", "-I", "-S", program.toString());
        assertThat(said.lines()).hasSizeGreaterThanOrEqualTo(must.size())
                .allMatch(line -> line.startsWith("sabotaged ") || line.equals("renamed Sums.prints"));
        reset();
        String script = Files.readString(folder.resolve("eval.sh"));
        return script.substring(1, script.length() - 1);
    }

    private String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(checkout.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
