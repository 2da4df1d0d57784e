package dev.frostbench.server.sandboxes;

import dev.frostbench.server.http.Fields;
import java.util.Optional;

/// What a sandbox may reach.
///
/// @param blockAll nothing
/// @param allowList address ranges with commas between them, if only those
/// @param domains names with commas between them, if only those
public record NetworkWish(boolean blockAll, Optional<String> allowList, Optional<String> domains) {

    static NetworkWish of(Fields fields) {
        return new NetworkWish(false, Optional.empty(), Optional.empty()).with(fields);
    }

    NetworkWish with(Fields fields) {
        return new NetworkWish(fields.flag("networkBlockAll").orElse(blockAll),
                fields.text("networkAllowList").or(() -> allowList), fields.text("domainAllowList").or(() -> domains));
    }
}
