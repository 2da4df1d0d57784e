/// Reports, rendered from a run's ledger. The same run gives the same bytes, anywhere and at any time.
package dev.frostbench.reports;
