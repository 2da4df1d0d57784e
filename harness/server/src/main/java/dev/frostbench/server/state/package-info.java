/// What the server remembers in its database: organisations, keys, sandboxes, snapshots, and who did what.
package dev.frostbench.server.state;
