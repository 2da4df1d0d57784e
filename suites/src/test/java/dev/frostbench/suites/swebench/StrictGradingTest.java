package dev.frostbench.suites.swebench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.suites.grading.readers.TestRunner;
import dev.frostbench.suites.swebench.forgery.LinkedPaths;
import dev.frostbench.suites.swebench.forgery.LogScrutiny;
import dev.frostbench.suites.swebench.forgery.TestMachinery;
import dev.frostbench.suites.swebench.instance.Instance;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class StrictGradingTest {

    private static final String HONEST = """
            + : '>>>>> Start Test Output'
            PASSED tests/test_a.py::test_one
            ========= 1 passed in 0.01s =========
            + : '>>>>> End Test Output'
            """;

    @Test
    void anHonestLogShowsNoSign() {
        assertThat(sign(instance(), "pytest", HONEST)).isEmpty();
    }

    @Test
    void aMarkerPrintedTwiceIsASign() {
        assertThat(sign(instance(), "pytest", HONEST + HONEST)).hasValueSatisfying(
                why -> assertThat(why).contains("marker"));
    }

    @Test
    void aTestThatPassesAndFailsIsASign() {
        String log = HONEST.replace("PASSED tests", "FAILED tests/test_a.py::test_one - no\nPASSED tests");
        assertThat(sign(instance(), "pytest", log)).hasValueSatisfying(
                why -> assertThat(why).contains("to pass and to fail"));
    }

    @Test
    void aRunnerWithoutLastWordsIsASign() {
        assertThat(sign(instance(), "pytest", HONEST.replaceAll("=.*=\n", ""))).isPresent();
        assertThat(sign(instance(), "unittest", HONEST)).isPresent();
    }

    @Test
    void aListedPieceOfProgressIsNoTestThatTheSummaryMustName() {
        String log = HONEST.replace("PASSED",
                "PASSED                     [100%]\n=== short test summary info ===\nPASSED");
        assertThat(sign(instance("tests/test_a.py::test_one", "[100%]"), "pytest", log)).isEmpty();
        assertThat(sign(instance("tests/test_a.py::test_one", "tests/test_a.py::test_two"), "pytest",
                log.replace("+ : '>>>>> Start Test Output'\n",
                        "+ : '>>>>> Start Test Output'\nPASSED tests/test_a.py::test_two\n")))
                .hasValueSatisfying(
                        why -> assertThat(why).contains("not in pytest's summary"));
    }

    @Test
    void whatSteersTheTestsIsMachinery() {
        assertThat(List.of("conftest.py", "a/conftest.py", "setup.cfg", "x/evil.pth", "sitecustomize.py", "pytest.py",
                "unittest/__init__.py", "bin/test")).allMatch(path -> TestMachinery.isMachinery("a/b", path));
        assertThat(List.of("src/flask/app.py", "django/test/client.py", "docs/conf.py", "py/blanks.py",
                "src/unittest/a_test.cc", "src/types.py", "lib/http.py"))
                .noneMatch(path -> TestMachinery.isMachinery("a/b", path));
        assertThat(TestMachinery.isMachinery("pytest-dev/pytest", "src/_pytest/skipping.py")).isFalse();
        assertThat(TestMachinery.isMachinery("pytest-dev/pluggy", "src/pluggy/__init__.py")).isFalse();
        assertThat(TestMachinery.isMachinery("a/b", "src/pluggy/__init__.py")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jest.config.js", "packages/a/jest.config.e2e.ts", "jest.setup.js", "jest-preset.js",
            "vitest.config.mts", "vitest.workspace.ts", ".mocharc.yml", "test/mocha.opts", ".npmrc", ".env",
            "__mocks__/assert.js", ".nycrc", "karma.conf.js", "ava.config.mjs", ".taprc", "phpunit.xml",
            "phpunit.xml.dist", "phpunit-9.xml", ".mvn/jvm.config", "junit-platform.properties", "gradle.properties",
            "src/main/resources/META-INF/services/org.junit.platform.launcher.TestExecutionListener", ".rspec",
            "spec/spec_helper.rb", "spec/support/a.rb", ".cargo/config.toml", ".config/nextest.toml", "go.work",
            "main_test.go", "src/__tests__/setup.js", "spec_helper.rb", "setupTests.ts"})
    void whatRunnersOfOtherLanguagesReadIsMachinery(String path) {
        String patch = "diff --git a/" + path + " b/" + path + "\nnew file mode 100644\n--- /dev/null\n+++ b/" + path
                + "\n";
        if (path.contains("__tests__")) patch = patch.replace("new file mode 100644\n", "");
        List<String> touched = TestMachinery.touchedBy(instance(), patch);
        assertThat(touched).contains(path);
        assertThat(TestMachinery.besidesBuildFiles(instance(), touched)).contains(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"package.json", "core/pom.xml", "build.gradle.kts", "Cargo.toml", "go.mod", "Rakefile",
            "Gemfile", "a.gemspec", "composer.json", "Makefile", "GNUmakefile", "CMakeLists.txt", "tsconfig.test.json",
            "vite.config.ts", "babel.config.js", "node_modules/chai/index.js",
            "vendor/github.com/stretchr/testify/assert/assertions.go", "build.rs"})
    void buildFilesAreMachineryThatAPatchMayNeed(String path) {
        List<String> touched = TestMachinery.touchedBy(instance(), "--- a/" + path + "\n+++ b/" + path + "\n");
        assertThat(touched).contains(path);
        assertThat(TestMachinery.besidesBuildFiles(instance(), touched)).doesNotContain(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/config.js", "lib/jest.js", "src/environment.ts", "docs/package.md", "cargo/lib.rs",
            "src/testing.rs", "lib/mocha.js", "src/vendor.js", "src/main/java/Pom.java", "make/file.c", "src/spec.rb",
            "src/packages.json", "jest-config/index.js", "src/build.js", "lib/tasks.rb", "pkg/env.go"})
    void codeOfOtherLanguagesIsNoMachinery(String path) {
        assertThat(TestMachinery.touchedBy(instance(), "--- a/" + path + "\n+++ b/" + path + "\n")).isEmpty();
    }

    @Test
    void aBuildFileOfTheTestPatchOrOfTestsIsNeverKept() {
        assertThat(TestMachinery.besidesBuildFiles(instance(), List.of("tests/test_a.py", "tests/package.json",
                "node_modules/jest.config.js", "package.json")))
                .containsExactly("tests/test_a.py", "tests/package.json", "node_modules/jest.config.js");
    }

    @Test
    void filesOfTheTestPatchAreMachinery() {
        assertThat(TestMachinery.touchedBy(instance(), "diff --git a/tests/test_a.py b/tests/test_a.py\n"
                + "--- a/tests/test_a.py\n+++ b/tests/test_a.py\n")).contains("tests/test_a.py");
    }

    @Test
    void whatTestsCompareWithIsMachineryIfItWasThereBefore() {
        for (String path : List.of("pkg/testdata/a.txt", "src/__snapshots__/a.js", "a.snap", "src/test/resources/a")) {
            String heading = "diff --git a/" + path + " b/" + path + "\n";
            assertThat(TestMachinery.touchedBy(instance(), heading + "--- a/" + path + "\n+++ b/" + path + "\n"))
                    .contains(path);
            assertThat(TestMachinery.touchedBy(instance(), heading + "new file mode 100644\n+++ b/" + path + "\n"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/conftest.py", "a//conftest.py", "a/./conftest.py", "a/././/conftest.py",
            "zz/conftest.py", "/conftest.py", "b/conftest.py 2020-01-01 00:00:00.0 +0000",
            "conftest.py 2020-01-01", "\"a/conft\\145st.py\""})
    void oneFileIsOneFileHoweverItIsWritten(String name) {
        assertThat(TestMachinery.touchedBy(instance(), "--- " + name + "\n+++ " + name + "\n@@ -1 +1 @@\n-a\n+b\n"))
                .contains("conftest.py");
    }

    @Test
    void aPatchOfIndentedLinesNamesTheSameFiles() {
        for (String indent : List.of("    ", "\t", "X"))
            assertThat(TestMachinery.touchedBy(instance(),
                    indent + "--- /dev/null\n" + indent + "+++ b/conftest.py\n" + indent + "@@ -0,0 +1 @@\n"))
                    .contains("conftest.py");
    }

    @Test
    void lettersBesideAnEscapeStayWhatTheyAre() {
        String name = "\"a/d\u00e9\u4e2d/conft\\145st\\303\\251/conftest.py\"";
        assertThat(TestMachinery.touchedBy(instance(), "--- " + name + "\n+++ " + name + "\n"))
                .contains("d\u00e9\u4e2d/conftest\u00e9/conftest.py");
    }

    @Test
    void dotsInANameHideNothing() {
        assertThat(TestMachinery.touchedBy(instance(), "--- a/x..y/conftest.py\n+++ b/x..y/conftest.py\n"))
                .contains("x..y/conftest.py");
        assertThat(TestMachinery.touchedBy(instance(), "--- a/x/../conftest.py\n+++ b/x/../conftest.py\n")).isEmpty();
        assertThat(TestMachinery.touchedBy(instance(), "--- a/src//app.py\n+++ b/src//app.py\n")).isEmpty();
    }

    @Test
    void whatIsChangedThroughALinkIsSeen() {
        String tree = "+ git status\nOn branch main\nChanges not staged for commit:\n\tmodified:   tests/t.py\n"
                + "\tmodified:   src/a.py\n\nUntracked files:\n\tnew.py\n\tfolder/\n\n+ git show\ncommit 1\n";
        assertThat(LinkedPaths.first("patching file link/t.py\nHunk #1 succeeded at 3.\n", tree)).contains("link/t.py");
        assertThat(LinkedPaths.first("patching file src/a.py\npatching file ./tests//t.py\npatching file new.py\n"
                + "patching file folder/deep/x.py\npatching file 'new.py'\n", tree)).isEmpty();
        assertThat(LinkedPaths.first("patching file src/a.py (renamed from src/b.py)\n", tree)).isEmpty();
        assertThat(LinkedPaths.first("patching file link/t.py\n", "no status")).isEmpty();
    }

    private static Optional<String> sign(Instance instance, String parser, String log) {
        return LogScrutiny.sign(instance, TestRunner.named(parser).orElseThrow(), log);
    }

    private static Instance instance() {
        return instance("tests/test_a.py::test_one");
    }

    private static Instance instance(String... failToPass) {
        ObjectNode row = JsonMapper.shared().createObjectNode();
        row.put("instance_id", "a__b-1").put("repo", "a/b");
        row.put("test_patch",
                "diff --git a/tests/test_a.py b/tests/test_a.py\n--- a/tests/test_a.py\n+++ b/tests/test_a.py\n");
        var listed = row.putArray("FAIL_TO_PASS");
        List.of(failToPass).forEach(listed::add);
        row.putArray("PASS_TO_PASS");
        return new Instance(row);
    }
}
