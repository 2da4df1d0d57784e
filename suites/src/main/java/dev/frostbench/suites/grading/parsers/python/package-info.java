/// The parsers of swebench 4.1.0 for runners of Python's tests.
package dev.frostbench.suites.grading.parsers.python;
