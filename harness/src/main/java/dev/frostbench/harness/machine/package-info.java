/// This machine: its folders, its store and backend, its load.
package dev.frostbench.harness.machine;
