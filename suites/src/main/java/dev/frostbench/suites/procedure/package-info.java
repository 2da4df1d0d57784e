/// Procedures, the steps that try a prediction in a sandbox, as data; and evidence, what was observed.
package dev.frostbench.suites.procedure;
