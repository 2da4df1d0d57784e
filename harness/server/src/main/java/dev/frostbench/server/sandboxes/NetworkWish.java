package dev.frostbench.server.sandboxes;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Fields;
import java.util.Optional;

/// What a sandbox may reach.
///
/// @param blockAll nothing
/// @param allowList address ranges with commas between them, if only those
/// @param domains names with commas between them, if only those
public record NetworkWish(boolean blockAll, Optional<String> allowList, Optional<String> domains) {

    /// Nothing is narrowed.
    public static final NetworkWish OPEN = new NetworkWish(false, Optional.empty(), Optional.empty());
    private static final int LONGEST = 4096;

    static NetworkWish of(Fields fields) {
        return OPEN.with(fields);
    }

    /// This wish with what a request names.
    public NetworkWish with(Fields fields) {
        return new NetworkWish(fields.flag("networkBlockAll").orElse(blockAll),
                list(fields, "networkAllowList", allowList), list(fields, "domainAllowList", domains));
    }

    NetworkWish shut() {
        return new NetworkWish(true, allowList, domains);
    }

    /// An empty list takes an earlier one away.
    private static Optional<String> list(Fields fields, String name, Optional<String> before) {
        Optional<String> list = fields.text(name);
        if (list.filter(text -> text.length() > LONGEST).isPresent())
            throw ApiFailure.badRequest("'" + name + "' has more than " + LONGEST + " characters");
        return list.or(() -> before).filter(text -> !text.isBlank());
    }
}
