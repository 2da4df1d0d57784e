package dev.frostbench.harness.build;

import dev.frostbench.fixtures.recipe.BuildProgress;
import java.time.Duration;

/// Hears how many builds go on side by side. Called from several threads.
public interface BuildListener extends BuildProgress, AutoCloseable {

    /// @param fixtures how many will be built, with those below them
    /// @param alone whether only one of them is wanted: then the command ends with its failure and reports the cause
    void begin(int fixtures, boolean alone);

    void built(String fixture, Duration took);

    void failed(String fixture, Throwable failure);

    /// It is not built, because the one below it failed.
    void standsOnFailed(String fixture, String base);

    @Override
    void close();
}
