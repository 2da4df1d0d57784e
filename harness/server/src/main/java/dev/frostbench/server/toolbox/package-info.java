/// The calls inside a sandbox: files, commands, sessions, terminals, git.
package dev.frostbench.server.toolbox;
