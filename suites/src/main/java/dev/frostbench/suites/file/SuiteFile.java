package dev.frostbench.suites.file;

import dev.frostbench.documents.BadInput;
import dev.frostbench.documents.Problem;
import dev.frostbench.documents.Suggestion;
import dev.frostbench.documents.YamlDocument;
import dev.frostbench.documents.YamlMapping;
import dev.frostbench.suites.file.PartYaml.LimitsYaml;
import dev.frostbench.suites.kind.Kinds;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads `suite.yaml`: a name, and one part inline or a list of `parts`.
public final class SuiteFile {

    record WholeYaml(String name, List<ObjectNode> parts) {}

    private final YamlDocument document;
    private final Path file;
    private final boolean several;
    private final List<Problem> problems = new ArrayList<>();

    private SuiteFile(Path file) {
        this.document = YamlDocument.read(file);
        this.file = file;
        this.several = document.tree().has("parts");
    }

    public static Suite read(Path file) {
        return new SuiteFile(file).suite();
    }

    private Suite suite() {
        if (!several && !document.tree().has("kind") && !document.tree().has("fixture"))
            throw new BadInput(document.problem("", "has neither 'kind' nor 'parts', so it is no suite",
                    "name a suite file; data and predictions "
                            + "are given by --dataset and --predictions"));
        List<WrittenPart> written = written();
        refuse();
        if (!several && written.getFirst().yaml().name().isEmpty())
            problems.add(document.problem("", "has no 'name'", "add `name: …`"));
        var parts = new ArrayList<Part>();
        var names = new HashSet<String>();
        for (WrittenPart part : written) {
            String called = part.name(several);
            part(part, called).ifPresent(parts::add);
            if (!names.add(called))
                problems.add(part.at().problem("", "is named '" + called + "' like another part",
                        "give it a `name:` of its own"));
        }
        if (written.isEmpty()) problems.add(document.problem("/parts", "is empty", "write at least one part"));
        refuse();
        return new Suite(document.tree().get("name").stringValue(), file, parts);
    }

    private void refuse() {
        if (!problems.isEmpty()) throw new BadInput(problems);
    }

    private List<WrittenPart> written() {
        List<YamlMapping> mappings = new ArrayList<>();
        if (several) {
            document.mapping("").bind(WholeYaml.class, List.of(), problems);
            JsonNode parts = document.tree().get("parts");
            for (int at = 0; at < parts.size(); at++)
                if (parts.path(at).isObject()) mappings.add(document.mapping("/parts/" + at));
        } else
            mappings.add(document.mapping(""));
        return mappings.stream().flatMap(mapping -> WrittenPart.read(mapping, problems).stream()).toList();
    }

    private Optional<Part> part(WrittenPart written, String called) {
        PartYaml yaml = written.yaml();
        YamlMapping at = written.at();
        if (written.own().isEmpty())
            problems.add(at.problem("/kind", "is '" + yaml.kind() + "'",
                    Suggestion.cure(yaml.kind(), Kinds.words(), "the kinds are: " + String.join(", ", Kinds.words()))));
        if (yaml.fixture().isEmpty() && yaml.fixtures().isEmpty())
            problems.add(at.problem("", "has no fixture", "add `fixture:` with a name or template"));
        var fixtures = new FixtureReader(at, file.toAbsolutePath().normalize().getParent(), problems);
        Optional<FixtureChoice> fixture = yaml.fixture().flatMap(node -> fixtures.read(node, "/fixture"));
        Map<String, FixtureChoice> single = fixtures.read(yaml.fixtures());
        Optional<Service> service = service(written);
        problems.addAll(written.strangers());
        var limits = limits(yaml.limits().orElse(LimitsYaml.none()), at);
        var timeout = yaml.timeout().flatMap(given -> quantity(given, at, "/timeout", Quantity::duration));
        written.own().ifPresent(own -> problems.addAll(own.problems(at)));
        if (!problems.isEmpty()) return Optional.empty();
        return written.own().map(own -> new Part(called, own.open(timeout, limits, file),
                yaml.dataset().map(file::resolveSibling), yaml.predictions().map(file::resolveSibling),
                fixture, single, service));
    }

    private Optional<Service> service(WrittenPart written) {
        if (written.yaml().service().isEmpty()) return Optional.empty();
        if (written.own().isPresent() && !written.own().get().kind().takesService())
            problems.add(written.at().problem("/service", "is no key of kind '" + written.yaml().kind() + "'",
                    "leave it out"));
        return new ServiceReader(written.at(), problems).read(written.yaml().service().get());
    }

    private ProcedureLimits limits(LimitsYaml yaml, YamlMapping at) {
        if (yaml.processes().isPresent() && yaml.processes().getAsInt() < 1)
            problems.add(at.problem("/limits/processes",
                    "is " + yaml.processes().getAsInt() + ", which lets nothing run", "write 1 or more"));
        if (yaml.cpus().isPresent() && !(yaml.cpus().getAsDouble() > 0 && yaml.cpus().getAsDouble() < 1e6))
            problems.add(at.problem("/limits/cpus",
                    "is " + yaml.cpus().getAsDouble() + ", which is no number of processors",
                    "write 1, 0.5 or the like"));
        return new ProcedureLimits(bytes(yaml.memory(), 4L << 30, at, "/limits/memory"), yaml.processes().orElse(512),
                yaml.cpus().orElse(2), bytes(yaml.disk(), 16L << 30, at, "/limits/disk"),
                bytes(yaml.output(), 64L << 20, at, "/limits/output"));
    }

    private long bytes(Optional<JsonNode> written, long standard, YamlMapping at, String below) {
        return written.map(value -> quantity(value, at, below, Quantity::bytes).orElse(0L)).orElse(standard);
    }

    /// A number without a unit gets the same message with and without quotes.
    private <T> Optional<T> quantity(JsonNode written, YamlMapping at, String below, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(written.isValueNode() ? written.asString() : written.toString()));
        } catch (IllegalArgumentException e) {
            problems.add(at.problem(below, "is wrong: " + e.getMessage(), "write a number and its unit"));
            return Optional.empty();
        }
    }
}
