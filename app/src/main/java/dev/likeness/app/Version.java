package dev.likeness.app;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Tells the version of this build, which the jar's manifest holds. */
final class Version implements IVersionProvider {
    /** The version alone. */
    static String built() {
        return Optional.ofNullable(Likeness.class.getPackage().getImplementationVersion()).orElse("(not packaged)");
    }

    static String text() {
        return "likeness " + built() + " on Java " + Runtime.version();
    }

    @Override
    public String[] getVersion() {
        return new String[]{text()};
    }
}
