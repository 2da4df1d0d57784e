package dev.frostbench.reports.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestReportsTest {

    private static final String PYTEST = """
            ==================================== ERRORS ====================================
            ____________________ ERROR collecting tests/test_broken.py _____________________
            E   ModuleNotFoundError: No module named 'gone'
            ________________ ERROR at setup of TestA.test_set_up ________________
            E   fixture failed
            =================================== FAILURES ===================================
            ________________________________ TestA.test_one ________________________________
            tests/test_a.py:3: in test_one
            E   assert 1 == 2
            ---------------------------- Captured stdout call -----------------------------
            printed
            _________________________________ test_two[x-1] ________________________________
            tests/test_a.py:9: two of a
            _________________________________ test_two[x-1] ________________________________
            tests/test_b.py:9: two of b
            =========================== short test summary info ============================
            FAILED tests/test_a.py::TestA::test_one - assert 1 == 2
            """;

    private static final String UNITTEST = """
            test_a (m.T.test_a) ... FAIL
            ======================================================================
            FAIL: test_a (m.T.test_a)
            ----------------------------------------------------------------------
            Traceback (most recent call last):
            AssertionError: 1 != 2
            ======================================================================
            ERROR: test_b (m.T)
            Says what it is for.
            ----------------------------------------------------------------------
            ValueError: no
            ----------------------------------------------------------------------
            Ran 2 tests in 0.001s
            """;

    @Test
    void pytestByClassParameterFileAndPhase() {
        var reports = new TestReports(PYTEST);
        assertThat(reports.of("tests/test_a.py::TestA::test_one")).get().asString()
                .startsWith("____").contains("assert 1 == 2", "printed").doesNotContain("two of a", "summary");
        assertThat(reports.of("tests/test_a.py::test_two[x-1]")).get().asString().contains("two of a")
                .doesNotContain("two of b");
        assertThat(reports.of("tests/test_b.py::test_two[x-1]")).get().asString().contains("two of b")
                .doesNotContain("two of a");
        assertThat(reports.of("tests/test_a.py::TestA::test_set_up")).get().asString().contains("fixture failed");
        assertThat(reports.of("tests/test_broken.py::test_any")).get().asString().contains("No module named 'gone'")
                .doesNotContain("fixture");
        assertThat(reports.of("tests/test_a.py::test_three")).isEmpty();
    }

    @Test
    void unittestInBothFormsOfIts() {
        var reports = new TestReports(UNITTEST);
        for (String name : new String[]{"test_a (m.T)", "test_a (m.T.test_a)", "test_a"})
            assertThat(reports.of(name)).as(name).get().asString().contains("1 != 2").doesNotContain("ValueError",
                    "ERROR");
        assertThat(reports.of("test_b (m.T)")).get().asString().contains("ValueError: no", "Says what")
                .doesNotContain("Ran 2");
        assertThat(reports.of("test_c (m.T)")).isEmpty();
    }

    @Test
    void sympyByFileAndOthersByTheLinesThatNameTheTest() {
        var reports = new TestReports("""
                ________________________________________________________________________________
                _______________ sympy/core/tests/test_x.py:test_y _______________
                AssertionError
                _______________ sympy/core/tests/test_x.py:test_z _______________
                TypeError
                === RUN   TestGo/sub
                --- FAIL: TestGo/sub (0.00s)
                """);
        assertThat(reports.of("test_y")).get().asString().contains("AssertionError").doesNotContain("TypeError");
        assertThat(reports.of("TestGo/sub")).contains("=== RUN   TestGo/sub\n--- FAIL: TestGo/sub (0.00s)");
    }
}
