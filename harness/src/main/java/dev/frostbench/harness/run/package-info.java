/// Runs as a service: a request in, an outcome and a folder of reports out. The command line is one face of it.
package dev.frostbench.harness.run;
