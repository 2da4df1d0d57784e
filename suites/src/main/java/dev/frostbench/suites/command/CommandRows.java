package dev.frostbench.suites.command;

import dev.frostbench.documents.Suggestion;
import dev.frostbench.suites.kind.NearField;
import dev.frostbench.suites.kind.RowRules;
import dev.frostbench.suites.task.TestList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// The fields that a part names itself, and those that its templates use.
record CommandRows(CommandSettings settings) implements RowRules {

    /// The fields of a part that names none.
    static final CommandRows STANDARD = new CommandRows(CommandSettings.of(new CommandKeys(Optional.empty(),
            Optional.of(new CommandKeys.Prediction(Optional.empty(), Optional.of("/"), Optional.empty())), Map.of(),
            List.of(), Optional.empty(), Optional.empty(), List.of(), Optional.empty())));

    @Override
    public String idField() {
        return settings.id();
    }

    @Override
    public List<String> textFields() {
        return List.of();
    }

    @Override
    public String predictionField() {
        return settings.prediction();
    }

    @Override
    public Optional<String> goldField() {
        return settings.gold();
    }

    @Override
    public List<Fault> faults(ObjectNode row) {
        List<Fault> faults = new ArrayList<>();
        for (String field : settings.templateFields())
            if (!Template.isText(row.get(field)))
                faults.add(new Fault("'" + field + "'", row.has(field) ? "is not text" : "is missing",
                        "a template of the suite names it; "
                                + Suggestion.cure(NearField.of(field, row), "write {{ for a brace that is none")));
        if (faults.isEmpty()) paths(row, faults);
        if (settings.parser().isPresent()) tests(row, faults);
        return faults;
    }

    /// A row may bring anything, and a template may make a path of it.
    private void paths(ObjectNode row, List<Fault> faults) {
        for (Template template : settings.filePaths()) {
            String path = template.filled(row);
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (path.indexOf('\0') < 0 && !Set.of("", ".", "..").contains(name)) continue;
            faults.add(new Fault("the path '" + template.text() + "'",
                    "is '" + path + "' here, which no file can have", "mend the row, or the suite's template"));
        }
        settings.words().filter(word -> word.filled(row).indexOf('\0') >= 0).findFirst()
                .ifPresent(word -> faults.add(new Fault("'" + word.text() + "'",
                        "has a zero byte here, which no argument of a command can have", "mend the row")));
    }

    private void tests(ObjectNode row, List<Fault> faults) {
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
}
