/// What a run is going to do, and which part of it one process does.
package dev.frostbench.harness.plan;
