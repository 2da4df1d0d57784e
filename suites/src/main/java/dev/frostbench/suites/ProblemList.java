package dev.frostbench.suites;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Problems of a suite's inputs, to be told at once: equal ones of one file as one, and no more than people read.
final class ProblemList {

    /// How many are told.
    static final int SHOWN = 20;

    private record Kind(String file, String subject, String wrong, String cure) {}

    private final String suite;
    private final Map<Kind, Problem> first = new LinkedHashMap<>();
    private final Map<Kind, Integer> more = new LinkedHashMap<>();

    ProblemList(String suite) {
        this.suite = suite;
    }

    void add(Problem problem) {
        var kind = new Kind(problem.file(), problem.subject(), problem.wrong(), problem.cure());
        if (first.putIfAbsent(kind, problem) != null) more.merge(kind, 1, Integer::sum);
    }

    void addAll(List<Problem> problems) {
        problems.forEach(this::add);
    }

    /// Throws what there is, where there is something.
    void refuse() {
        if (first.isEmpty()) return;
        List<Problem> told = new ArrayList<>();
        first.forEach((kind, problem) -> told.add(more.containsKey(kind) ? counted(problem, more.get(kind)) : problem));
        if (told.size() <= SHOWN) throw new BadInput(told);
        var shown = new ArrayList<>(told.subList(0, SHOWN));
        shown.add(Problem.of(suite, (told.size() - SHOWN) + " more problems", "are not shown", "mend these first"));
        throw new BadInput(shown);
    }

    private static Problem counted(Problem problem, int others) {
        return new Problem(problem.file(), problem.line(), problem.column(), problem.subject(),
                problem.wrong() + " (and in " + others + " more rows)", problem.cure(), problem.excerpt());
    }
}
