/// The command `search`.
package dev.frostbench.harness.cli.search;
