/// What Frostbench costs on this machine, and what the same costs without it.
package dev.frostbench.benchmarks;
