/// What a benchmark is to the command line.
package dev.frostbench.harness.bench;
