/// Rows of data sets and predictions, from every form they come in.
package dev.frostbench.suites.dataset;
