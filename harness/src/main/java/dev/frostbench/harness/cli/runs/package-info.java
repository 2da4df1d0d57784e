/// The commands `runs …`.
package dev.frostbench.harness.cli.runs;
