/// Whether to believe a passing log: the control, the test machinery, and contradictions within the log.
package dev.frostbench.suites.swebench.forgery;
