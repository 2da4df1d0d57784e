/// The official parsers for C and C++, to the letter.
package dev.frostbench.suites.grading.parsers.c;
