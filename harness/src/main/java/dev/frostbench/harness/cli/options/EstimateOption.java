package dev.frostbench.harness.cli.options;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.reports.tally.Estimates;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `--k`: which pass@k the reports show.
public final class EstimateOption {

    /// The key in `run.json`.
    private static final String KEY = "k";

    @Option(names = "--k", paramLabel = "K,…",
            description = "Which pass@k to report, such as 1,5,10; by default 1, 10 and 100, if there are so many"
                    + " samples.")
    private String k;

    /// Throws `BadInput` if it is not a list of numbers.
    public void check() {
        numbers();
    }

    public void writeInto(ObjectNode sheet) {
        if (k == null) return;
        var array = sheet.putArray(KEY);
        numbers().forEach(array::add);
    }

    /// The estimates that a run was asked for.
    public static Estimates of(ObjectNode sheet) {
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode number : sheet.path(KEY)) numbers.add(number.asInt());
        return numbers.isEmpty() ? Estimates.STANDARD : Estimates.of(numbers);
    }

    private List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        if (k == null) return numbers;
        for (String number : k.split(",", -1)) {
            if (!number.strip().matches("0*[1-9][0-9]{0,8}"))
                throw new BadInput(Problem.of("--k", "'" + k + "'", "is no list of numbers from 1",
                        "write for example --k 1,5,10"));
            numbers.add(Integer.parseInt(number.strip()));
        }
        return Estimates.of(numbers).k();
    }
}
