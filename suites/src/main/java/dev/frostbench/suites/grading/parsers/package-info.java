/// The official parsers by name. They are kept to the letter and by language: of a test named twice the last status
/// stands. What today's runners mean is read in `readers`.
package dev.frostbench.suites.grading.parsers;
