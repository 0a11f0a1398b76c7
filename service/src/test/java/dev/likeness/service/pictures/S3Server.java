package dev.likeness.service.pictures;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 store in this process that checks signatures and their expiry; each bucket is a folder. */
public final class S3Server implements AutoCloseable {
    static final S3Settings.Credentials CREDENTIALS = new S3Settings.Credentials("tester", "the secret of the tests");
    static final String BUCKET = "portraits";

    private final Path folder;
    private final URI address;
    private S3Proxy proxy;

    public S3Server(Path folder) throws Exception {
        Files.createDirectories(folder.resolve(BUCKET));
        try (ServerSocket any = new ServerSocket(0)) {
            address = URI.create("http://127.0.0.1:" + any.getLocalPort());
        }
        this.folder = folder;
        proxy = started();
    }

    private S3Proxy started() throws Exception {
        S3Proxy fresh = S3Proxy.builder().endpoint(address)
                .awsAuthentication(AuthenticationType.AWS_V4, CREDENTIALS.id(), CREDENTIALS.secret())
                .blobStore(new FilesystemNio2BlobStore(folder.toString())).build();
        fresh.start();
        return fresh;
    }

    public S3Settings settings() {
        return S3Settings.at(address, BUCKET, CREDENTIALS);
    }

    void stop() throws Exception {
        proxy.stop();
    }

    void startAgain() throws Exception {
        proxy = started();
    }

    @Override
    public void close() throws IOException {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
