/// What proves a report: score files held against others and against the ledger, and signed statements about them.
package dev.frostbench.harness.proof;
