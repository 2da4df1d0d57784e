package dev.frostbench.suites.swebench.forgery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Forms of tests in other languages by which patches got through: the control asked nothing else there, did not
/// compile, or asked only the opposite, which the wrong answer passes.
class QuestionsOfNoAnswerTest {

    private static final int SEEDS = 12;

    @TempDir
    Path folder;

    @Test
    void theMessageOfAnAssertionIsNotWhatItExpects() throws Exception {
        assertThat(altered("a.test.js", List.of("adds two"), """
                test('adds two', () => {
                  assert.strictEqual(add(1, 1), two, 'the sum of both')
                })
                """)).isNotEmpty().noneMatch(line -> line.matches(".*\\.strictEqual.*two, '.*"));
        assertThat(altered("a_test.go", List.of("TestAdd"), """
                func TestAdd(t *testing.T) {
                	assertEqual(t, Add(1, 1), two, "the sum of both")
                }
                """)).isNotEmpty().noneMatch(line -> line.matches("assertEqual.*"));
        assertThat(altered("ATest.java", List.of("ATest.adds"), """
                import org.junit.Assert;
                class ATest {
                    @Test void adds() { Assert.assertEquals("the sum", 2, add(1, 1)); }
                }
                """)).isNotEmpty().allMatch(line -> line.contains("\"the sum\", "));
    }

    @Test
    void theGreatestNumberOfATypeGetsALesserOne() throws Exception {
        assertThat(altered("a_test.go", List.of("TestAdd"), """
                func TestAdd(t *testing.T) {
                	assertEqual(t, Add(100, 27), 127)
                }
                """)).isNotEmpty().allMatch(line -> line.matches(".*27\\), 1(?:1[89]|2[0-6])\\)"));
        assertThat(altered("b_test.go", List.of("TestAll"), """
                func TestAll(t *testing.T) {
                	assertEqual(t, All(), [2]string{"left", "over"})
                }
                """)).isNotEmpty().allMatch(line -> line.contains("[2]string{"));
    }

    @Test
    void eachTestOfANameIsAlteredAndAShortNameIsOne() throws Exception {
        assertThat(altered("a.test.js", List.of("- drops them", "- get"), """
                it('drops them', () => { expect(drop(1)).toBe(7); });
                it('drops them', () => { expect(drop(2)).toBe(8); });
                it('get', () => { expect(get(2)).toBe(9); });
                """)).anyMatch(line -> line.contains("drop(1)")).anyMatch(line -> line.contains("drop(2)"))
                .anyMatch(line -> line.contains("get(2)"));
    }

    @Test
    void aTestWhoseNameIsComputedIsAltered() throws Exception {
        assertThat(altered("a.test.js", List.of("drops 2 blanks", "takes words", "reads \"x\""), """
                for (const left of [1, 2]) {
                  it(`drops ${left} blanks`, () => { expect(drop(left)).toBe('one'); });
                }
                for (const [name, given] of [['takes words', 'two words']]) {
                  it(name, () => { expect(words(given)).toBe('two'); });
                }
                it.each([['x', 1]])('reads "%s"', (given, wanted) => {
                  expect(read(given)).toBe(wanted)
                })
                """)).anyMatch(line -> line.contains("drop(left)")).anyMatch(line -> line.contains("read(given)"))
                .anyMatch(line -> line.contains("words(given)"));
    }

    @Test
    void ifNothingIsKnownTheTestFailsAtItsEnd() throws Exception {
        assertThat(altered("a.test.js", List.of("drops blanks"), """
                test('drops blanks', () => {
                  holds(drop(' one'))
                })
                """)).isNotEmpty().allMatch(line -> line.matches("throw new Error\\('.+'\\) }\\)"));
        assertThat(altered("a_test.go", List.of("TestDrop"), """
                func TestDrop(tt *testing.T) {
                	holds(tt, Drop(" one"))
                }
                """)).isNotEmpty().allMatch(line -> line.matches("tt\\.Error\\(\".+\"\\) }"));
    }

    @Test
    void whoTurnsOutcomesAroundMeetsAQuestionOfNoAnswer() throws Exception {
        assertThat(altered("a.test.js", List.of("is valid"), """
                test('is valid', () => { assert.strictEqual(valid(' one'), true) })
                """)).anyMatch(line -> line.matches(".*strictEqual\\(valid\\(' one'\\), '.+'\\).*"));
        assertThat(altered("a_test.go", List.of("TestBoth"), """
                func TestBoth(t *testing.T) {
                	if name, ok := Read("x"); !ok || name != want {
                		t.Fatal("differs")
                	}
                }
                """)).isNotEmpty().allMatch(line -> line.matches("if .* \\|\\| len\\(\".+\"\\) > 1 \\{"));
    }

    @Test
    void theTestersNameChangesNoQuestion() throws Exception {
        String text = """
                func TestBoth(t *testing.T) {
                	if got := Read("longer"); got != want {
                		t.Fatal("differs")
                	}
                }
                """;
        Set<String> asked = altered("a_test.go", List.of("TestBoth"), text);
        assertThat(asked).hasSizeGreaterThan(1).contains("if got := Read(\"longer\"); got == want {");
        assertThat(altered("a_test.go", List.of("TestBoth"), text.replace("t *t", "tt *t").replace("t.F", "tt.F")))
                .isEqualTo(asked);
    }

    @Test
    void aRowOfDataExpectsSomethingElse() throws Exception {
        assertThat(altered("cases.json", List.of("drops blanks"), """
                [
                  {"name": "keeps words", "given": "other", "wanted": "other"},
                  {"name": "drops blanks", "wanted": {"words": ["first"],
                   "number": 7}, "given": "first "}
                ]
                """)).isNotEmpty().allMatch(line -> line.matches("(?!.*\"first\"\\],).*\"drops blanks\", .*\"words\".*"
                + "|\"number\": (?!7).*\"given\": \"first \"}"))
                .anyMatch(line -> line.contains("\"words\"")).anyMatch(line -> line.contains("\"number\""));
        assertThat(altered("table.json", List.of("drops blanks"), """
                [["keeps words", "one", "one"],
                ["drops blanks", "one ", "first"]]
                """)).isNotEmpty().allMatch(line -> line.matches("\\[\"drops blanks\", \"one \", \"(?!first\").+\"]]"));
        assertThat(altered("keyed.json", List.of("drops blanks"), """
                {"keeps words": {"from": "one", "to": "one"},
                "drops blanks": {"from": "one ", "to": 1}}
                """)).isNotEmpty().allMatch(line -> line.matches("\"drops blanks\": .*\"one \", \"to\": (?!1\\}).+"));
    }

    @Test
    void aJavaFileIsNotMadeToCallWhatItDoesNotImport() throws Exception {
        assertThat(altered("ATest.java", List.of("ATest.isOne"), """
                import static org.junit.Assert.assertTrue;
                class ATest {
                    @Test void isOne() { assertTrue(one()); }
                }
                """)).isNotEmpty()
                .allMatch(line -> line.matches(".*assertTrue\\((?:!\\(one\\(\\)\\)|\\(one\\(\\)\\) &&.*)"
                        + "\\); }"));
    }

    /// The lines that some seed has altered.
    private Set<String> altered(String file, List<String> tests, String text) throws Exception {
        Set<String> lines = new LinkedHashSet<>();
        var checkout = AlteredTests.in(Files.createTempDirectory(folder, "of"), file);
        for (int seed = 0; seed < SEEDS; seed++) {
            assertThat(checkout.alter(text, tests, "", seed)).containsExactlyInAnyOrderElementsOf(tests);
            lines.addAll(checkout.changedFrom(text));
        }
        return lines;
    }
}
