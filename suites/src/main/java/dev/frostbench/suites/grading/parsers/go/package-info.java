/// The official parsers for Go, to the letter.
package dev.frostbench.suites.grading.parsers.go;
