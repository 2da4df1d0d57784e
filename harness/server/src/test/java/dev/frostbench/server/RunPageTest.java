package dev.frostbench.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frostbench.reports.html.IndexPage;
import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Part;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.tally.Tally;
import dev.frostbench.server.Browser.Tab;
import dev.frostbench.suites.grading.Grade.Status;
import dev.frostbench.suites.grading.Grade.TestResult;
import dev.frostbench.suites.grading.TestGroup;
import dev.frostbench.suites.grading.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page of a run, opened from the disk in a browser. It is tested here because the browser is.
///
/// It needs no sandbox, but is too slow for the tests that are to be quick.
@Tag("sandbox")
class RunPageTest {

    private static final List<String> MODELS = List.of("alpha", "beta", "org/gamma 7b");
    private static final List<String> HOSTILE = List.of("<img src=x onerror='window.attacked=1'>",
            "</script><script>window.attacked=1</script>",
            "</noscript><script>window.attacked=1</script>", "\"><svg onload=window.attacked=1>",
            "--></title></style><script>window.attacked=1</script>", "javascript:window.attacked=1",
            "'+(window.attacked=1)+'", "\\u2028\u2028window.attacked=1//", "*/window.attacked=1/*", "__proto__",
            "&lt;script>window.attacked=1&lt;/script>", "${window.attacked=1}", "\u001B]8;;javascript:x\u0007\u202E");
    private static final String LINKS = "[...document.querySelectorAll('#body a')].map(each => each.innerText)";

    @TempDir
    static Path folder;
    private static Browser browser;
    private static RunRecord models;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start();
        models = MadeRuns.repositories(60, MODELS, 10);
        render(models, "models");
    }

    @AfterAll
    static void stop() throws IOException {
        if (browser != null) browser.close();
    }

    private static Path render(RunRecord run, String name) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        IndexPage.render(run, Tally.of(run), List.of(), Optional.empty(), own);
        return own;
    }

    private static Tab open(String name, String hash) throws Exception {
        Tab tab = browser.tab();
        tab.open(folder.resolve(name).resolve("index.html"), hash);
        return tab;
    }

    private static List<String> tasks(RunRecord run, Predicate<Result> wanted) {
        return StreamSupport.stream(run.results().spliterator(), false).filter(wanted)
                .map(result -> result.task().id()).toList();
    }

    private static void filter(Tab tab, String id, String value) throws Exception {
        tab.value("document.querySelector('#" + id + "').value = '" + value + "', document.querySelector('#" + id
                + "').dispatchEvent(new Event('" + (id.equals("search") ? "input" : "change") + "'))");
    }

    private static void assertShows(Tab tab, List<String> tasks, int of) throws Exception {
        assertThat(tab.text("#shown")).isEqualTo(tasks.size() == of ? of + " results"
                : tasks.size() + " of " + of + " results");
        assertThat(tab.value(LINKS + ".join()").stringValue())
                .isEqualTo(String.join(",", tasks.subList(0, Math.min(100, tasks.size()))));
    }

    @Test
    void tenThousandTasksOpenAndEachFilterGivesTheRightRows() throws Exception {
        RunRecord run = MadeRuns.repositories(10_000, List.of("alpha"), 20);
        render(run, "large");
        Tab tab = open("large", "");
        assertShows(tab, tasks(run, _ -> true), 10_000);
        filter(tab, "verdict", "=timed_out");
        assertShows(tab, tasks(run, result -> result.grade().verdict() instanceof Verdict.TimedOut), 10_000);
        filter(tab, "repository", "=sympy/sympy");
        List<String> late = tasks(run, result -> result.grade().verdict() instanceof Verdict.TimedOut
                && result.task().id().startsWith("sympy__"));
        assertThat(late).isNotEmpty();
        assertShows(tab, late, 10_000);
        filter(tab, "verdict", "");
        filter(tab, "search", "SYMPY 77 failed");
        List<String> found = tasks(run, result -> Stream.of("sympy", "77", "failed")
                .allMatch((result.task().id() + result.grade().why())::contains));
        assertThat(found).isNotEmpty();
        assertShows(tab, found, 10_000);
        assertThat(tab.asked).as("no details yet").singleElement().asString().endsWith("/large/index.html");
        tab.click("#body a", found.getFirst());
        tab.until("document.querySelector('#detail details')");
        assertThat(tab.asked).hasSize(2).last().asString().matches(".*/large/details/\\d+\\.js");
        assertThat(tab.text("#name")).isEqualTo(found.getFirst());
        assertThat(tab.text("#detail pre")).contains("E       assert None ==", "+    return value *");
        tab.click("#shut", "Close");
        tab.click("#clear", "Clear");
        assertShows(tab, tasks(run, _ -> true), 10_000);
        tab.click("#more", "Show more");
        assertThat(tab.value(LINKS + ".length").intValue()).isEqualTo(600);
        assertThat(tab.complaints).isEmpty();
    }

    @Test
    void aChunkThatIsNotThereIsMissedAndSaidSo() throws Exception {
        render(large(_ -> "x"), "partial");
        Files.delete(folder.resolve("partial/details/0.js"));
        Tab tab = open("partial", "#task-0");
        tab.until("document.querySelector('#detail .warning')");
        assertThat(tab.text("#detail")).contains("details/0.js, which is not beside this page");
        tab.press("j");
        tab.until("document.querySelector('#name').innerText === '1'");
    }

    /// A run so large that its details lie beside the page.
    private static RunRecord large(IntFunction<String> text) {
        String log = "line of a log\n".repeat(9_000);
        return MadeRuns.run(IntStream.range(0, 150).mapToObj(at -> MadeRuns.result(String.valueOf(at), "m", 0, "r/r",
                text.apply(at), new Verdict.Unresolved(), log + text.apply(at), Duration.ofSeconds(1),
                List.of(new TestResult("t" + text.apply(at), TestGroup.FAIL_TO_PASS, Status.FAILED)))).toList(), 150,
                new Part("issues", "swe-bench", "p", false, Optional.empty()));
    }

    @Test
    void theLeaderboardIsOfTheRunsNumbers() throws Exception {
        Tab tab = open("models", "");
        List<Integer> solved = new ArrayList<>();
        for (String model : MODELS)
            solved.add(tasks(models, result -> result.model().equals(model) && result.grade().verdict().passed())
                    .size());
        assertThat(solved).isSortedAccordingTo((one, other) -> other - one);
        for (int at = 0; at < 3; at++)
            assertThat(tab.text(".board tbody tr:nth-child(" + (at + 1) + ") td:nth-child(5)"))
                    .isEqualTo(String.valueOf(solved.get(at)));
        assertThat(tab.text(".board .name")).isEqualTo(String.join("|", MODELS));
        List<String> alpha = solvedBy("alpha");
        List<String> beta = solvedBy("beta");
        long better = alpha.stream().filter(task -> !beta.contains(task)).count();
        long worse = beta.stream().filter(task -> !alpha.contains(task)).count();
        assertThat(tab.text(".duels tbody tr:first-child td:nth-child(3)")).isEqualTo(better + " : " + worse);
        assertThat(tab.text(".duels tbody tr:nth-child(2) td:nth-child(2)")).isEqualTo(worse + " : " + better);
        assertThat(Stream.of(tab.text(".overlap .number").split("\\|")).skip(1).mapToInt(Integer::parseInt).sum())
                .isEqualTo(60);
        tab.click(".board a", "org/gamma 7b");
        tab.until("document.querySelector('#model').value === '=org/gamma 7b'");
        assertShows(tab, tasks(models, result -> result.model().equals("org/gamma 7b")), 180);
        assertThat(tab.complaints).isEmpty();
    }

    private static List<String> solvedBy(String model) {
        return tasks(models, result -> result.model().equals(model) && result.grade().verdict().passed());
    }

    @Test
    void keysDoWhatThePageSays() throws Exception {
        Tab tab = open("models", "");
        List<String> all = tasks(models, _ -> true);
        assertThat(tab.text(".keys kbd")).isEqualTo("/|j|k|Enter|Esc");
        tab.press("/");
        assertThat(tab.value("document.activeElement.id").stringValue()).isEqualTo("search");
        tab.press("j"); // is typed
        assertThat(tab.value("document.querySelector('#search').value").stringValue()).isEqualTo("j");
        tab.press("Backspace");
        tab.press("Escape");
        tab.press("j");
        tab.press("j");
        tab.press("j");
        tab.press("k");
        tab.press("Enter");
        tab.until("document.querySelector('#detail dl')");
        assertThat(tab.text("#name")).isEqualTo(all.get(1) + ", beta");
        tab.press("j");
        tab.until("document.querySelector('#name').innerText === '" + all.get(2) + ", org/gamma 7b'");
        tab.press("k");
        tab.until("document.querySelector('#name').innerText === '" + all.get(1) + ", beta'");
        tab.press("Escape");
        tab.until("!document.querySelector('#task').open");
        assertThat(tab.value("document.activeElement.hash").stringValue()).endsWith("&model=beta");
        assertThat(tab.value("location.hash").stringValue()).isEmpty();
    }

    @Test
    void anAddressOpensItsTaskAndAnotherOneNothing() throws Exception {
        String task = tasks(models, _ -> true).getLast();
        Tab tab = open("models", "#task-" + task + "&model=org%2Fgamma%207b");
        tab.until("document.querySelector('#detail dl')");
        assertThat(tab.text("#name")).isEqualTo(task + ", org/gamma 7b");
        assertThat(tab.text("#others a")).isEqualTo(String.join("|", MODELS));
        tab.click("#others a", "alpha");
        tab.until("document.querySelector('#name').innerText === '" + task + ", alpha'");
        tab.value("history.back()");
        tab.until("document.querySelector('#name').innerText === '" + task + ", org/gamma 7b'");
        for (String none : List.of("#task-nothing", "#task-%", "#task-" + task + "&model=none", "#task-__proto__"))
            assertThat(open("models", none).value("document.querySelector('#task').open").booleanValue()).as(none)
                    .isFalse();
        Tab rows = open("models", "#rows&verdict=resolved&model=beta&search=" + task.substring(0, 5));
        assertShows(rows, solvedBy("beta").stream().filter(each -> each.startsWith(task.substring(0, 5))).toList(),
                180);
    }

    @Test
    void withoutScriptsTheTableIsThere() throws Exception {
        Tab tab = browser.tab();
        tab.scripts(false);
        List<String> all = tasks(models, _ -> true);
        tab.open(folder.resolve("models").resolve("index.html"), "#task-" + all.getLast());
        assertThat(tab.text(".results tbody td:first-child")).isEqualTo(String.join("|", all));
        assertThat(tab.text(".results tr:target td:first-child")).isEqualTo(all.getLast());
        assertThat(tab.isShown("#app")).isFalse();
        assertThat(tab.isShown(".plot")).isTrue();
    }

    @Test
    void aPrintHasAllRowsThatAreFound() throws Exception {
        Tab tab = open("models", "");
        tab.value("addEventListener('beforeprint', () => window.printed = " + LINKS + ".length)");
        assertThat(tab.print()).isGreaterThan(10_000);
        assertThat(tab.value("window.printed").intValue()).isEqualTo(180);
        tab.until(LINKS + ".length === 100");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 1280})
    void nothingIsWiderThanTheWindow(int width) throws Exception {
        render(MadeRuns.samples(20, List.of("alpha", "beta"), 5), "samples");
        for (String name : List.of("models", "samples")) {
            Tab tab = browser.tab();
            tab.look(width, 900, width == 400);
            tab.open(folder.resolve(name).resolve("index.html"), "");
            assertThat(tab.value("document.documentElement.scrollWidth").intValue()).as(name)
                    .isLessThanOrEqualTo(width);
            assertThat(tab.text(".charts h2")).contains("Time of a sample", "Model against model",
                    name.equals("models") ? "Repository" : "pass@k of functions");
        }
    }

    @Test
    void nothingThatAModelOrALogWroteBecomesMarkupOrScript() throws Exception {
        List<Result> all = new ArrayList<>();
        for (String text : HOSTILE)
            all.addAll(List.of(hostile(text, text), hostile(text, "other"), hostile("honest", text)));
        String part = HOSTILE.getFirst();
        Path small = render(MadeRuns.run(all, 14, new Part(part, "swe-bench", part, false, Optional.empty())), "h");
        Path large = render(large(at -> at + HOSTILE.get(at % HOSTILE.size())), "hostile-large");
        assertThat(large.resolve("details/0.js")).exists();
        for (Path page : List.of(small, large)) {
            for (boolean scripts : new boolean[]{true, false}) {
                Tab tab = browser.tab();
                tab.scripts(scripts);
                tab.open(page.resolve("index.html"), "");
                if (scripts) everyTask(tab);
                assertThat(tab.value("typeof attacked").stringValue()).isEqualTo("undefined");
                assertThat(tab.value("document.querySelectorAll('img,#detail svg,svg[onload],iframe,object,base,"
                        + "[href^=javascript]').length").intValue()).isZero();
                assertThat(tab.complaints).isEmpty();
            }
        }
        assertThat(Files.readString(small.resolve("index.html"))).doesNotContain("\u202E", "\u001B", "\u2028");
    }

    private static void everyTask(Tab tab) throws Exception {
        int rows = tab.value(LINKS + ".length").intValue();
        for (int at = 1; at <= rows; at += Math.max(1, rows / 40)) {
            tab.value("document.querySelector('#body tr:nth-child(" + at + ") a').click()");
            tab.until("document.querySelector('#task').open && document.querySelector('#detail dl')");
            tab.value("document.querySelector('#detail').replaceChildren()");
            tab.click("#shut", "Close");
            tab.until("location.hash === ''");
        }
    }

    private static Result hostile(String id, String model) {
        String patch = "diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-old\n+";
        return MadeRuns.result(id, model, 0, model, patch + id + model, new Verdict.Unresolved(), "FAILED " + id
                + model, Duration.ofSeconds(1),
                List.of(new TestResult(id + model, TestGroup.FAIL_TO_PASS,
                        Status.FAILED)));
    }

    @Test
    void whatScriptsBesideThePageMayDoIsLittle() throws Exception {
        render(large(_ -> "x"), "policy");
        Tab tab = open("policy", "#task-3");
        tab.until("document.querySelector('#detail dl')");
        assertThat(tab.value("(() => { try { document.body.innerHTML = '<i>'; return 'made'; } catch {"
                + " return 'refused'; } })()").stringValue()).isEqualTo("refused");
        assertThat(tab.value("(() => { try { trustedTypes.createPolicy('other', {}); return 'made'; } catch {"
                + " return 'refused'; } })()").stringValue()).isEqualTo("refused");
        tab.value("{ const script = document.createElement('script'); try { script.text = 'window.attacked = 1';"
                + " } catch {} document.body.append(script); }");
        assertThat(tab.value("typeof attacked").stringValue()).isEqualTo("undefined");
        assertThat(tab.value("fetch('http://localhost:1/').catch(() => 'refused')").stringValue())
                .isEqualTo("refused");
        assertThat(Files.readString(folder.resolve("models/index.html"))).doesNotContain("'self'", "unsafe")
                .contains("default-src &#39;none&#39;");
    }

    @Test
    void theSameRunGivesTheSameBytes() throws Exception {
        RunRecord run = large(at -> "line " + at);
        assertThat(bytes(render(run, "once"))).isEqualTo(bytes(render(run, "again"))).containsKey("details/0.js");
    }

    private static Map<String, String> bytes(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(Files::isRegularFile).toList())
                files.put(root.relativize(file).toString(), Files.readString(file));
        }
        return files;
    }
}
