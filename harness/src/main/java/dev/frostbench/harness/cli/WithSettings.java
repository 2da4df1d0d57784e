package dev.frostbench.harness.cli;

import dev.frostbench.harness.machine.Settings;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/// Makes commands and their groups of options. Those whose constructor takes settings get them.
record WithSettings(Settings settings) implements IFactory {

    private static final Class<?>[] TAKES = {Settings.class};

    @Override
    public <K> K create(Class<K> kind) throws Exception {
        for (Constructor<?> constructor : kind.getDeclaredConstructors()) {
            boolean takes = Arrays.equals(constructor.getParameterTypes(), TAKES);
            if (!takes && constructor.getParameterCount() > 0) continue;
            constructor.setAccessible(true); // of package-private commands
            return kind.cast(takes ? constructor.newInstance(settings) : constructor.newInstance());
        }
        // it looks through all jars for classes of Groovy first, so it is asked only for interfaces
        return CommandLine.defaultFactory().create(kind);
    }
}
