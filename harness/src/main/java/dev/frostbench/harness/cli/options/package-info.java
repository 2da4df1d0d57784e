/// Options that several commands take.
package dev.frostbench.harness.cli.options;
