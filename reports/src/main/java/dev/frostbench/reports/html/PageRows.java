package dev.frostbench.reports.html;

import dev.frostbench.reports.record.RunRecord;
import dev.frostbench.reports.record.RunRecord.Result;
import dev.frostbench.reports.standings.Repository;
import dev.frostbench.reports.standings.Times;
import dev.frostbench.reports.text.TerminalText;
import dev.frostbench.suites.task.Task;
import gg.jte.Content;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import tools.jackson.databind.node.JsonNodeFactory;

/// The rows of the table: as data for the page's script, and as they are shown where no script runs.
final class PageRows {

    private static final int LONGEST_REASON = 300;

    private PageRows() {}

    /// A row of the table. Every text of it is safe to show.
    ///
    /// @param group the task's repository, or its part if it has none
    /// @param anchor the task's id on the first row of a task, else empty
    public record Row(String task, String anchor, int sample, String verdict, String part, String group, String model,
            String why, double seconds) {}

    /// Read from the run each time it is traversed.
    static Iterable<Row> of(RunRecord run) {
        return () -> StreamSupport.stream(run.results().spliterator(), false).map(new Rows()).iterator();
    }

    /// A JSON array, in which a row is an array too.
    static Content data(Iterable<Row> rows) {
        return out -> {
            out.writeContent("[");
            String comma = "\n";
            for (Iterator<Row> each = rows.iterator(); each.hasNext(); comma = ",\n") {
                Row row = each.next();
                out.writeContent(comma + ScriptData.of(JsonNodeFactory.instance.arrayNode().add(row.task)
                        .add(row.sample).add(row.verdict).add(row.group).add(row.model).add(row.why).add(row.part)
                        .add(Math.round(row.seconds * 1000) / 1000.0)));
            }
            out.writeContent("\n]");
        };
    }

    private static final class Rows implements Function<Result, Row> {

        private Task before;
        private String group;

        @Override
        public Row apply(Result result) {
            Task task = result.task();
            boolean first = before == null || !task.id().equals(before.id());
            before = task;
            if (first) group = Repository.of(task).isEmpty() ? task.part() : Repository.of(task);
            String id = TerminalText.clean(task.id());
            String why = result.grade().why();
            return new Row(id, first ? "task-" + id : "", result.sample(), result.grade().verdict().word(),
                    TerminalText.clean(task.part()), TerminalText.clean(group), TerminalText.clean(result.model()),
                    TerminalText.clean(why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) + "…" : why),
                    Times.seconds(result));
        }
    }
}
