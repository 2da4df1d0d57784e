/// How modules that the harness does not know add to it.
package dev.frostbench.harness.extension;
