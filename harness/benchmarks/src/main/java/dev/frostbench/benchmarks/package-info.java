/// What Frostbench costs on this machine, beside what the same costs without it.
package dev.frostbench.benchmarks;
