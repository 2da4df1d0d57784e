/// Explanations: why a task failed, and what nobody found out, as people read it on a terminal and on the page.
package dev.frostbench.reports.explain;
