/// Runs on Kubernetes, in a module of its own: the Jobs of a run, the API server, and what is said about them.
package dev.frostbench.harness.kubernetes;
