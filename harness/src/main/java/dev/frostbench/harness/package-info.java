/// The program: planning, running, the ledger and the command line.
package dev.frostbench.harness;
