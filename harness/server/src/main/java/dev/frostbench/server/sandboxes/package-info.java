/// Sandboxes as callers know them: their records, their life, and the calls about them.
package dev.frostbench.server.sandboxes;
