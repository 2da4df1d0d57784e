/// Any command as a benchmark: the suite file says where a prediction goes, what runs, and what counts as resolved.
package dev.frostbench.suites.command;
