/// The fixtures that a run needs, built and locked.
package dev.frostbench.harness.build;
