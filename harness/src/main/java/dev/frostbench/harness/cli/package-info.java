/// The command line: one class a command.
package dev.frostbench.harness.cli;
