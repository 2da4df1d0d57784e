/// Text that is safe on a terminal, and files that exist whole or not at all.
package dev.frostbench.reports.text;
