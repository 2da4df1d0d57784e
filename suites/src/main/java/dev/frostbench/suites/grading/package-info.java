/// Grading: evidence in, verdict out. Pure functions: no clock, no disk, no network.
package dev.frostbench.suites.grading;
