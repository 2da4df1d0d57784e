/// What of a run is drawn: models in their order, repositories, times, pass@k, and who solves what.
package dev.frostbench.reports.standings;
