package dev.frostbench.benchmarks;

import dev.frostbench.harness.bench.Bench;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How many HumanEval samples a second are scored by forks of a running interpreter, with each command started from
/// nothing, and by the official evaluator: whole runs with start-up and reports, in turn. The first two must write the
/// same scores.
public final class WarmBenchmark implements Bench {

    @Override
    public String name() {
        return "warm";
    }

    @Override
    public String about() {
        return "HumanEval samples a second, warm, cold and officially: DATASET SAMPLES [ROUNDS]";
    }

    @Override
    public Optional<String> lacks(List<String> args) {
        return HumanEvalSitting.lacks(name(), args);
    }

    @Override
    public JsonNode run(List<String> args) throws IOException, InterruptedException {
        int rounds = new Arguments(name(), args, "DATASET SAMPLES ROUNDS").number(2, 1);
        ObjectNode report = JsonMapper.shared().createObjectNode();
        Figures figures = new Figures();
        try (var sitting = HumanEvalSitting.open(args)) {
            sitting.leftOut().ifPresent(why -> report.put("official_left_out", why));
            for (int round = 0; round < rounds; round++) {
                figures.add("warm", sitting.ours(), true);
                String warm = sitting.scores();
                figures.add("cold", sitting.ours("--cold"), true);
                report.put("same_scores", sitting.scores().equals(warm) && report.path("same_scores").asBoolean(true));
                if (sitting.leftOut().isEmpty()) figures.add("official", sitting.official(), true);
            }
            long samples = sitting.samples();
            report.put("samples", samples);
            for (String name : figures.names())
                report.put(name + "_per_s", Math.round(samples * 1e10 / figures.median(name)) / 10.0);
        }
        return report.put("rounds", rounds);
    }
}
