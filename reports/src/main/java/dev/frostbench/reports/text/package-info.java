/// Text that is safe on a terminal, and files that are there whole or not at all.
package dev.frostbench.reports.text;
