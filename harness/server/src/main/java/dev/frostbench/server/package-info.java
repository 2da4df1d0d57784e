/// The server for agents: `frostbench serve`, its settings and its parts put together.
package dev.frostbench.server;
