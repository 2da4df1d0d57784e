/// What reports are functions of: one run, its results and its evidence.
package dev.frostbench.reports.record;
