/// Terminals of a sandbox, each shown to any number of callers.
package dev.frostbench.server.toolbox.terminal;
