/// Log parsers: a test runner's output in, a status for each test out, by the rules of swebench 4.1.0.
package dev.frostbench.suites.grading.parsers;
