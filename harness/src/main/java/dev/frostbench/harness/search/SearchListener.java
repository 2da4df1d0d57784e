package dev.frostbench.harness.search;

import java.io.IOException;

/// Hears of a search while it goes on.
public interface SearchListener {

    /// A node was added. Nodes come in the order of their ids, on the thread that runs the search. A scored node is in
    /// the hand of the search until its states are closed.
    void added(Node node) throws IOException;
}
