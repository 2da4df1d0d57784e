/// The commands `suites …`.
package dev.frostbench.harness.cli.suite;
