package dev.frostbench.server.search;

import java.time.Duration;

/// Tells those who follow a search that it has grown or ended.
final class News {

    private int nodes;
    private int followers;

    /// @param all how many nodes there are now
    synchronized void added(int all) {
        nodes = all;
        notifyAll();
    }

    synchronized void changed() {
        notifyAll();
    }

    /// How many nodes there are to tell of.
    synchronized int nodes() {
        return nodes;
    }

    /// What may be true of a search.
    interface Condition {
        boolean holds();
    }

    /// Waits until there are more nodes than so many, the search is over, or the time is.
    ///
    /// @return how many nodes there are
    synchronized int await(int more, Condition over, Duration longest) throws InterruptedException {
        long until = System.nanoTime() + longest.toNanos();
        while (nodes <= more && !over.holds()) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) break;
            wait(left);
        }
        return nodes;
    }

    synchronized void follow(int change) {
        followers += change;
    }

    /// How many follow it now.
    synchronized int followers() {
        return followers;
    }
}
