/// Commands about this machine: doctor, benchmarks, quotas, usage.
package dev.frostbench.harness.cli.machine;
