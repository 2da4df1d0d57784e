package dev.frostbench.harness.run;

import dev.frostbench.documents.Problem;
import dev.frostbench.harness.build.BuildListener;
import dev.frostbench.harness.execute.Progress;
import java.nio.file.Path;
import java.util.Set;

/// Hears about a run's progress, in the order of these methods.
public interface RunListener {

    /// Something in the inputs may mislead; the run goes on.
    void warning(Problem warning);

    /// Fixtures are about to be built. Closed once they are.
    BuildListener builds();

    /// Fixtures of the suite were used for the first time. They are pinned from now on.
    void locked(Path file);

    /// This machine has changed since fixtures were frozen. The run uses the frozen state.
    ///
    /// @param whats what is different
    /// @param renewal the command that freezes the present state
    void machineChanged(Set<String> whats, String renewal);

    /// Something that happened before samples are tried, in one line.
    void told(String line);

    /// The ledger's end was lost in a crash; the lost work is done again.
    void ledgerTorn();

    /// Samples are about to be tried. Closed once the ledger is.
    Attendance attend(RunControl control);

    /// Gets every sample. Closed before the ledger is.
    Progress progress();

    /// Something that may stop the run while it tries samples.
    interface Attendance extends AutoCloseable {
        @Override
        void close();
    }
}
