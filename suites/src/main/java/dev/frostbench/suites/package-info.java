/// Suites: files that map tasks to fixtures and say how they are run and graded.
package dev.frostbench.suites;
