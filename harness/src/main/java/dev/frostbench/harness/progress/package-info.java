/// What people see while they wait: one line that is written again on a terminal, a line now and then elsewhere.
package dev.frostbench.harness.progress;
