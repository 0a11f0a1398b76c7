package dev.likeness.diffusion.hub;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A source of models' files. */
public abstract sealed class Source implements AutoCloseable permits Hub, LocalFolder {
    private static final List<String> PARTS = List.of("transformer/", "text_encoder/", "vae/");
    private static final List<String> SINGLE = List.of("model_index.json", "transformer/config.json",
            "text_encoder/config.json", "vae/config.json", "tokenizer/tokenizer.json");

    /** The name of a model in messages. */
    abstract String name(String repository);

    /** All files of a model. */
    abstract List<HubFile> all(String repository, String revision) throws IOException;

    /**
     * The contents of a file.
     *
     * @param from offset of the first byte
     * @throws IOException when reading fails and a retry may succeed
     */
    abstract InputStream open(String repository, String revision, HubFile file, long from) throws IOException;

    /**
     * The files that the engine needs.
     *
     * @throws DownloadFailed when one is missing: the model cannot be used without all of them
     */
    final List<HubFile> files(String repository, String revision) throws IOException {
        List<HubFile> files = all(repository, revision).stream().filter(file -> CatalogModel.isNeeded(file.path()))
                .toList();
        List<String> missing = Stream.concat(
                SINGLE.stream().filter(name -> files.stream().noneMatch(file -> file.path().equals(name))),
                PARTS.stream().filter(part -> files.stream().noneMatch(
                        file -> file.path().startsWith(part) && file.path().endsWith(".safetensors")))
                        .map(part -> part + "*.safetensors"))
                .toList();
        if (!missing.isEmpty()) {
            throw new DownloadFailed(name(repository) + " has no " + String.join(", no ", missing)
                    + ": it is no model that this engine runs, or its folder is laid out otherwise");
        }
        return files;
    }

    @Override
    public abstract void close();

    /** The source asks for a pause. */
    static final class Busy extends IOException {
        private static final long serialVersionUID = 1L;

        private final Duration wait;

        Busy(String message, Duration wait) {
            super(message);
            this.wait = wait;
        }

        Duration waiting() {
            return wait;
        }
    }

    /** The source sends the whole file although only a range was requested. */
    static final class RangeIgnored extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
