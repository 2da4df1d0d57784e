package dev.frostbench.harness.search;

import java.io.IOException;

/// A search from its beginning to its end, see [Rounds].
public final class TreeSearch {

    private final Search search;
    private final Growth growth;

    /// @param states stay open after the search, since the tree's states are theirs
    /// @param workers how many sandboxes may be open at a time
    public TreeSearch(Search search, States states, int workers, SearchListener listener) {
        this.search = search;
        this.growth = new Growth(search, states, workers, listener);
    }

    /// Searches until there is a reason to end. Call it once. Its time has been running since the constructor.
    ///
    /// @throws IOException if a listener fails
    public SearchResult run() throws IOException, InterruptedException {
        try (growth) {
            End end = new Rounds(search, growth).run();
            return new SearchResult(growth.tree(), end, growth.sandboxes());
        }
    }

    /// Ends the search soon. Any thread may call it.
    public void stop() throws IOException {
        growth.stop();
    }
}
