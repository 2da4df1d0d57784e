/// What organisations held of a snapshot store, times how long: as CSV and as a page.
package dev.frostbench.reports.usage;
