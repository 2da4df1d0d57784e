/// Snapshots as callers know them: which ones a caller may see, and the calls about them.
package dev.frostbench.server.snapshots;
