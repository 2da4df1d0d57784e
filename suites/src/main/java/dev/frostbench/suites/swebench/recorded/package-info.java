/// Logs of earlier runs, in every layout that exists.
package dev.frostbench.suites.swebench.recorded;
