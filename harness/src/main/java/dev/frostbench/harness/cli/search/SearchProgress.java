package dev.frostbench.harness.cli.search;

import dev.frostbench.harness.cli.console.Plural;
import dev.frostbench.harness.search.Node;
import dev.frostbench.harness.search.Score;
import dev.frostbench.reports.text.TerminalText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;

/// Progress in lines: one for each new best score, and otherwise one every ten seconds.
final class SearchProgress {

    private static final long BETWEEN = Duration.ofSeconds(10).toNanos();

    private final PrintWriter err;
    private Optional<Score> best = Optional.empty();
    private int nodes;
    private long said = System.nanoTime();

    SearchProgress(PrintWriter err) {
        this.err = err;
    }

    void added(Node node) {
        nodes++;
        Optional<Score> score = node.score();
        if (score.isPresent() && (best.isEmpty() || score.get().compareTo(best.get()) > 0)) {
            best = score;
            say(line(node) + " scores " + score.get());
        } else if (System.nanoTime() - said >= BETWEEN) {
            say(Plural.of(nodes, "node") + ", best score " + best.map(Score::toString).orElse("none"));
        }
    }

    private void say(String line) {
        err.println("search: " + line);
        err.flush();
        said = System.nanoTime();
    }

    /// A node and how it came to be.
    static String line(Node node) {
        return "n" + node.id()
                + node.origin().map(origin -> ", " + TerminalText.line(origin.candidate().name()) + " after n"
                        + origin.parent() + ",").orElse(", the root,");
    }
}
