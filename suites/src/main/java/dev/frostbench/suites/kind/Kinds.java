package dev.frostbench.suites.kind;

import dev.frostbench.documents.YamlMapping;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// All kinds that can be found: those that ship, and those of other jars.
public final class Kinds {

    private static final List<PartKind<?>> ALL = found();

    private Kinds() {}

    private static List<PartKind<?>> found() {
        List<PartKind<?>> kinds = ServiceLoader.load(PartKind.class).stream()
                .<PartKind<?>>map(ServiceLoader.Provider::get).toList();
        kinds.stream().collect(Collectors.groupingBy(PartKind::word)).values().stream().filter(same -> same.size() > 1)
                .findFirst().ifPresent(same -> {
                    throw new IllegalStateException("two kinds are called '" + same.getFirst().word() + "': " + same);
                });
        return kinds;
    }

    /// The kinds in the order in which they are registered.
    public static List<PartKind<?>> all() {
        return ALL;
    }

    public static Optional<PartKind<?>> named(String word) {
        return ALL.stream().filter(kind -> kind.word().equals(word)).findFirst();
    }

    public static List<String> words() {
        return ALL.stream().map(PartKind::word).toList();
    }

    /// Every key of a part that only one kind knows.
    public static Set<String> ownKeys() {
        return ALL.stream().flatMap(kind -> YamlMapping.keys(kind.settings()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
