package dev.frostbench.suites.command;

import dev.frostbench.suites.kind.Benchmark;
import dev.frostbench.suites.kind.NearField;
import dev.frostbench.suites.kind.PartKind;
import dev.frostbench.suites.kind.PartSettings;
import dev.frostbench.suites.task.TestList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// `command`: any command, judged by its exit code or by a parser; the part itself says what its fields are called.
public final class CommandKind implements PartKind {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Optional<CommandSettings> settings;

    public CommandKind() {
        this(Optional.empty());
    }

    private CommandKind(Optional<CommandSettings> settings) {
        this.settings = settings;
    }

    @Override
    public PartKind of(PartSettings part) {
        return new CommandKind(part.command());
    }

    @Override
    public String word() {
        return "command";
    }

    @Override
    public String idField() {
        return settings.map(CommandSettings::id).orElse("task_id");
    }

    @Override
    public List<String> textFields() {
        return List.of();
    }

    @Override
    public String predictionField() {
        return settings.map(CommandSettings::prediction).orElse("prediction");
    }

    @Override
    public boolean countsSamples() {
        return true;
    }

    @Override
    public List<String> keys() {
        return List.of("id", "prediction", "files", "command", "workdir", "parser", "tests", "gold");
    }

    @Override
    public List<Fault> faults(ObjectNode row) {
        List<Fault> faults = new ArrayList<>();
        if (settings.isEmpty()) return faults;
        for (String field : settings.get().templateFields())
            if (!Template.isText(row.get(field)))
                faults.add(new Fault("'" + field + "'", row.has(field) ? "is not text" : "is missing",
                        "a template of the suite names it; "
                                + NearField.of(field, row).map(near -> "did you mean '" + near + "'?")
                                        .orElse("write {{ for a brace that is none")));
        if (settings.get().parser().isPresent()) tests(row, settings.get(), faults);
        return faults;
    }

    private static void tests(ObjectNode row, CommandSettings settings, List<Fault> faults) {
        boolean some = false;
        for (String field : settings.tests()) {
            var names = TestList.of(row.path(field));
            if (row.has(field) && names.isEmpty())
                faults.add(new Fault("'" + field + "'", "is no list of test names", "write a list of strings"));
            some |= names.map(list -> !list.isEmpty()).orElse(true);
        }
        if (settings.tests().stream().noneMatch(row::has) || !some)
            faults.add(new Fault("the row", "names no test that must pass",
                    NearField.cure(settings.tests().getFirst(), row)
                            .orElse("list them in " + String.join(" or ", settings.tests()))));
    }

    @Override
    public Optional<String> goldField() {
        return settings.flatMap(CommandSettings::gold);
    }

    @Override
    public Duration standardTimeout() {
        return TIMEOUT;
    }

    @Override
    public Benchmark open(PartSettings part) {
        return new CommandBenchmark(part.command().orElseThrow(), part.timeout().orElse(TIMEOUT), part.limits());
    }
}
