package dev.likeness.diffusion.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A local folder, for example on a removable disk, or of a Hugging Face cache with its symbolic links. */
public final class LocalFolder extends Source {
    private final Path folder;

    public LocalFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    String name(String repository) {
        return folder.toString();
    }

    @Override
    List<HubFile> all(String repository, String revision) {
        if (!Files.isDirectory(folder)) {
            throw new DownloadFailed(folder + " is no folder");
        }
        List<HubFile> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                found.add(new HubFile(name, Files.size(file), new HubFile.Digest.Unknown()));
            }
        } catch (IOException e) {
            throw new DownloadFailed(folder + " cannot be read: " + e.getMessage(), e);
        }
        return found;
    }

    @Override
    InputStream open(String repository, String revision, HubFile file, long from) throws IOException {
        FileChannel channel = FileChannel.open(folder.resolve(file.path()));
        return Channels.newInputStream(channel.position(from));
    }

    @Override
    public void close() {}
}
