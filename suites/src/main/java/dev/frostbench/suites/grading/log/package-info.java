/// The parser of a test runner's log, its input and its result.
package dev.frostbench.suites.grading.log;
