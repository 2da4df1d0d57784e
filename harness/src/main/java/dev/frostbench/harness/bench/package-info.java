/// Benchmarks as the command line sees them.
package dev.frostbench.harness.bench;
