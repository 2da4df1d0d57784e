/// The commands `reproduce`, `attest` and `verify`.
package dev.frostbench.harness.cli.proof;
