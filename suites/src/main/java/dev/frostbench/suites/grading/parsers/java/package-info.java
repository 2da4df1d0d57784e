/// The official parsers for Java and other languages of its machine, to the letter.
package dev.frostbench.suites.grading.parsers.java;
