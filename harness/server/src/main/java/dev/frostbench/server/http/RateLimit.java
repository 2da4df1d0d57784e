package dev.frostbench.server.http;

import java.util.concurrent.ConcurrentHashMap;

/// How many requests each organisation may make: a bucket of tokens that is filled again at a steady rate, so that one
/// organisation cannot take the server from the others.
public final class RateLimit {

    private static final double SECOND = 1e9;

    private final int rate;
    private final int burst;
    private final ConcurrentHashMap<String, Bucket> buckets = new ConcurrentHashMap<>();

    private record Bucket(double tokens, long at) {}

    /// @param rate requests a second in the long run
    /// @param burst requests at once
    public RateLimit(int rate, int burst) {
        this.rate = rate;
        this.burst = burst;
    }

    /// Counts one request.
    ///
    /// @throws ApiFailure 429 if it is one too many
    public void count(String organisation) {
        long now = System.nanoTime();
        Bucket after = buckets.compute(organisation, (_, before) -> {
            double tokens = before == null ? burst
                    : Math.min(burst, Math.max(0, before.tokens) + (now - before.at) / SECOND * rate);
            return new Bucket(tokens - 1, now);
        });
        if (after.tokens < 0)
            throw ApiFailure.of(429, "the organisation makes more than " + rate + " requests a second; try again");
    }
}
