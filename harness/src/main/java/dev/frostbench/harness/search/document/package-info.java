/// Searches as documents: the file that asks for one, and what is written about it.
package dev.frostbench.harness.search.document;
