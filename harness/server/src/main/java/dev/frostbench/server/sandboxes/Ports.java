package dev.frostbench.server.sandboxes;

import dev.frostbench.fixtures.sandbox.Sandbox;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Callers;
import dev.frostbench.server.preview.Previewed;
import dev.frostbench.server.state.Tokens;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Who may reach which port of which sandbox. A token opens one port of one sandbox: the standing one for as long as
/// the sandbox lives, a signed one until its time is up.
public final class Ports implements Previewed {

    private static final int MOST_SIGNED = 10_000;

    private final Callers callers;
    private final Sandboxes sandboxes;
    private final Map<String, Signed> signed = new ConcurrentHashMap<>();

    private record Signed(String sandbox, int port, Instant until) {

        boolean opens(Tenanted asked, int wanted) {
            return sandbox.equals(asked.record().id()) && port == wanted;
        }
    }

    public Ports(Callers callers, Sandboxes sandboxes) {
        this.callers = callers;
        this.sandboxes = sandboxes;
    }

    @Override
    public Sandbox of(String id, int port, String token, Headers headers) {
        Tenanted sandbox = sandboxes.registry().byId(id).orElseThrow(Ports::refused);
        if (!sandbox.record().wish().isPublic() && !isOpenedBy(token, sandbox, port)) {
            if (!headers.contains(HeaderNames.AUTHORIZATION)) throw refused();
            if (!callers.of(headers).organisation().equals(sandbox.record().organisation())) throw refused();
        }
        return Sandboxes.running(sandbox).sandbox();
    }

    private static ApiFailure refused() {
        return ApiFailure.of(401, "the token opens no such port; ask for a new preview link");
    }

    private boolean isOpenedBy(String token, Tenanted sandbox, int port) {
        if (token.isEmpty()) return false;
        Signed found = signed.get(token);
        if (found != null) return found.opens(sandbox, port) && Instant.now().isBefore(found.until);
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8),
                standing(sandbox, port).getBytes(StandardCharsets.UTF_8));
    }

    /// The token that opens a port as long as the sandbox lives.
    String standing(Tenanted sandbox, int port) {
        return Tokens.of(sandbox.record().ports(), "port:" + port);
    }

    /// A token that opens a port for so many seconds, as long as the server lives.
    String signed(Tenanted sandbox, int port, int seconds) {
        Instant now = Instant.now();
        signed.values().removeIf(each -> each.until.isBefore(now));
        if (signed.size() >= MOST_SIGNED) throw ApiFailure.of(429, "too many signed preview links are valid now");
        String token = Tokens.fresh();
        signed.put(token, new Signed(sandbox.record().id(), port, now.plusSeconds(seconds)));
        return token;
    }

    void expire(Tenanted sandbox, int port, String token) {
        signed.computeIfPresent(token, (_, found) -> found.opens(sandbox, port) ? null : found);
    }
}
