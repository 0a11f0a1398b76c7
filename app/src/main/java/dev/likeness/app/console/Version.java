package dev.likeness.app.console;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Tells the version of this build, which the jar's manifest holds. */
public final class Version implements IVersionProvider {
    /** The version alone. */
    public static String built() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("(not packaged)");
    }

    static String text() {
        return "likeness " + built() + " on Java " + Runtime.version();
    }

    @Override
    public String[] getVersion() {
        return new String[]{text()};
    }
}
