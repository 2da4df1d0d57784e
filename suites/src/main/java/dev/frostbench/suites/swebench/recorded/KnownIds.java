package dev.frostbench.suites.swebench.recorded;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Ids of instances, found in the names of files and folders.
final class KnownIds {

    private final Map<String, String> byName = new HashMap<>();

    KnownIds(Collection<String> ids) {
        ids.forEach(id -> byName.put(id.replace("/", "__"), id));
        ids.forEach(id -> byName.put(id, id));
    }

    boolean holds(String id) {
        return id.equals(byName.get(id));
    }

    /// The id that equals the name, or the longest one that it begins with before a `.`.
    Optional<String> named(String name) {
        if (byName.containsKey(name)) return Optional.of(byName.get(name));
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1))
            if (byName.containsKey(name.substring(0, dot))) return Optional.of(byName.get(name.substring(0, dot)));
        return Optional.empty();
    }

    /// The part of a name after the id and its dot; the whole name if it has no known id.
    String after(String name) {
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1))
            if (byName.containsKey(name.substring(0, dot))) return name.substring(dot + 1);
        return name;
    }
}
