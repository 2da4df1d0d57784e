/// Whether the tasks of a suite prove anything: what came of their own solutions and of no change at all.
package dev.frostbench.reports.validation;
