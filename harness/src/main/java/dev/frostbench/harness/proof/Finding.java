package dev.frostbench.harness.proof;

/// A file that is not as it should be.
///
/// @param file its name in the run's folder
/// @param wrong how it is wrong, e.g. `is gone`
public record Finding(String file, String wrong) {

    @Override
    public String toString() {
        return file + ": " + wrong;
    }
}
