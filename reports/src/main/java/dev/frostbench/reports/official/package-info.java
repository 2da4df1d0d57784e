/// What the benchmarks' own tools would have written about the same run.
package dev.frostbench.reports.official;
