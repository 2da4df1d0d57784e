package dev.frostbench.server.version2;

import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.sandboxes.SandboxState;
import dev.frostbench.server.sandboxes.Tenanted;
import dev.frostbench.server.state.Tokens;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Creates that a client sends again under one key, because it does not know whether the first one was done. A repeat
/// gets the sandbox of the first.
///
/// Keys are known in one organisation each, which has room for 1,000: then the oldest is forgotten. All are forgotten
/// with the server, whose sandboxes end with it.
final class Repeats {

    static final HeaderName HEADER = HeaderNames.create("Idempotency-Key");
    private static final int MOST = 1000;
    private static final int LONGEST = 256;
    /// Begins the keys that the SDK makes of names. A name that is taken is a conflict here.
    private static final String OF_A_NAME = "name:";

    private final Map<String, Map<String, Done>> keys = new HashMap<>();

    /// What makes the sandbox.
    interface Making {
        Tenanted make() throws IOException;
    }

    private static final class Done {
        /// By which an equal one is known.
        private String wish;
        private Tenanted sandbox;
    }

    /// @param wish all that the client asks for
    /// @throws ApiFailure 409 if the key stands for another wish
    Tenanted once(String organisation, String key, String wish, Making making) throws IOException {
        if (key.isBlank() || key.startsWith(OF_A_NAME)) return making.make();
        if (key.length() > LONGEST)
            throw ApiFailure.badRequest("'" + HEADER.defaultCase() + "' is longer than " + LONGEST + " characters");
        Done done = of(organisation, key);
        String same = Tokens.of(key, wish);
        synchronized (done) {
            boolean isThere = done.sandbox != null && done.sandbox.record().state() != SandboxState.DESTROYED;
            if (isThere && !done.wish.equals(same))
                throw new ApiFailure(409, "IDEMPOTENCY_KEY_REUSED", ApiFailure.Source.API,
                        "'" + HEADER.defaultCase() + "' '" + key
                                + "' was used for another sandbox, of other parameters");
            if (isThere) return done.sandbox;
            done.sandbox = making.make();
            done.wish = same;
            return done.sandbox;
        }
    }

    private synchronized Done of(String organisation, String key) {
        return keys.computeIfAbsent(organisation, _ -> new LinkedHashMap<>() {

            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Done> eldest) {
                return size() > MOST;
            }
        }).computeIfAbsent(key, _ -> new Done());
    }
}
