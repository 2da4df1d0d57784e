/// Commands that run to their end while the caller waits.
package dev.frostbench.server.toolbox.process;
