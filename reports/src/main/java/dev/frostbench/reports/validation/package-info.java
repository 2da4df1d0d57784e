/// Whether the tasks of a suite prove anything: results of their own solutions, and of no change at all.
package dev.frostbench.reports.validation;
