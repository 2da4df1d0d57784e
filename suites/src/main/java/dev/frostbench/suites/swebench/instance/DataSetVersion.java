package dev.frostbench.suites.swebench.instance;

/// Which major version of swebench a row was published for.
public enum DataSetVersion {
    FOUR,
    /// Its rows bring their own evaluation script, parser or way of grading.
    FIVE
}
