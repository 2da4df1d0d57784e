/// The pages people read: each one self-contained file in which nothing that a model or a log wrote can act.
package dev.frostbench.reports.html;
