/// This machine: its places, its store and backend, its load.
package dev.frostbench.harness.machine;
