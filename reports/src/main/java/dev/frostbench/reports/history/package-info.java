/// A folder of runs as a history: scores, times and flakiness, night by night.
package dev.frostbench.reports.history;
