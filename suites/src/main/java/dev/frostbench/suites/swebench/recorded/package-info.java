/// Logs of earlier runs, in every layout that is met.
package dev.frostbench.suites.swebench.recorded;
