package dev.frostbench.harness.build;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.fixtures.leaks.Answer;
import dev.frostbench.fixtures.leaks.Leak;
import dev.frostbench.fixtures.leaks.LeakScan;
import dev.frostbench.fixtures.leaks.LeakScan.Suspect;
import dev.frostbench.fixtures.snapshot.Snapshot;
import dev.frostbench.fixtures.store.LocalStore;
import dev.frostbench.harness.build.LeakReport.Found;
import dev.frostbench.reports.text.FirstNames;
import dev.frostbench.reports.text.TerminalText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Refuses fixtures that give the answers of their tasks away.
///
/// @param subject of messages: the suite's file, or the command
/// @param answers by the fixture; a fixture without one is searched for commits alone
/// @param allowed fixtures and tasks that the user lets stand
public record LeakCheck(LocalStore store, String subject, Map<String, List<Answer>> answers, Set<String> allowed) {

    /// If there are more, a message names no others.
    private static final int NAMED = 4;

    /// Throws `BadInput` with every leak that is not allowed.
    public LeakReport check(Map<String, Snapshot> fixtures) throws IOException {
        refuseUnknown(fixtures.keySet());
        List<Found> found = find(fixtures);
        List<Problem> problems = found.stream().filter(one -> !one.isIn(allowed)).map(this::problem).toList();
        if (!problems.isEmpty()) throw new BadInput(problems);
        return new LeakReport(new TreeSet<>(fixtures.keySet()), found);
    }

    /// Everything that fixtures give away.
    public List<Found> find(Map<String, Snapshot> fixtures) throws IOException {
        Map<String, Suspect> suspects = new TreeMap<>();
        fixtures.forEach((name, snapshot) -> suspects.put(name,
                new Suspect(snapshot, answers.getOrDefault(name, List.of(Answer.UNKNOWN)))));
        List<Found> all = new ArrayList<>();
        for (var fixture : new LeakScan(store).scan(suspects).entrySet()) {
            Map<Leak, SortedSet<String>> tasks = new LinkedHashMap<>();
            fixture.getValue().forEach((answer, leaks) -> leaks.forEach(leak -> {
                SortedSet<String> ids = tasks.computeIfAbsent(leak, _ -> new TreeSet<>());
                if (!answer.isUnknown()) ids.add(answer.id());
            }));
            tasks.forEach((leak, ids) -> all.add(new Found(fixture.getKey(), ids, leak)));
        }
        return all;
    }

    private void refuseUnknown(Collection<String> fixtures) {
        List<Problem> problems = allowed.stream()
                .filter(id -> !fixtures.contains(id)
                        && answers.values().stream().flatMap(List::stream).noneMatch(one -> one.id().equals(id)))
                .map(id -> Problem.of(subject, "--allow-leak '" + id + "'", "is no fixture and no task of this",
                        "name one of: " + some(fixtures)))
                .toList();
        if (!problems.isEmpty()) throw new BadInput(problems);
    }

    private Problem problem(Found found) {
        String what = found.leak().path() + " " + found.leak().what();
        return Problem.of(subject, "fixture '" + found.fixture() + "'",
                "gives " + (found.tasks().isEmpty() ? "answers" : "the answer of " + some(found.tasks())) + " away: "
                        + TerminalText.line(what),
                found.leak().kind().cure() + "; or go on all the same with --allow-leak " + found.fixture());
    }

    /// The first of some names, and how many more there are.
    public static String some(Collection<String> names) {
        return FirstNames.of(names.stream().sorted().toList(), NAMED);
    }
}
