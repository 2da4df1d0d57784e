package dev.frostbench.suites.file;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.documents.Suggestion;
import dev.frostbench.documents.YamlDocument;
import dev.frostbench.suites.command.CommandKind;
import dev.frostbench.suites.command.CommandSettings;
import dev.frostbench.suites.file.PartYaml.LimitsYaml;
import dev.frostbench.suites.humaneval.HumanEvalKind;
import dev.frostbench.suites.kind.PartKind;
import dev.frostbench.suites.kind.PartSettings;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import dev.frostbench.suites.swebench.SwebenchKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Reads `suite.yaml`: a name, and one part inline or a list of `parts`.
public final class SuiteFile {

    public static final List<PartKind> KINDS = List.of(new HumanEvalKind(), new SwebenchKind(), new CommandKind());

    /// Keys that one kind alone knows.
    private static final Set<String> SPECIAL = KINDS.stream().flatMap(kind -> kind.keys().stream())
            .collect(Collectors.toCollection(TreeSet::new));

    record WholeYaml(String name, List<PartYaml> parts) {}

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
        if (!several && !document.tree().has("kind") && !document.tree().has("fixture"))
            throw new BadInput(document.problem("", "has neither 'kind' nor 'parts', so it is no suite",
                    "name a suite file; data and predictions "
                            + "are given by --dataset and --predictions"));
        String name;
        List<PartYaml> written;
        if (several) {
            var whole = document.as(WholeYaml.class);
            name = whole.name();
            written = whole.parts();
        } else {
            var single = document.as(PartYaml.class);
            name = single.name().orElse("");
            written = List.of(single);
            if (single.name().isEmpty()) problems.add(document.problem("", "has no 'name'", "add `name: …`"));
        }
        var parts = new ArrayList<Part>();
        var names = new HashSet<String>();
        for (int i = 0; i < written.size(); i++) {
            String at = several ? "/parts/" + i : "";
            String called = several ? written.get(i).name().orElse(written.get(i).kind()) : written.get(i).kind();
            part(written.get(i), called, at).ifPresent(parts::add);
            if (!names.add(called))
                problems.add(document.problem(at, "is named '" + called + "' like another part",
                        "give it a `name:` of its own"));
        }
        if (written.isEmpty()) problems.add(document.problem("/parts", "is empty", "write at least one part"));
        if (!problems.isEmpty()) throw new BadInput(problems);
        return new Suite(name, file, parts);
    }

    private Optional<Part> part(PartYaml yaml, String called, String at) {
        var kind = KINDS.stream().filter(known -> known.word().equals(yaml.kind())).findFirst();
        List<String> words = KINDS.stream().map(PartKind::word).toList();
        if (kind.isEmpty()) {
            problems.add(document.problem(at + "/kind", "is '" + yaml.kind() + "'",
                    Suggestion.nearest(yaml.kind(), words)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("the kinds are: " + String.join(", ", words))));
        }
        if (yaml.fixture().isEmpty() && yaml.fixtures().isEmpty()) {
            problems.add(document.problem(at, "has no fixture", "add `fixture:` with a name or template"));
        }
        kind.ifPresent(known -> strangers(known, at));
        var limits = limits(yaml.limits().orElse(LimitsYaml.none()), at + "/limits");
        var timeout = yaml.timeout().flatMap(written -> quantity(written, at + "/timeout", Quantity::duration));
        boolean isCommand = kind.filter(known -> known instanceof CommandKind).isPresent();
        var command = isCommand ? yaml.commandSettings(document, at, problems) : Optional.<CommandSettings>empty();
        if (!problems.isEmpty()) return Optional.empty();
        var settings = new PartSettings(timeout, limits,
                file.resolveSibling(yaml.environments().orElse("environments")), command);
        return kind.map(known -> known.of(settings))
                .map(known -> new Part(called, known, known.open(settings), settings,
                        yaml.dataset().map(file::resolveSibling), yaml.predictions().map(file::resolveSibling),
                        yaml.fixture(),
                        yaml.fixtures()));
    }

    /// Keys of another kind.
    private void strangers(PartKind kind, String at) {
        var part = document.tree().at(at);
        for (String key : SPECIAL)
            if (part.has(key) && !kind.keys().contains(key))
                problems.add(
                        document.problem(at + "/" + key, "is no key of kind '" + kind.word() + "'", "leave it out"));
    }

    private ProcedureLimits limits(LimitsYaml yaml, String at) {
        if (yaml.processes().isPresent() && yaml.processes().getAsInt() < 1)
            problems.add(document.problem(at + "/processes",
                    "is " + yaml.processes().getAsInt() + ", which lets nothing run", "write 1 or more"));
        if (yaml.cpus().isPresent() && !(yaml.cpus().getAsDouble() > 0 && yaml.cpus().getAsDouble() < 1e6))
            problems.add(document.problem(at + "/cpus",
                    "is " + yaml.cpus().getAsDouble() + ", which is no number of processors",
                    "write 1, 0.5 or the like"));
        return new ProcedureLimits(bytes(yaml.memory(), 4L << 30, at + "/memory"), yaml.processes().orElse(512),
                yaml.cpus().orElse(2), bytes(yaml.disk(), 16L << 30, at + "/disk"),
                bytes(yaml.output(), 64L << 20, at + "/output"));
    }

    private long bytes(Optional<JsonNode> written, long standard, String at) {
        return written.map(value -> quantity(value, at, Quantity::bytes).orElse(0L)).orElse(standard);
    }

    /// A number without a unit is told as that, whether it stands in quotes or not.
    private <T> Optional<T> quantity(JsonNode written, String at, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(written.isValueNode() ? written.asString() : written.toString()));
        } catch (IllegalArgumentException e) {
            problems.add(document.problem(at, "is wrong: " + e.getMessage(), "write a number and its unit"));
            return Optional.empty();
        }
    }
}
