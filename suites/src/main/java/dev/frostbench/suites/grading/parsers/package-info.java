/// The parsers of swebench 4.1.0, to the letter: of a test named twice the last status stands. What today's runners
/// mean is read in `readers`.
package dev.frostbench.suites.grading.parsers;
