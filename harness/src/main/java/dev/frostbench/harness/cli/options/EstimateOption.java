package dev.frostbench.harness.cli.options;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.reports.tally.Estimates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// `--k`: which pass@k the reports show.
public final class EstimateOption {

    @Option(names = "--k", paramLabel = "K,…",
            description = "Which pass@k to report, such as 1,5,10; by default 1, 10 and 100, if there are so many"
                    + " samples.")
    private String k;

    /// Those that were asked for; empty for the standard ones. Throws `BadInput` if it is not a list of numbers.
    public Optional<Estimates> asked() {
        return k == null ? Optional.empty() : Optional.of(Estimates.of(numbers()));
    }

    private List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        for (String number : k.split(",", -1)) {
            if (!number.strip().matches("0*[1-9][0-9]{0,8}"))
                throw new BadInput(Problem.of("--k", "'" + k + "'", "is no list of numbers from 1",
                        "write for example --k 1,5,10"));
            numbers.add(Integer.parseInt(number.strip()));
        }
        return numbers;
    }
}
