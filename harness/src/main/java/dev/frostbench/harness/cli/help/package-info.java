/// What the command line says of itself: help, a manual page, and completions for shells.
package dev.frostbench.harness.cli.help;
