/// What came of a tree search, as people and programs read it.
package dev.frostbench.reports.search;
