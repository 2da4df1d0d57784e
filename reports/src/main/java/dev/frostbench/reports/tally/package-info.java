/// Tallies: the numbers of a run, counted once and shown by every report.
package dev.frostbench.reports.tally;
