package dev.frostbench.reports.explain;

import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.text.TerminalText;
import dev.frostbench.suites.grading.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The results that are `error`: because of the machine, a missing program or folder, or a fixture that was not built,
/// nobody knows what they are worth. Grouped by cause, the most frequent first.
///
/// @param tasks how many tasks have such a result
/// @param selected how many tasks were selected
public record Unjudged(int tasks, int selected, List<Cause> causes) {

    /// How many causes are listed, and how many tasks of a cause.
    private static final int SHOWN = 5;
    private static final int NAMED = 3;
    private static final int LONGEST = 300;

    public Unjudged {
        causes = List.copyOf(causes);
    }

    /// One cause.
    ///
    /// @param why of the first result with this cause
    public record Cause(String why, int samples, List<String> tasks, Set<String> fixtures) {
        public Cause {
            tasks = List.copyOf(tasks);
            fixtures = Set.copyOf(fixtures);
        }

        /// What a person can do about it.
        String cure() {
            String named = new TreeSet<>(fixtures).stream().limit(NAMED).map(name -> "'" + name + "'")
                    .reduce((a, b) -> a + ", " + b).orElse("") + (fixtures.size() > NAMED ? " …" : "");
            String fixture = (fixtures.size() == 1 ? "fixture " : "fixtures ") + named;
            if (why.startsWith("its fixture was not built")) return "mend the recipe of " + fixture;
            if (why.contains("the service of part '"))
                return "mend the suite's service in " + fixture + ", or see: ./frostbench doctor";
            if (why.contains("could not be started in the fixture"))
                return why.contains("workdir ")
                        ? "make the folder in the recipe of " + fixture + ", or mend the suite's workdir"
                        : "bring the program into the recipe of " + fixture + ", or mend the suite's command";
            return why.contains("ENOMEM") || why.contains("before the sandbox was built")
                    ? "raise the suite's limits: under these nothing can start"
                    : "see: ./frostbench doctor";
        }
    }

    public static Unjudged of(RunRecord run) {
        Map<String, Cause> causes = new LinkedHashMap<>();
        Set<String> tasks = new LinkedHashSet<>();
        for (Result result : run.results()) {
            if (!(result.grade().verdict() instanceof Verdict.Error)) continue;
            tasks.add(result.task().id());
            String why = TerminalText.line(result.grade().why().lines().findFirst().orElse(""));
            causes.merge(kind(why), new Cause(why, 1, List.of(result.task().id()), Set.of(result.task().fixture())),
                    Unjudged::both);
        }
        return new Unjudged(tasks.size(), run.info().selected(),
                causes.values().stream().sorted((a, b) -> b.samples - a.samples).toList());
    }

    /// Two causes that differ only in ids, numbers or addresses count as one.
    private static String kind(String why) {
        return why.replaceAll("[0-9a-f]*[0-9][0-9a-f]*", "0");
    }

    private static Cause both(Cause first, Cause more) {
        List<String> tasks = new ArrayList<>(first.tasks);
        more.tasks.stream().filter(task -> !tasks.contains(task) && tasks.size() <= NAMED).forEach(tasks::add);
        Set<String> fixtures = new LinkedHashSet<>(first.fixtures);
        fixtures.addAll(more.fixtures);
        return new Cause(first.why, first.samples + more.samples, tasks, fixtures);
    }

    public boolean isEmpty() {
        return causes.isEmpty();
    }

    /// Lines for a terminal, each cause once.
    ///
    /// @param goOn the options with which the same command continues the run
    public List<String> lines(String goOn) {
        List<String> lines = new ArrayList<>();
        lines.add(tasks + " of " + selected + (selected == 1 ? " task is" : " tasks are")
                + " 'error': what kept them from being judged is no fault of the answers");
        for (Cause cause : causes.stream().limit(SHOWN).toList()) {
            lines.add("  " + cause.samples + (cause.samples == 1 ? " sample (" : " samples (") + named(cause.tasks)
                    + "): "
                    + (cause.why.length() > LONGEST ? cause.why.substring(0, LONGEST) + "…" : cause.why));
            lines.add("    " + cause.cure());
        }
        if (causes.size() > SHOWN) lines.add("  and " + (causes.size() - SHOWN) + " more causes; scores.csv has each");
        lines.add("  then go on with the same command and " + goOn);
        return lines;
    }

    private static String named(List<String> tasks) {
        return TerminalText.line(String.join(", ", tasks.subList(0, Math.min(NAMED, tasks.size()))))
                + (tasks.size() > NAMED ? ", …" : "");
    }
}
