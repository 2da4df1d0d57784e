package dev.frostbench.suites.grading.log;

/// The versions of the official package `swebench` that are followed here.
public enum SwebenchVersion {
    V4_1_0("4.1.0"), V5_0_2("5.0.2");

    private final String number;

    SwebenchVersion(String number) {
        this.number = number;
    }

    public String number() {
        return number;
    }
}
