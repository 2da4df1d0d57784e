package dev.frostbench.harness.machine;

/// This program's version, as its jar's manifest says.
public final class Version {

    private Version() {}

    public static String text() {
        String built = Version.class.getPackage().getImplementationVersion();
        return built == null ? "development" : built;
    }
}
