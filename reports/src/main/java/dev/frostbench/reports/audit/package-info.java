/// How the tasks of a suite answer the four questions of an audit.
package dev.frostbench.reports.audit;
