package dev.frostbench.reports.comparison;

import dev.frostbench.reports.comparison.Comparer.Match;
import dev.frostbench.reports.comparison.ScoredRun.Sample;
import dev.frostbench.reports.record.RunRecord.Circumstances;
import dev.frostbench.reports.record.RunRecord.Machine;
import dev.frostbench.reports.record.RunRecord.Part;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.reports.record.RunRecord.Sitting;
import dev.frostbench.suites.grading.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Runs in a few letters a task: `+` resolved, `x` unresolved, `t` timed out, `e` error, `m` missing.
public final class SomeRuns {

    private SomeRuns() {}

    /// @param tasks as `id=samples`
    public static ScoredRun run(String name, String... tasks) {
        return run(name, 0, "model", tasks);
    }

    public static ScoredRun run(String name, int night, String model, String... tasks) {
        return run(name, night, sheet(), samples(model, tasks));
    }

    public static ScoredRun run(String name, int night, ObjectNode sheet, List<Sample> samples) {
        Instant began = Instant.parse("2026-11-01T02:00:00Z").plus(Duration.ofDays(night));
        var machine = new Machine("host", "Linux 6.1 amd64", "a processor", 2, 8L << 30);
        var part = new Part("p", "command", "f.jsonl", true, Optional.empty());
        return ScoredRun.of(name, new RunInfo("id-" + name, "suite", List.of(part), 3, 3, "8"),
                new Circumstances(sheet, List.of(new Sitting(began, Optional.of(began.plusSeconds(60 + night)),
                        List.of("run"), machine))),
                samples, 0);
    }

    /// The same run, each of whose answers took so many US dollars.
    public static ScoredRun costing(ScoredRun run, double each) {
        var contestants = run.contestants().stream().map(of -> {
            var tasks = new LinkedHashMap<String, Tries>();
            of.tasks().forEach((id, tries) -> tasks.put(id, new Tries(id, tries.part(), tries.row(), tries.verdicts(),
                    tries.took(), tries.why(), OptionalDouble.of(each * tries.samples()))));
            return new Contestant(of.model(), tasks);
        }).toList();
        return new ScoredRun(run.name(), run.info(), run.circumstances(), contestants, run.untried());
    }

    static ObjectNode sheet() {
        var sheet = JsonNodeFactory.instance.objectNode().put("run_id", "x").put("frostbench", "0.1");
        sheet.putObject("suite").put("name", "suite").put("file", "s.yaml").put("sha256", "00");
        sheet.putArray("parts").addObject().put("name", "p").put("kind", "command").putObject("limits")
                .put("memory_bytes", 1);
        return sheet;
    }

    public static List<Sample> samples(String model, String... tasks) {
        List<Sample> samples = new ArrayList<>();
        for (String task : tasks) {
            int cut = task.lastIndexOf('=');
            for (char each : task.substring(cut + 1).toCharArray())
                samples.add(new Sample(task.substring(0, cut), "p", "row", model, verdict(each), "why " + each,
                        Duration.ofMillis(1500), OptionalDouble.empty()));
        }
        return samples;
    }

    static Comparison compare(ScoredRun base, ScoredRun now) {
        return compare(new Match(base, now, List.of(), List.of(), false));
    }

    static Comparison compare(Match match) {
        return new Comparer(Comparer.ALPHA, false).compare(match).getFirst();
    }

    private static Verdict verdict(char letter) {
        return switch (letter) {
            case '+' -> new Verdict.Resolved();
            case 'x' -> new Verdict.Unresolved();
            case 't' -> new Verdict.TimedOut();
            case 'e' -> new Verdict.Error();
            case 'm' -> new Verdict.Missing();
            default -> throw new IllegalArgumentException("no verdict: " + letter);
        };
    }
}
