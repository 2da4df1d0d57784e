/// Carrying out a plan: run folders, workers, attempts, progress.
package dev.frostbench.harness.run;
