/// Runs held against each other, task by task, and what is said about it.
package dev.frostbench.reports.comparison;
