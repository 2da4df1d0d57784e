package dev.frostbench.server.search;

import dev.frostbench.fixtures.sandbox.Command;
import dev.frostbench.fixtures.sandbox.Outcome;
import dev.frostbench.harness.search.State;
import dev.frostbench.harness.search.States;
import dev.frostbench.server.sandboxes.Places;
import java.io.IOException;

/// States whose branches count with the sandboxes of an organisation.
record CountedStates(States below, Places places) implements States {

    @Override
    public State root() {
        return below.root();
    }

    @Override
    public Branch fork(State state) throws IOException {
        try {
            places.take();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while it waited for a place", stopped);
        }
        try {
            return new CountedBranch(below.fork(state), places);
        } catch (IOException | RuntimeException failure) {
            places.giveBack();
            throw failure;
        }
    }

    @Override
    public void forget(State state) throws IOException {
        below.forget(state);
    }

    @Override
    public void close() throws IOException {
        below.close();
    }

    private record CountedBranch(Branch below, Places places) implements Branch {

        @Override
        public Outcome run(Command command) throws IOException, InterruptedException {
            return below.run(command);
        }

        @Override
        public State freeze(String by) throws IOException {
            return below.freeze(by);
        }

        @Override
        public void stop() throws IOException {
            below.stop();
        }

        @Override
        public void close() throws IOException {
            try {
                below.close();
            } finally {
                places.giveBack();
            }
        }
    }
}
