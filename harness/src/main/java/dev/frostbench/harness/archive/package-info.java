/// The suite of a run, as the run's folder keeps it.
package dev.frostbench.harness.archive;
