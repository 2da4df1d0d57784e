/// Commands for snapshots.
package dev.frostbench.harness.cli.snapshot;
