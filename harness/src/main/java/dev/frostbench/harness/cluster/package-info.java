/// Runs whose jobs other machines carry out: rounds of jobs, the engines that start them, and what a node does.
package dev.frostbench.harness.cluster;
