/// What every command shares: exit codes, messages, standard output.
package dev.frostbench.harness.cli.console;
