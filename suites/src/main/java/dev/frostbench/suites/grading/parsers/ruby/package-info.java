/// The official parsers for Ruby, to the letter.
package dev.frostbench.suites.grading.parsers.ruby;
