package dev.frostbench.reports.comparison;

import dev.frostbench.reports.record.RunRecord.Circumstances;
import dev.frostbench.reports.record.RunRecord.RunInfo;
import dev.frostbench.reports.record.RunRecord.Sitting;
import dev.frostbench.suites.grading.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/// A run as comparisons see it: verdicts without their evidence.
///
/// @param name as the user calls it
/// @param contestants in the order of their first answers
/// @param untried samples that were planned and not tried yet
public record ScoredRun(String name, RunInfo info, Circumstances circumstances, List<Contestant> contestants,
        int untried) {

    public ScoredRun {
        contestants = List.copyOf(contestants);
    }

    /// The verdict of one sample.
    ///
    /// @param row digest of the data set's row
    /// @param cost what the model took for the answer, in US dollars, if that is known
    public record Sample(String task, String part, String row, String model, Verdict verdict, String why,
            Duration took, OptionalDouble cost) {}

    /// @param samples in the data set's order
    public static ScoredRun of(String name, RunInfo info, Circumstances circumstances, Iterable<Sample> samples,
            int untried) {
        Map<String, Set<String>> models = new LinkedHashMap<>();
        Set<String> all = new LinkedHashSet<>();
        for (Sample sample : samples) {
            models.computeIfAbsent(sample.part(), _ -> new LinkedHashSet<>()).add(sample.model());
            all.add(sample.model());
        }
        // as a tally counts them: models that answered different parts make up one run
        boolean apart = models.values().stream().anyMatch(part -> part.size() > 1);
        String together = String.join(", ", all.stream().filter(model -> !model.isEmpty()).toList());
        Map<String, Map<String, Tries>> tasks = new LinkedHashMap<>();
        for (Sample sample : samples)
            tasks.computeIfAbsent(apart ? sample.model() : together, _ -> new LinkedHashMap<>())
                    .merge(sample.task(), first(sample), (before, one) -> with(before, one));
        List<Contestant> contestants = new ArrayList<>();
        tasks.forEach((model, tries) -> contestants.add(new Contestant(model, new LinkedHashMap<>(tries))));
        return new ScoredRun(name, info, circumstances, contestants, untried);
    }

    private static Tries first(Sample sample) {
        return new Tries(sample.task(), sample.part(), sample.row(), new TreeMap<>(Map.of(sample.verdict().word(), 1)),
                sample.took(), sample.verdict().passed() ? "" : sample.why(), sample.cost());
    }

    private static Tries with(Tries before, Tries one) {
        var verdicts = new TreeMap<>(before.verdicts());
        one.verdicts().forEach((word, n) -> verdicts.merge(word, n, Integer::sum));
        return new Tries(before.task(), before.part(), before.row(), verdicts, before.took().plus(one.took()),
                before.why().isEmpty() ? one.why() : before.why(), Cost.sum(before.cost(), one.cost()));
    }

    /// When its first process began; empty if the ledger does not say.
    public Optional<Instant> began() {
        return circumstances.sittings().stream().map(Sitting::began).findFirst();
    }

    /// When its last process ended; empty if it was cut off.
    public Optional<Instant> ended() {
        return circumstances.sittings().isEmpty() ? Optional.empty() : circumstances.sittings().getLast().ended();
    }

    /// How long its processes worked; empty if one was cut off.
    public Optional<Duration> took() {
        var sittings = circumstances.sittings();
        if (sittings.isEmpty() || sittings.stream().anyMatch(sitting -> sitting.ended().isEmpty()))
            return Optional.empty();
        return Optional.of(sittings.stream().map(sitting -> Duration.between(sitting.began(), sitting.ended().get()))
                .reduce(Duration.ZERO, Duration::plus));
    }

    /// The contestant of that name; the only one there is, whatever its name; else empty.
    public Optional<Contestant> contestant(String model) {
        if (contestants.size() == 1) return Optional.of(contestants.getFirst());
        return contestants.stream().filter(each -> each.model().equals(model)).findFirst();
    }
}
