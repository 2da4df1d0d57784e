/// The commands `compare` and `history`.
package dev.frostbench.harness.cli.nightly;
