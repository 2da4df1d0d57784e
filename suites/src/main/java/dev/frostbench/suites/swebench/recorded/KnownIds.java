package dev.frostbench.suites.swebench.recorded;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Ids of instances, by what files and folders of theirs are called.
final class KnownIds {

    private final Map<String, String> byName = new HashMap<>();

    KnownIds(Collection<String> ids) {
        ids.forEach(id -> byName.put(id.replace("/", "__"), id));
        ids.forEach(id -> byName.put(id, id));
    }

    boolean holds(String id) {
        return id.equals(byName.get(id));
    }

    /// The id that the name is, or the longest that it begins with before a `.`.
    Optional<String> named(String name) {
        if (byName.containsKey(name)) return Optional.of(byName.get(name));
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1))
            if (byName.containsKey(name.substring(0, dot))) return Optional.of(byName.get(name.substring(0, dot)));
        return Optional.empty();
    }

    /// What follows the id and its dot in a name; all of it where it names no known id.
    String after(String name) {
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1))
            if (byName.containsKey(name.substring(0, dot))) return name.substring(dot + 1);
        return name;
    }
}
