/// The command `submit`.
package dev.frostbench.harness.cli.submit;
