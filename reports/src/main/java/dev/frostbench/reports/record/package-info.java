/// What reports are made from: one run, its results and its evidence.
package dev.frostbench.reports.record;
