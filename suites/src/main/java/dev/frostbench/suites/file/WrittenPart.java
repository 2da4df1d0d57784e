package dev.frostbench.suites.file;

import dev.frostbench.documents.Problem;
import dev.frostbench.documents.YamlMapping;
import dev.frostbench.suites.kind.Kinds;
import dev.frostbench.suites.kind.OpenKind;
import dev.frostbench.suites.kind.PartKind;
import dev.frostbench.suites.kind.PartSettings;
import dev.frostbench.suites.procedure.Procedure.ProcedureLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A part as the suite file has it: the keys of every part, and those of its kind.
///
/// @param own empty if no kind has that word
record WrittenPart(YamlMapping at, PartYaml yaml, Optional<Own<?>> own) {

    /// The keys that only one kind knows.
    record Own<S extends Record>(PartKind<S> kind, S settings) {

        List<Problem> problems(YamlMapping at) {
            return kind.problems(settings, at);
        }

        OpenKind<S> open(Optional<Duration> timeout, ProcedureLimits limits, Path file) {
            return OpenKind.of(kind, new PartSettings<>(timeout, limits, file, settings));
        }
    }

    /// Empty if a problem was added.
    static Optional<WrittenPart> read(YamlMapping at, List<Problem> problems) {
        int before = problems.size();
        Optional<PartYaml> yaml = at.bind(PartYaml.class, Kinds.ownKeys(), problems);
        Optional<Own<?>> own = kind(at).flatMap(kind -> own(kind, at, problems));
        return problems.size() > before ? Optional.empty() : Optional.of(new WrittenPart(at, yaml.orElseThrow(), own));
    }

    private static Optional<PartKind<?>> kind(YamlMapping at) {
        JsonNode word = at.tree().path("kind");
        return word.isString() ? Kinds.named(word.stringValue()) : Optional.empty();
    }

    /// Does not check for unknown keys: they are reported elsewhere.
    private static <S extends Record> Optional<Own<?>> own(PartKind<S> kind, YamlMapping at, List<Problem> problems) {
        return at.bind(kind.settings(), at.tree().propertyNames(), problems)
                .map(settings -> new Own<>(kind, settings));
    }

    /// A problem for each key of another kind.
    List<Problem> strangers() {
        if (own.isEmpty()) return List.of();
        PartKind<?> kind = own.get().kind();
        List<String> known = YamlMapping.keys(kind.settings());
        return Kinds.ownKeys().stream().filter(key -> at.has(key) && !known.contains(key))
                .map(key -> at.problem("/" + key, "is no key of kind '" + kind.word() + "'", "leave it out"))
                .toList();
    }

    /// The name of the part.
    String name(boolean several) {
        return several ? yaml.name().orElse(yaml.kind()) : yaml.kind();
    }
}
