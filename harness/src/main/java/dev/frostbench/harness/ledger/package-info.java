/// The append-only, checksummed record of a run; every report is a function of it.
package dev.frostbench.harness.ledger;
