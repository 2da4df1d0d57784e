/// Commands that run something in a sandbox.
package dev.frostbench.harness.cli.sandbox;
