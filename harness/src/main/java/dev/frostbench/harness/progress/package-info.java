/// What people see while they wait: on a terminal one line that is written anew, elsewhere a line now and then.
package dev.frostbench.harness.progress;
