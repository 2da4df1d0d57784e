/// The commands that take container images into the store and give snapshots out as images.
package dev.frostbench.harness.cli.image;
