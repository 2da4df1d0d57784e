package dev.frostbench.suites.selection;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.documents.Suggestion;
import dev.frostbench.suites.dataset.HashedName;
import dev.frostbench.suites.dataset.Row;
import dev.frostbench.suites.dataset.Rows;
import dev.frostbench.suites.file.FixtureChoice;
import dev.frostbench.suites.file.ImageFixture;
import dev.frostbench.suites.file.MadeFixture;
import dev.frostbench.suites.file.Part;
import dev.frostbench.suites.file.RowTemplate;
import dev.frostbench.suites.file.Suite;
import dev.frostbench.suites.kind.NearField;
import dev.frostbench.suites.task.Task;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads a suite's data sets into tasks.
final class TaskLoader {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*(/[A-Za-z0-9][A-Za-z0-9._+-]*)*");

    private final Suite suite;
    private final ProblemList problems;
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final Map<String, Problem> unreadable = new LinkedHashMap<>();

    TaskLoader(Suite suite, ProblemList problems) {
        this.suite = suite;
        this.problems = problems;
    }

    /// @param dataset replaces the one that the suite names
    /// @return by id, in the data sets' order
    Map<String, Task> load(Optional<Path> dataset) {
        if (dataset.isPresent() && suite.parts().size() > 1) {
            problems.add(Problem.of(suite.file().toString(), "--dataset", "is for a suite of one part",
                    "leave it out: each part names its own"));
            return tasks;
        }
        for (Part part : suite.parts()) {
            var path = dataset.or(part::dataset);
            if (path.isPresent()) read(part, path.get());
            else
                problems.add(Problem.of(suite.file().toString(), "part '" + part.name() + "'", "has no data set",
                        "give --dataset"));
        }
        return tasks;
    }

    /// Why a task cannot be judged, by its id.
    Map<String, Problem> unreadable() {
        return unreadable;
    }

    private void read(Part part, Path path) {
        var fields = new Fields(path.toString(), problems);
        try {
            problems.addAll(Rows.each(path, part.rows().idField(), row -> task(part, fields, row)));
        } catch (BadInput bad) {
            problems.addAll(bad.problems());
        }
    }

    private void task(Part part, Fields fields, Row row) {
        if (!fields.id(row, part)) return;
        boolean whole = true;
        for (String field : part.rows().textFields()) whole &= fields.text(row, field);
        if (!whole) return;
        part.rows().faults(row.fields()).forEach(fault -> problems
                .add(Problem.at(fields.file(), row.line(), fault.subject(), fault.wrong(), fault.cure())));
        part.rows().doubts(row.fields()).forEach(doubt -> problems
                .warn(Problem.at(fields.file(), row.line(), doubt.subject(), doubt.wrong(), doubt.cure())));
        String id = row.fields().get(part.rows().idField()).stringValue();
        part.rows().unreadable(row.fields()).ifPresent(fault -> unreadable.putIfAbsent(id,
                Problem.at(fields.file(), row.line(), fault.subject(), fault.wrong(), fault.cure())));
        var task = new Task(id, part.name(), fixture(part, id, fields.file(), row), row.fields());
        Task before = tasks.putIfAbsent(id, task);
        if (before == null) return;
        boolean here = before.part().equals(part.name());
        problems.add(Problem.at(fields.file(), row.line(), "task '" + id + "'",
                here ? "stands here a second time" : "is also a task of part '" + before.part() + "'",
                here ? "keep one of the two" : "give one of them another id: reports tell tasks apart by it"));
    }

    private String fixture(Part part, String id, String file, Row row) {
        Optional<FixtureChoice> choice = part.fixture(id);
        if (choice.isEmpty()) {
            problems.add(Problem.at(file, row.line(), "task '" + id + "'", "has no fixture",
                    "add it to `fixtures:` of " + suite.file()));
            return "";
        }
        String template = choice.get().template();
        boolean literal = choice.get() instanceof FixtureChoice.Named && part.fixtures().containsKey(id);
        if (literal) return template;
        Set<String> missing = RowTemplate.missing(template, row.fields());
        for (String field : missing)
            problems.add(Problem.at(file, row.line(), "'" + field + "'",
                    "is missing, and the fixture's template needs it",
                    Suggestion.cure(NearField.of(field, row.fields()), "mend `fixture:` in " + suite.file())));
        if (!missing.isEmpty()) return "";
        return switch (choice.get()) {
            case FixtureChoice.Named _ ->
                RowTemplate.filled(template, row.fields(), value -> named(value.asString()));
            case FixtureChoice.Image image -> image(image, file, row);
            case FixtureChoice.Dockerfile dockerfile ->
                made(dockerfile.made(row.fields()).orElseThrow(), "the Dockerfile", file, row);
        };
    }

    /// A row may name any image of a registry, but none on this machine unless the suite says so.
    private String image(FixtureChoice.Image choice, String file, Row row) {
        String reference = RowTemplate.filled(choice.template(), row.fields(), JsonNode::asString);
        if (ImageFixture.isHere(reference) && !ImageFixture.isHere(choice.template())) {
            wrong("the image", "names an image on this machine, which only a suite may do: '" + reference + "'", file,
                    row);
            return "";
        }
        return made(choice.made(row.fields()).orElseThrow(), "the image", file, row);
    }

    private String made(MadeFixture made, String subject, String file, Row row) {
        made.fault().ifPresent(what -> wrong(subject, what, file, row));
        return made.name();
    }

    private void wrong(String subject, String what, String file, Row row) {
        problems.add(Problem.at(file, row.line(), subject, what, "mend the row, or `fixture:` in " + suite.file()));
    }

    /// A value as a part of a fixture's name. Other characters are replaced, and a hash keeps the names of two values
    /// apart.
    private static String named(String value) {
        return NAME.matcher(value).matches() ? value : HashedName.of(value, 40, value, 4);
    }
}
