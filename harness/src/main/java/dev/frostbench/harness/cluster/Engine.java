package dev.frostbench.harness.cluster;

import java.io.IOException;
import java.util.List;

/// A scheduler of a cluster. It starts a command once for each share of a round, and again if a node is lost: at least
/// once each.
public interface Engine {

    /// As people call it.
    String name();

    /// Throws before any work begins if the engine cannot be used: `BadInput` for a wrong option, else `IOException`
    /// with the cure.
    void check() throws IOException, InterruptedException;

    /// Whether shares begin once they are submitted. If not, somebody else has to start them.
    default boolean begins() {
        return true;
    }

    /// Has all shares of a round done.
    ///
    /// @return how the engine calls this job
    String submit(Submission submission) throws IOException, InterruptedException;

    Queue queue(String job) throws IOException, InterruptedException;

    /// Ends what is left of a job. Does nothing if nothing is.
    void cancel(String job) throws IOException, InterruptedException;

    /// What became of the shares of a job that is no longer in the queue; only of those that went wrong, if that is
    /// known.
    List<Ended> ended(String job) throws IOException, InterruptedException;

    /// What is left of a job.
    ///
    /// @param waiting shares that have not begun
    /// @param running shares that are on a node
    /// @param why the engine's word for why shares wait; empty if none does
    /// @param cure what to do about it
    record Queue(int waiting, int running, String why, String cure) {

        public static final Queue EMPTY = new Queue(0, 0, "", "");

        public boolean isEmpty() {
            return waiting == 0 && running == 0;
        }
    }

    /// A share that did not end well.
    ///
    /// @param number from 1
    /// @param state the engine's word
    /// @param cure what to do about it; empty if only the share's log can tell
    record Ended(int number, String state, String cure) {}
}
