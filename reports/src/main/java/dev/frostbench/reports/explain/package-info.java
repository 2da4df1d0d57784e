/// Explanations for people, on a terminal and on the page: why a task failed, and what nobody found out.
package dev.frostbench.reports.explain;
