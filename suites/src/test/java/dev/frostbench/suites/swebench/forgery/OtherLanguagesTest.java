package dev.frostbench.suites.swebench.forgery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests of other languages are altered if a literal names them or a function does, and whatever they ask: a value, an
/// exception, a truth, or something that only has an opposite.
class OtherLanguagesTest {

    /// By the file: its text, and what each listed test may come to, as an expression.
    private static final Map<String, String> FILES = Map.of("sum.test.js", """
            test('adds two', () => { assert.strictEqual(add(1, 2), 3); });
            test('is small', () => {
              assert.ok(add(1, 1) < 3);
            });
            test('throws', () => { assert.throws(() => bad(), TypeError); });
            describe('sum', () => {
              it('is more', () => { expect(add(1, 2)).toBeGreaterThan(two); });
              it('is above', () => { expect(add(1, 2)).to.be.above(two); });
            });
            """, "sum_test.go", """
            func TestAdd(t *testing.T) {
            	if got := Add(1, 2); got != 3 {
            		t.Errorf("got %d", got)
            	}
            }

            func TestTable(t *testing.T) {
            	for _, each := range table {
            		t.Run("sums", func(t *testing.T) {
            			if !same(Add(each.a, each.b), each.sum) {
            				t.Fatal("differ")
            			}
            		})
            	}
            }
            """, "SumTest.java", """
            class SumTest {
                @Test void adds() { assertEquals(3, add(1, 2)); }
                @Test void isMore() { assertTrue(add(1, 1) > 1); }
                @Test void names() { assertThat(names()).containsExactly("one", "two"); }
            }
            """, "sum.rs", """
            fn adds() { assert_eq!(add(1, 2), 3); }
            fn is_more() { assert!(add(1, 1) > 1); }
            """, "SumTest.php", """
            class SumTest extends TestCase {
                public function testAdds(): void { $this->assertSame(3, add(1, 2)); }
                public function testOther() { $this->assertEquals(names(), other()); }
            }
            """, "sum_test.rb", """
            class SumTest < Minitest::Test
              def test_adds
                assert_equal 3, add(1, 2)
              end
            end
            """, "sum_test.cc", """
            TEST(SumTest, Adds) { EXPECT_EQ(add(1, 2), three); }
            """);

    private static final Map<String, Map<String, String>> CHANGED = Map.of(
            "sum.test.js", ordered("adds two", ".*add\\(1, 2\\), (?!3\\))\\d+\\).*", "is small",
                    "assert.(?:ok\\(!\\(add\\(1, 1\\) < 3\\)\\)|strictEqual\\(add\\(1, 1\\) < 3, '.+'\\));",
                    "throws", ".*assert.(?:doesNotThrow\\(\\(\\) => bad\\(\\), T|throws\\(\\(\\) => bad\\(\\), /.+/).*",
                    "sum > is more", ".*(?:\\.not\\.toBeGreaterThan\\(two|\\.toBe\\(').*",
                    "sum is above", ".*\\.to\\.(?:not\\.be\\.above|equal\\(').*"),
            "sum_test.go",
            ordered("TestAdd", "if got := Add\\(1, 2\\); got != (?!3 )\\d+ \\{", "TestTable/sums",
                    "if (?:same\\(.*|.*each.sum\\) \\|\\| len\\(\".+\"\\) > 1 \\{)"),
            "SumTest.java", ordered("SumTest.adds", ".*assertEquals\\((?!3,)\\d+, add\\(1, 2\\)\\).*",
                    "com.x.SumTest > isMore()",
                    ".*(?:assertFalse\\(.*|assertTrue\\(\\(add.*\\) && \".+\".isEmpty\\(\\)\\);.*)", "names(SumTest)",
                    ".*containsExactly\\(\"(?:one\", \"(?!two)\\w+|(?!one)\\w+\", \"two)\"\\).*"),
            "sum.rs", ordered("tests::adds", ".*add\\(1, 2\\), (?!3\\))\\d+\\).*", "tests::is_more",
                    ".*assert!\\((?:!\\(add.*|\\(add.*\\) && \".+\"\\.is_empty.*)"),
            "SumTest.php", ordered("SumTest::testAdds", ".*assertSame\\((?!3,)\\d+, .*", "testOther",
                    ".*(?:assertNotEquals\\(|assertSame\\('.+', other).*"),
            "sum_test.rb", ordered("SumTest#test_adds", "refute_equal 3, .*"),
            "sum_test.cc", ordered("SumTest.Adds", ".*EXPECT_(?:NE\\(|TRUE\\(.*sizeof).*"));

    @TempDir
    Path folder;

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int at = 0; at < pairs.length; at += 2) map.put(pairs[at], pairs[at + 1]);
        return map;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sum.test.js", "sum_test.go", "SumTest.java", "sum.rs", "SumTest.php", "sum_test.rb",
            "sum_test.cc"})
    void eachTestIsAlteredInWhatItAsks(String file) throws Exception {
        var tests = AlteredTests.in(folder, file);
        String text = FILES.get(file);
        Map<String, String> wanted = CHANGED.get(file);
        for (int seed = 0; seed < 8; seed++) {
            assertThat(tests.alter(text, List.copyOf(wanted.keySet()), "", seed))
                    .containsExactlyInAnyOrderElementsOf(wanted.keySet());
            List<String> lines = tests.changedFrom(text);
            Set<String> left = new HashSet<>(wanted.values());
            left.removeIf(form -> lines.stream().anyMatch(line -> line.matches(form)));
            assertThat(left).as("%s", lines).isEmpty();
            assertThat(lines).hasSameSizeAs(wanted.keySet());
        }
    }
}
