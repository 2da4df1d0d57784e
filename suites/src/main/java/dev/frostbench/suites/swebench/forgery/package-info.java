/// Whether a passing log is to be believed: the control, the test machinery, the log held against itself.
package dev.frostbench.suites.swebench.forgery;
