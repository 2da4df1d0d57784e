package dev.frostbench.server.http;

import dev.frostbench.server.state.Caller;
import dev.frostbench.server.state.Keys;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Who makes a request, by the key in its header `Authorization: Bearer KEY`, and whether it makes too many.
///
/// A key that was found is believed for two seconds, so a revoked one is refused within two seconds.
public final class Callers {

    private static final long BELIEVED = Duration.ofSeconds(2).toNanos();
    private static final int MOST_KNOWN = 10_000;
    private static final String SCHEME = "Bearer ";

    private final Keys keys;
    private final RateLimit limit;
    private final ConcurrentHashMap<String, Known> known = new ConcurrentHashMap<>();

    private record Known(Caller caller, long since) {}

    public Callers(Keys keys, RateLimit limit) {
        this.keys = keys;
        this.limit = limit;
    }

    /// @throws ApiFailure 401 without a valid key, 429 if the organisation makes too many requests
    public Caller of(ServerRequest request) {
        return of(request.headers());
    }

    /// The same for the headers of a request that wants to become a WebSocket.
    public Caller of(Headers headers) {
        String key = key(headers).orElseThrow(() -> ApiFailure.of(401,
                "a key is wanted: send the header 'Authorization: Bearer KEY'"));
        Caller caller = ofKey(key).orElseThrow(() -> ApiFailure.of(401, "the key is not known here, or was revoked"));
        count(caller.organisation());
        return caller;
    }

    private static Optional<String> key(Headers headers) {
        return headers.first(HeaderNames.AUTHORIZATION)
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip());
    }

    /// Whether the key of a request is still valid, which is not counted as a request.
    public boolean isKnown(Headers headers) {
        return key(headers).flatMap(this::ofKey).isPresent();
    }

    /// Counts a request that an organisation is answerable for, though its caller has no key.
    ///
    /// @throws ApiFailure 429 if it is one too many
    public void count(String organisation) {
        limit.count(organisation);
    }

    /// Whoever has this key.
    public Optional<Caller> ofKey(String key) {
        long now = System.nanoTime();
        Known before = known.get(key);
        if (before != null && now - before.since < BELIEVED) return Optional.of(before.caller);
        Optional<Caller> caller = keys.caller(key);
        if (known.size() >= MOST_KNOWN) known.clear();
        caller.ifPresentOrElse(found -> known.put(key, new Known(found, now)), () -> known.remove(key));
        return caller;
    }
}
