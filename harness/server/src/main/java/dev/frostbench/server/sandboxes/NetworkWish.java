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

    private static final int LONGEST = 4096;

    static NetworkWish of(Fields fields) {
        return new NetworkWish(false, Optional.empty(), Optional.empty()).with(fields);
    }

    NetworkWish with(Fields fields) {
        return new NetworkWish(fields.flag("networkBlockAll").orElse(blockAll),
                list(fields, "networkAllowList").or(() -> allowList),
                list(fields, "domainAllowList").or(() -> domains));
    }

    private static Optional<String> list(Fields fields, String name) {
        return fields.text(name).map(text -> {
            if (text.length() > LONGEST)
                throw ApiFailure.badRequest("'" + name + "' has more than " + LONGEST + " characters");
            return text;
        });
    }
}
