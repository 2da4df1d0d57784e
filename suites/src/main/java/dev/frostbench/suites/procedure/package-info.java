/// Procedures and evidence: the ordered steps that try a prediction in a sandbox, as data, and what was seen.
package dev.frostbench.suites.procedure;
