/// The seam for kinds of benchmarks: what a kind reads, and what it makes of a task and a prediction.
package dev.frostbench.suites.kind;
