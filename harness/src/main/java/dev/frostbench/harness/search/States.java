package dev.frostbench.harness.search;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Outcome;
import java.io.IOException;

/// What a search needs of sandboxes: fork, run, freeze. Many threads may use it.
public interface States extends AutoCloseable {

    /// Where the search begins.
    State root();

    /// A running fork of a state.
    Branch fork(State state) throws IOException;

    /// The search needs a state no more.
    void forget(State state) throws IOException;

    /// Forgets all states.
    @Override
    void close() throws IOException;

    /// For one thread, except for [#stop].
    interface Branch extends AutoCloseable {

        Outcome run(Command command) throws IOException, InterruptedException;

        /// The state as it is now. The branch goes on above it.
        ///
        /// @param by what made the change
        State freeze(String by) throws IOException;

        /// Ends every command, also those that are started later. Any thread may call it.
        void stop() throws IOException;

        @Override
        void close() throws IOException;
    }
}
