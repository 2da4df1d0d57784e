/// Snapshots as callers know them: which ones a caller may see, how images become some, and the calls about them.
package dev.frostbench.server.snapshots;
