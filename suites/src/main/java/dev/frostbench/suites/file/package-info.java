/// Suite files and their locks.
package dev.frostbench.suites.file;
