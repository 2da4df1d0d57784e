/// What may be said of rates and of differences between them: intervals, exact tests, corrections.
package dev.frostbench.reports.statistics;
