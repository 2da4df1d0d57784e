/// Tree search over real states: fork one, try a command, freeze, score, and go on where it is best.
package dev.frostbench.harness.search;
