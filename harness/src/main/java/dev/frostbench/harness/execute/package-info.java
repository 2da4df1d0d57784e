/// Carrying out the jobs of a plan: the runner, its executor, sandboxes and attempts.
package dev.frostbench.harness.execute;
