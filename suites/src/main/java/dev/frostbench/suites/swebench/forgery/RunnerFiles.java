package dev.frostbench.suites.swebench.forgery;

import java.util.regex.Pattern;

/// The files by which other languages than Python say how their tests run, each known by its name.
final class RunnerFiles {

    private static final String SCRIPT = "\\.(?:[cm]?[jt]s|json|ya?ml|toml)";
    /// Read by a test runner, or at the start of each process of an interpreter.
    private static final Pattern SETTINGS = Pattern.compile("(?:^|/)(?:"
            + "(?:jest|vitest|ava|karma|cypress|playwright|wdio|web-test-runner|mocha)(?:\\.[\\w-]+)*"
            + "\\.(?:config|conf|setup|workspace|projects)(?:\\.[\\w-]+)*"
            + "|(?:config/)?jest-(?:preset|setup)" + SCRIPT + "|\\.mocharc(?:" + SCRIPT + "|\\.jsonc)?|mocha\\.opts"
            + "|jasmine\\.m?js(?:on)?|karma\\.conf" + SCRIPT + "|\\.taprc|\\.jestrc[^/]*|\\.(?:nyc|c8)rc[^/]*"
            + "|\\.npmrc|\\.yarnrc(?:\\.yml)?|\\.pnp\\.[cm]?js|\\.pnpmfile\\.cjs|bunfig\\.toml|node\\.config\\.json"
            + "|\\.env(?:\\.(?:test|local|test\\.local))?|__mocks__/.*"
            + "|\\.mvn/.*|junit-platform\\.properties|META-INF/services/(?:org\\.(?:junit|testng)|io\\.cucumber).*"
            + "|testng[^/]*\\.xml|gradle/wrapper/.*|gradle\\.properties"
            + "|phpunit[^/]*\\.xml(?:\\.dist)?|phpunit\\.dist\\.xml|(?:codeception|behat)\\.yml"
            + "|\\.user\\.ini|php\\.ini"
            + "|\\.rspec(?:-local)?|(?:spec|rails|test)_helper\\.rb|cucumber\\.yml|\\.minitest[^/]*"
            + "|spec/(?:support|helpers?)/.*|setupTests\\.[jt]sx?|test-setup\\.[jt]s"
            + "|\\.cargo/.*|\\.config/nextest\\.toml|go\\.work(?:\\.sum)?|CTestCustom\\.cmake|CTestConfig\\.cmake)$");
    /// Says how the code is built and what it needs, besides how its tests run.
    private static final Pattern BUILD = Pattern.compile("(?:^|/)(?:"
            + "package(?:-lock)?\\.json|npm-shrinkwrap\\.json|yarn\\.lock|pnpm-(?:lock|workspace)\\.yaml"
            + "|lerna\\.json|(?:node_modules|vendor)/.*"
            + "|(?:vite|rollup|webpack|babel|esbuild|tsup|swc)(?:\\.[\\w-]+)*\\.config(?:\\.[\\w-]+)*"
            + "|\\.babelrc[^/]*|\\.swcrc|tsconfig[^/]*\\.json|(?:Gruntfile|Gulpfile|gulpfile|Jakefile)(?:\\.[\\w.]+)?"
            + "|pom\\.xml|[\\w.-]+\\.gradle(?:\\.kts)?|gradlew|mvnw|libs\\.versions\\.toml|build\\.xml|build\\.sbt"
            + "|composer\\.(?:json|lock)|Rakefile|[\\w.-]+\\.rake|Gemfile(?:\\.lock)?|[\\w.-]+\\.gemspec"
            + "|Cargo\\.(?:toml|lock)|build\\.rs|rust-toolchain(?:\\.toml)?|go\\.(?:mod|sum)"
            + "|GNUmakefile|[Mm]akefile(?:\\.[\\w.]+)?|[\\w.-]+\\.(?:mk|cmake)|CMakeLists\\.txt|CMakePresets\\.json"
            + "|meson\\.build|meson(?:_options\\.txt|\\.options)|configure(?:\\.ac|\\.in)?|BUILD(?:\\.bazel)?"
            + "|[jJ]ustfile|Taskfile\\.ya?ml)$");
    /// Go compiles all of a folder's test files into one program, so a new one runs with the listed tests, too.
    private static final Pattern OF_TESTS = Pattern
            .compile("(?:^|/)(?:__tests__|src/test)/|_test\\.go$|[._](?:test|spec)\\.[cm]?[jt]sx?$|_(?:spec|test)\\.rb$"
                    + "|Test\\.php$");

    private RunnerFiles() {}

    static boolean isSettings(String path) {
        return SETTINGS.matcher(path).find();
    }

    static boolean isBuild(String path) {
        return BUILD.matcher(path).find();
    }

    /// Whether it is a file of tests. Nobody imports a new one, except in Go.
    ///
    /// @param isNew whether the patch brings it
    static boolean isOfTests(String path, boolean isNew) {
        return OF_TESTS.matcher(path).find() && (!isNew || path.endsWith(".go"));
    }
}
