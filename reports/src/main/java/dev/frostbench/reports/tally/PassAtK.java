package dev.frostbench.reports.tally;

/// The unbiased estimator of pass@k: `1 - C(n-c, k) / C(n, k)` (Chen et al. 2021, section 2.1).
public final class PassAtK {

    private PassAtK() {}

    /// @param n samples of one problem
    /// @param c those that passed
    public static double of(int n, int c, int k) {
        if (k < 1 || k > n || c < 0 || c > n) {
            throw new IllegalArgumentException(
                    "wanted 1 <= k <= n and 0 <= c <= n, got n=" + n + " c=" + c + " k=" + k);
        }
        if (n - c < k) return 1;
        double allFail = 1;
        for (int i = n - c + 1; i <= n; i++) allFail *= 1 - (double) k / i;
        return 1 - allFail;
    }
}
