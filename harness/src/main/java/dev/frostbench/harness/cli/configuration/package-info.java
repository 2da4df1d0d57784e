/// Options that files give, as words of the command line.
package dev.frostbench.harness.cli.configuration;
