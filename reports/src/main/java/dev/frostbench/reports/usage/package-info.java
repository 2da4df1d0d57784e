/// What organisations held in a snapshot store and for how long, as CSV and as a page.
package dev.frostbench.reports.usage;
