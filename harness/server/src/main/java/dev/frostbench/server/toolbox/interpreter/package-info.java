/// Interpreters that keep their state between pieces of code.
package dev.frostbench.server.toolbox.interpreter;
