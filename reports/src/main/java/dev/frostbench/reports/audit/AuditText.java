package dev.frostbench.reports.audit;

import dev.frostbench.reports.audit.Answer.State;
import dev.frostbench.reports.text.TerminalText;
import dev.frostbench.suites.audit.Question;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// An audit as people read it: a line for each task with an answer that is not right, and counts for all.
public final class AuditText {

    private static final String MARK = "!";
    private static final String GAP = "  ";

    private AuditText() {}

    /// The table for a terminal, with the counts below it.
    public static String of(Audit audit) {
        List<TaskAudit> wrong = audit.tasks().stream().filter(task -> !task.isRight()).toList();
        StringBuilder text = new StringBuilder();
        if (!wrong.isEmpty()) table(text, wrong);
        counts(audit).forEach(line -> text.append(TerminalText.line(line)).append('\n'));
        return text.toString();
    }

    private static void table(StringBuilder text, List<TaskAudit> tasks) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("task"));
        for (Question question : Question.values()) head.add(question.word());
        head.add("why");
        rows.add(head);
        for (TaskAudit task : tasks) {
            List<String> row = new ArrayList<>(List.of(TerminalText.line(task.id())));
            for (Question question : Question.values()) row.add(cell(task, question));
            row.add(TerminalText.line(task.why()));
            rows.add(row);
        }
        int last = head.size() - 1;
        for (List<String> row : rows) {
            for (int column = 0; column < last; column++) {
                int at = column;
                int width = rows.stream().mapToInt(other -> other.get(at).length()).max().orElse(0);
                text.append(String.format(Locale.ROOT, "%-" + width + "s", row.get(column))).append(GAP);
            }
            text.append(row.get(last)).append('\n');
        }
    }

    /// The verdicts, with a mark if they are not what they should be.
    public static String cell(TaskAudit task, Question question) {
        State state = task.state(question);
        String verdicts = state == State.NOT_ASKED ? State.NOT_ASKED.word() : task.verdicts(question);
        return state == State.RIGHT ? verdicts : verdicts + MARK;
    }

    /// How many tasks answer what, a line for each question.
    public static List<String> counts(Audit audit) {
        List<String> lines = new ArrayList<>();
        int tasks = audit.tasks().size();
        long right = audit.tasks().stream().filter(TaskAudit::isRight).count();
        lines.add(tasks + (tasks == 1 ? " task" : " tasks") + ", of which " + right
                + (right == 1 ? " gives" : " give") + " all four answers as " + (right == 1 ? "it" : "they")
                + " should");
        Arrays.stream(Question.values()).map(question -> count(audit, question)).forEach(lines::add);
        lines.add(fooled(audit));
        return lines;
    }

    private static String count(Audit audit, Question question) {
        Map<State, Integer> states = new EnumMap<>(State.class);
        Map<String, Integer> verdicts = new TreeMap<>();
        for (TaskAudit task : audit.tasks()) {
            states.merge(task.state(question), 1, Integer::sum);
            task.to(question).forEach(
                    answer -> answer.verdicts().forEach((word, runs) -> verdicts.merge(word, runs, Integer::sum)));
        }
        return question.word() + " should score " + (question.scores() ? 1 : 0) + ": "
                + states.entrySet().stream().map(state -> state.getKey().word() + " " + state.getValue())
                        .collect(Collectors.joining(", "))
                + (verdicts.isEmpty() ? ""
                        : verdicts.entrySet().stream().map(verdict -> verdict.getKey() + " " + verdict.getValue())
                                .collect(Collectors.joining(", ", " (runs: ", ")")));
    }

    private static String fooled(Audit audit) {
        Map<String, int[]> ways = new LinkedHashMap<>();
        for (TaskAudit task : audit.tasks())
            for (Answer answer : task.to(Question.CHEAT)) {
                if (answer.state() == State.NOT_ASKED || answer.state() == State.ERROR) continue;
                int[] count = ways.computeIfAbsent(answer.model(), _ -> new int[2]);
                count[0] += answer.isOfficiallyFooled() ? 1 : 0;
                count[1]++;
            }
        long tasks = audit.tasks().stream().filter(TaskAudit::isOfficiallyFooled).count();
        return "the official verdict is fooled in " + tasks + " of " + audit.tasks().size() + " tasks"
                + (ways.isEmpty() ? ""
                        : ways.entrySet().stream()
                                .map(way -> way.getKey() + " " + way.getValue()[0] + " of " + way.getValue()[1])
                                .collect(Collectors.joining(", ", " (", ")")));
    }
}
