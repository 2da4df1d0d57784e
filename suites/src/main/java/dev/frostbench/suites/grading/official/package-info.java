/// What the official parsers stand on: Python's regular expressions within a bound of work, and the results they tell.
package dev.frostbench.suites.grading.official;
