package dev.frostbench.suites.selection;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Problems of a suite's inputs, reported all at once. Equal problems of one file are reported once, and only as many
/// as people read. What may only mislead is kept apart, and refuses nothing.
final class ProblemList {

    /// How many problems are reported.
    static final int SHOWN = 20;

    private record Kind(String file, String subject, String wrong, String cure) {}

    private record Seen(Problem first, int times) {}

    private final String suite;
    private final Map<Kind, Seen> problems = new LinkedHashMap<>();
    private final Map<Kind, Seen> warnings = new LinkedHashMap<>();

    ProblemList(String suite) {
        this.suite = suite;
    }

    void add(Problem problem) {
        add(problem, problems);
    }

    void addAll(List<Problem> all) {
        all.forEach(this::add);
    }

    void warn(Problem doubt) {
        add(doubt, warnings);
    }

    private static void add(Problem problem, Map<Kind, Seen> to) {
        var kind = new Kind(problem.file(), problem.subject(), problem.wrong(), problem.cure());
        to.merge(kind, new Seen(problem, 1), (seen, _) -> new Seen(seen.first, seen.times + 1));
    }

    /// As many of these problems as people read.
    static List<Problem> shown(Collection<Problem> problems) {
        List<Problem> shown = new ArrayList<>(problems.stream().limit(SHOWN).toList());
        if (problems.size() > SHOWN) shown.add(more(shown.getFirst().file(), problems.size() - SHOWN));
        return shown;
    }

    private static Problem more(String file, int more) {
        return Problem.of(file, more + " more problems", "are not shown", "mend these first");
    }

    List<Problem> warnings() {
        return told(warnings);
    }

    /// Throws if there are problems.
    void refuse() {
        if (!problems.isEmpty()) throw new BadInput(told(problems));
    }

    private List<Problem> told(Map<Kind, Seen> all) {
        List<Problem> told = new ArrayList<>();
        all.values().stream().limit(SHOWN).forEach(seen -> told.add(counted(seen.first, seen.times - 1)));
        int more = all.size() - SHOWN;
        if (more > 0) told.add(more(suite, more));
        return told;
    }

    private static Problem counted(Problem problem, int others) {
        if (others == 0) return problem;
        return new Problem(problem.file(), problem.line(), problem.column(), problem.subject(),
                problem.wrong() + " (and in " + others + (others == 1 ? " more row)" : " more rows)"), problem.cure(),
                problem.excerpt());
    }
}
