/// A preview of the calls that version 2 of Daytona's SDK makes, over the same sandboxes and snapshots.
package dev.frostbench.server.version2;
