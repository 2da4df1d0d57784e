/// The official parsers for Rust, to the letter.
package dev.frostbench.suites.grading.parsers.rust;
