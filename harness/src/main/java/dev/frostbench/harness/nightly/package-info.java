/// Runs night after night: folders of them, and which of them are held against each other.
package dev.frostbench.harness.nightly;
