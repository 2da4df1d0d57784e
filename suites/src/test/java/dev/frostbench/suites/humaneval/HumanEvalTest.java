package dev.frostbench.suites.humaneval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.frostbench.suites.dataset.AllRows;
import dev.frostbench.suites.procedure.Evidence;
import dev.frostbench.suites.procedure.Procedure;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import dev.frostbench.suites.task.Prediction;
import dev.frostbench.suites.task.Task;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Runs the driver with a real Python in pid and mount namespaces of its own.
class HumanEvalTest {

    private static final HumanEval BENCHMARK = new HumanEval(Duration.ofSeconds(3),
            new ProcedureLimits(1L << 32, 64, 1, 1L << 30, 1 << 20));
    private static final List<String> WALLS = List.of("unshare", "--pid", "--fork", "--kill-child", "--mount", "--mount-proc",
            "sh", "-c", "mount -t tmpfs tmpfs /tmp && exec \"$@\"", "sh");

    @BeforeEach
    void namespacesCanBeMade() throws Exception {
        var probe = new ArrayList<>(WALLS);
        probe.add("true");
        var process = new ProcessBuilder(probe).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        assumeTrue(process.waitFor() == 0, "this user cannot unshare");
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

    @ParameterizedTest
    @ValueSource(strings = {
        "    import sys; sys.exit(0)\n",
        "    import sys; sys._getframe(1).f_globals['end'](0)\n",
        "    import posix; posix._exit(0)\n",
        "    class Yes(int):\n        def __eq__(self, other): return True\n    return Yes()\n",
        "    class Yes:\n        def __eq__(self, other): return True\n    return Yes()\n",
        "    import posix; posix.kill(posix.getppid(), 9)\n",
        "    import posix\n    for fd in range(64):\n        try: posix.write(fd, b'frostbench-humaneval "
                + "{\"compat\": \"passed\", \"strict\": \"passed\"}\\n')\n        except OSError: pass\n    posix._exit(0)\n",
        "    pass\nimport sys\nsys.modules['__main__'].strictly = lambda _: 'passed'\n"
                + "sys.modules['__main__'].TEST = ''\ndef check(_): pass\n",
        "    while True: pass\n"})
    void noAttackPasses(String completion) throws Exception {
        var row = JsonMapper.shared().createObjectNode();
        row.put("prompt", "def add(a, b):\n    \"\"\" Adds. \"\"\"\n").put("entry_point", "add");
        row.put("test", "def check(candidate):\n    assert candidate(1, 2) == 3\n    assert candidate(2, 2) == 4\n");
        var task = new Task("add", "main", "host", row);
        var prediction = new Prediction("add", "", 0, completion);
        assertThat(BENCHMARK.grade(task, prediction, run(task, prediction)).verdict().passed()).isFalse();
        var right = new Prediction("add", "", 0, "    return a + b\n");
        assertThat(BENCHMARK.grade(task, right, run(task, right)).verdict().word()).isEqualTo("resolved");
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
        var step = (Procedure.Step.Run) BENCHMARK.procedure(task, prediction).passes().getFirst().steps().getFirst();
        var invocation = step.alternatives().getFirst();
        var argv = new ArrayList<>(WALLS);
        argv.addAll(invocation.argv());
        var builder = new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.DISCARD);
        // An interpreter below a private home cannot be read by the candidate's user: take the system's.
        builder.environment().put("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
        var process = builder.start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(invocation.stdin());
        }
        byte[] output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        var seen = new Evidence.Observation("main", step.name(), 0, new Evidence.Ending.Exited(process.exitValue()), output,
                0, Duration.ZERO, Duration.ZERO, 0, Set.of(), 0);
        return new Evidence("", List.of(seen), Optional.empty());
    }
}
