/// Ports of sandboxes, reached through the server.
package dev.frostbench.server.preview;
