package dev.likeness.bench.fleet;

import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 store as a process: {@code folder port}; its buckets are the folders in the folder. */
final class FleetStore {
    static final String ID = "fleet";
    static final String SECRET = "the secret of the fleet";
    static final String BUCKET = "portraits";

    private FleetStore() {}

    public static void main(String[] arguments) throws Exception {
        S3Proxy.builder().endpoint(URI.create("http://127.0.0.1:" + arguments[1]))
                .awsAuthentication(AuthenticationType.AWS_V4, ID, SECRET)
                .blobStore(new FilesystemNio2BlobStore(arguments[0])).build().start();
        System.out.println(FleetNode.READY);
        Thread.currentThread().join();
    }
}
