package dev.frostbench.suites;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.documents.Suggestion;
import dev.frostbench.documents.YamlDocument;
import dev.frostbench.suites.humaneval.HumanEvalKind;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/// Reads `suite.yaml`: a name, and one part inline or a list of `parts`.
public final class SuiteFile {

    private static final List<PartKind> KINDS = List.of(new HumanEvalKind());

    record WholeYaml(String name, List<PartYaml> parts) {}

    record SingleYaml(String name, String kind, Optional<String> dataset, Optional<String> predictions,
            Optional<String> fixture, Map<String, String> fixtures, Optional<String> timeout,
            Optional<LimitsYaml> limits, Optional<String> environments, List<String> command, Optional<String> parser) {
        PartYaml part() {
            return new PartYaml(Optional.of(kind), kind, dataset, predictions, fixture, fixtures, timeout, limits,
                    environments, command, parser);
        }
    }

    record PartYaml(Optional<String> name, String kind, Optional<String> dataset, Optional<String> predictions,
            Optional<String> fixture, Map<String, String> fixtures, Optional<String> timeout,
            Optional<LimitsYaml> limits, Optional<String> environments, List<String> command,
            Optional<String> parser) {}

    record LimitsYaml(Optional<String> memory, OptionalInt processes, OptionalDouble cpus, Optional<String> disk,
            Optional<String> output) {}

    private final YamlDocument document;
    private final Path file;
    private final List<Problem> problems = new ArrayList<>();

    private SuiteFile(Path file) {
        this.document = YamlDocument.read(file);
        this.file = file;
    }

    public static Suite read(Path file) {
        return new SuiteFile(file).suite();
    }

    private Suite suite() {
        boolean several = document.tree().has("parts");
        String name;
        List<PartYaml> written;
        if (several) {
            var whole = document.as(WholeYaml.class);
            name = whole.name();
            written = whole.parts();
        } else {
            var single = document.as(SingleYaml.class);
            name = single.name();
            written = List.of(single.part());
        }
        var parts = new ArrayList<Part>();
        var names = new HashSet<String>();
        for (int i = 0; i < written.size(); i++) {
            String at = several ? "/parts/" + i : "";
            part(written.get(i), at).ifPresent(parts::add);
            String called = written.get(i).name().orElse(written.get(i).kind());
            if (!names.add(called)) problems.add(document.problem(at, "is named '" + called + "' like another part",
                    "give it a `name:` of its own"));
        }
        if (written.isEmpty()) problems.add(document.problem("/parts", "is empty", "write at least one part"));
        if (!problems.isEmpty()) throw new BadInput(problems);
        return new Suite(name, file, parts);
    }

    private Optional<Part> part(PartYaml yaml, String at) {
        var kind = KINDS.stream().filter(known -> known.word().equals(yaml.kind())).findFirst();
        List<String> words = KINDS.stream().map(PartKind::word).toList();
        if (kind.isEmpty()) {
            problems.add(document.problem(at + "/kind", "is '" + yaml.kind() + "'", Suggestion.nearest(yaml.kind(), words)
                    .map(near -> "did you mean '" + near + "'?").orElse("the kinds are: " + String.join(", ", words))));
        }
        if (yaml.fixture().isEmpty() && yaml.fixtures().isEmpty()) {
            problems.add(document.problem(at, "has no fixture", "add `fixture:` with a name or template"));
        }
        var limits = limits(yaml.limits().orElse(new LimitsYaml(Optional.empty(), OptionalInt.empty(),
                OptionalDouble.empty(), Optional.empty(), Optional.empty())), at + "/limits");
        var timeout = yaml.timeout().flatMap(text -> quantity(text, at + "/timeout", Quantity::duration));
        var settings = new PartSettings(timeout, limits, yaml.environments().map(file::resolveSibling), yaml.command(),
                yaml.parser());
        return kind.map(known -> new Part(yaml.name().orElse(yaml.kind()), known, known.open(settings), settings,
                yaml.dataset().map(file::resolveSibling), yaml.predictions().map(file::resolveSibling), yaml.fixture(),
                yaml.fixtures()));
    }

    private ProcedureLimits limits(LimitsYaml yaml, String at) {
        return new ProcedureLimits(bytes(yaml.memory(), "4GiB", at + "/memory"), yaml.processes().orElse(512),
                yaml.cpus().orElse(2), bytes(yaml.disk(), "16GiB", at + "/disk"),
                bytes(yaml.output(), "64MiB", at + "/output"));
    }

    private long bytes(Optional<String> text, String standard, String at) {
        return quantity(text.orElse(standard), at, Quantity::bytes).orElse(0L);
    }

    private <T> Optional<T> quantity(String text, String at, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (IllegalArgumentException e) {
            problems.add(document.problem(at, "is wrong: " + e.getMessage(), "write a number and its unit"));
            return Optional.empty();
        }
    }
}
