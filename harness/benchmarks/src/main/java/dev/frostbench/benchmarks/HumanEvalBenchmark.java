package dev.frostbench.benchmarks;

import dev.frostbench.harness.bench.Bench;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A whole HumanEval run, from the start of the process to its reports, beside the official evaluator on the same
/// files. pip installs the official one into a virtual environment of the benchmark's own. If it cannot,
/// `official_left_out` says why.
public final class HumanEvalBenchmark implements Bench {

    @Override
    public String name() {
        return "humaneval";
    }

    @Override
    public String about() {
        return "a whole HumanEval run beside the official evaluator: DATASET SAMPLES [ROUNDS]";
    }

    @Override
    public Optional<String> lacks(List<String> args) {
        return HumanEvalSitting.lacks(name(), args);
    }

    @Override
    public JsonNode run(List<String> args) throws IOException, InterruptedException {
        int rounds = new Arguments(name(), args, "DATASET SAMPLES ROUNDS").number(2, 1);
        try (var sitting = HumanEvalSitting.open(args)) {
            return measure(sitting, rounds);
        }
    }

    private static ObjectNode measure(HumanEvalSitting sitting, int rounds) throws IOException, InterruptedException {
        ObjectNode report = JsonMapper.shared().createObjectNode();
        sitting.leftOut().ifPresent(why -> report.put("official_left_out", why));
        Figures figures = new Figures();
        for (int round = 0; round < rounds; round++) {
            figures.add("ours", sitting.ours(), true);
            report.put("samples", sitting.samples());
            if (sitting.leftOut().isEmpty()) figures.add("official", sitting.official(), true);
        }
        figures.reportSeconds(report);
        if (sitting.leftOut().isEmpty())
            report.put("ours_to_official", Math.round(100 * figures.ratio("ours", "official")) / 100.0);
        return report.put("rounds", rounds);
    }
}
