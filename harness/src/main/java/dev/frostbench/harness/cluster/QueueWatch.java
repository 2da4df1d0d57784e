package dev.frostbench.harness.cluster;

import dev.frostbench.harness.cluster.Engine.Ended;
import dev.frostbench.harness.cluster.Engine.Queue;
import dev.frostbench.harness.execute.Executor.Results;
import dev.frostbench.reports.text.TerminalText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Looks after a job in the queue of an engine, and says once what people should know of it: why shares wait, that the
/// engine does not answer, and in the end why shares have failed.
final class QueueWatch {

    private static final int NAMED = 3;
    private static final int TIRED = 30;

    private final Engine engine;
    private final String job;
    private final Duration patience;
    private final Results results;
    private final long began = System.nanoTime();
    private final Set<String> told = new HashSet<>();
    private int unanswered;

    /// @param patience shares may wait so long before the user learns why
    QueueWatch(Engine engine, String job, Duration patience, Results results) {
        this.engine = engine;
        this.job = job;
        this.patience = patience;
        this.results = results;
    }

    /// Whether nothing is left in the queue. If the engine does not answer, the nodes may go on all the same.
    boolean isOver() throws IOException, InterruptedException {
        Queue queue;
        try {
            queue = engine.queue(job);
            unanswered = 0;
        } catch (IOException failure) {
            if (++unanswered == 1) results.note(failure.getMessage() + "; asking again");
            if (unanswered > TIRED) throw failure;
            return false;
        }
        if (queue.waiting() > 0 && System.nanoTime() - began >= patience.toNanos()) tell(queue);
        return queue.isEmpty();
    }

    /// A reason often comes and goes, with other details each time. Its word and what helps are told once.
    private void tell(Queue queue) {
        if (queue.why().isEmpty() || !told.add(queue.why().replaceAll(":.*", "") + queue.cure())) return;
        results.note(engine.name() + " job " + job + ": " + queue.waiting() + " shares wait, " + queue.running()
                + " run; the cluster's reason is " + queue.why() + ": " + queue.cure()
                + "; Ctrl-C ends the run and keeps what is finished");
    }

    /// Why jobs have no result although nothing is left in the queue.
    IOException lost(Round round, int left, Path run) throws IOException, InterruptedException {
        List<Ended> ended = engine.ended(job);
        String shares = ended.stream().limit(NAMED).map(share -> "share " + share.number() + ": " + share.state()
                + (share.cure().isEmpty() ? "" : " (" + share.cure() + ")") + said(round, share))
                .collect(Collectors.joining("; "));
        return new IOException(engine.name() + " job " + job + " has ended, and " + left + " samples have no result"
                + (shares.isEmpty() ? "" : ": " + shares)
                + (ended.size() > NAMED ? "; and " + (ended.size() - NAMED) + " more shares" : "")
                + "; what they printed is in " + round.logs() + "; what is finished is kept: go on with the same"
                + " command and --resume --out " + run);
    }

    private static String said(Round round, Ended share) {
        if (!share.cure().isEmpty()) return "";
        try {
            return round.lastLine(share.number()).map(line -> ": " + TerminalText.line(line)).orElse("");
        } catch (IOException unreadable) {
            return "";
        }
    }
}
