/// Reports: a run's ledger, rendered. The same run renders to the same bytes, anywhere and any time.
package dev.frostbench.reports;
