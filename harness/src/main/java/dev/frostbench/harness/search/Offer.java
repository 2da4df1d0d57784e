package dev.frostbench.harness.search;

import java.util.List;

/// The candidates of one node, in the order in which they are tried.
///
/// @param trouble why there are none; else empty
public record Offer(List<Candidate> candidates, String trouble) {

    public Offer {
        candidates = List.copyOf(candidates);
    }

    public static Offer of(List<Candidate> candidates) {
        return new Offer(candidates, "");
    }

    static Offer none(String trouble) {
        return new Offer(List.of(), trouble);
    }
}
