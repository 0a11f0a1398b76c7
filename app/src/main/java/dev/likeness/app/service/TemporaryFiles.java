package dev.likeness.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where libraries unpack what they bring: into the data directory, where nothing else can be written. */
public final class TemporaryFiles {
    private static final String SETTING = "java.io.tmpdir";

    private TemporaryFiles() {}

    /**
     * To be called before the first library asks for the temporary directory.
     *
     * @param data exists
     */
    public static void in(Path data) throws IOException {
        if (!Files.isWritable(Path.of(System.getProperty(SETTING)))) {
            System.setProperty(SETTING, Files.createDirectories(data.resolve("tmp")).toString());
        }
    }
}
