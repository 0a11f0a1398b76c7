package dev.likeness.service.pictures;

import dev.likeness.service.database.StoreException;
import dev.likeness.service.ids.ObjectName;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Stores objects in a bucket of an S3 store, under the names that they have here. Only what every store offers is asked
 * of it: put, get, head, delete, list. No checksums in trailers, no chunked signatures, no conditional puts and no
 * deletion of many at once, which some stores lack and others ask different headers for.
 *
 * <p>
 * S3 stores acknowledge an object when it is durable and show it whole or not at all, and what is listed is up to date
 * (Amazon's since 2020, like Ceph, Swift and the rest): the contract of {@link ObjectStore} asks no more.
 */
public final class S3Objects implements ObjectStore, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(S3Objects.class);
    private static final List<String> KINDS = List.of("in/", "out/", "up/");
    private static final String UPLOADS = "up/";
    private static final String IDENTITY = "store.id";
    private static final String PROBE = "store.probe";
    private static final int NOT_FOUND = 404;
    private static final Duration CONNECT = Duration.ofSeconds(3);
    /** Between two pieces of an answer, not for the whole of it. */
    private static final Duration READ = Duration.ofSeconds(20);

    private final S3Settings settings;
    private final S3Client client;
    private final S3Presigner signer;
    private final AtomicBoolean failing = new AtomicBoolean();

    public S3Objects(S3Settings settings) {
        this.settings = settings;
        AwsCredentialsProvider credentials = settings.credentials()
                .<AwsCredentialsProvider>map(
                        key -> StaticCredentialsProvider.create(AwsBasicCredentials.create(key.id(), key.secret())))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
        S3Configuration style = S3Configuration.builder().pathStyleAccessEnabled(settings.pathStyle())
                .chunkedEncodingEnabled(false).build();
        var building = S3Client.builder().region(Region.of(settings.region())).credentialsProvider(credentials)
                .serviceConfiguration(style).requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClient(UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(READ).build());
        settings.endpoint().ifPresent(building::endpointOverride);
        client = building.build();
        var signing = S3Presigner.builder().region(Region.of(settings.region())).credentialsProvider(credentials)
                .serviceConfiguration(style);
        settings.linkHost().or(settings::endpoint).ifPresent(signing::endpointOverride);
        signer = signing.build();
    }

    @Override
    public void put(ObjectName name, byte[] content) {
        reached("keep a picture", () -> client.putObject(request -> request.bucket(settings.bucket()).key(key(name)),
                RequestBody.fromBytes(content)));
    }

    @Override
    public Optional<byte[]> get(ObjectName name) {
        return found("read a picture", () -> client
                .getObjectAsBytes(request -> request.bucket(settings.bucket()).key(key(name))).asByteArrayUnsafe());
    }

    @Override
    public Optional<Content> open(ObjectName name) {
        return found("read a picture", () -> {
            ResponseInputStream<GetObjectResponse> stream = client
                    .getObject(request -> request.bucket(settings.bucket()).key(key(name)));
            return new Content(stream, stream.response().contentLength());
        });
    }

    @Override
    public boolean has(ObjectName name) {
        return found("look for a picture",
                () -> client.headObject(request -> request.bucket(settings.bucket()).key(key(name)))).isPresent();
    }

    @Override
    public Optional<URI> link(ObjectName name, HandedOut as, Duration longest) {
        return settings.linkLife().map(life -> {
            Duration granted = life.compareTo(longest) < 0 ? life : longest;
            return URI.create(signer.presignGetObject(link -> link.signatureDuration(granted)
                    .getObjectRequest(object -> object.bucket(settings.bucket()).key(key(name))
                            .responseContentType(as.type())
                            .responseContentDisposition("inline; filename=\"" + as.filename() + "\"")))
                    .url().toString());
        });
    }

    @Override
    public void erase(ObjectName name) {
        String key = key(name);
        delete(key);
        int ending = key.lastIndexOf('.');
        if (name.value().startsWith("out/") && name.equals(name.original())) {
            // Listed after the portrait is gone, so that no variant is made of it behind our back.
            each(key.substring(0, ending) + "-", variant -> delete(variant.key()));
        }
    }

    private void delete(String key) {
        reached("erase a picture",
                () -> client.deleteObject(request -> request.bucket(settings.bucket()).key(key)));
    }

    @Override
    public List<ObjectName> putBefore(Instant instant) {
        return Stream.of("in/", "out/").flatMap(kind -> all(kind).stream())
                .filter(object -> object.lastModified().isBefore(instant))
                .flatMap(object -> ObjectName.parse(object.key().substring(settings.prefix().length())).stream())
                .filter(name -> name.equals(name.original())).toList();
    }

    private List<S3Object> all(String kind) {
        return reached("list the pictures", () -> client.listObjectsV2Paginator(listing(kind)).contents().stream()
                .toList());
    }

    private void each(String fullPrefix, Consumer<S3Object> work) {
        reached("list the pictures",
                () -> client.listObjectsV2Paginator(
                        ListObjectsV2Request.builder().bucket(settings.bucket()).prefix(fullPrefix).build())
                        .contents().stream().toList())
                .forEach(work);
    }

    private ListObjectsV2Request listing(String kind) {
        return ListObjectsV2Request.builder().bucket(settings.bucket()).prefix(settings.prefix() + kind).build();
    }

    @Override
    public void check() {
        reached("keep a picture", () -> client.putObject(
                request -> request.bucket(settings.bucket()).key(settings.prefix() + PROBE), RequestBody.empty()));
    }

    /**
     * Written with the first use. Stores without conditional puts cannot tell which of two processes was first: they come
     * here one after the other (the check of the installation sees to it).
     */
    @Override
    public String identity() {
        return writtenIdentity().orElseGet(() -> {
            String fresh = UUID.randomUUID().toString();
            reached("write the id of this store", () -> client.putObject(
                    request -> request.bucket(settings.bucket()).key(settings.prefix() + IDENTITY),
                    RequestBody.fromString(fresh)));
            return fresh;
        });
    }

    @Override
    public Optional<String> writtenIdentity() {
        return found("read the id of this store", () -> client.getObjectAsBytes(
                request -> request.bucket(settings.bucket()).key(settings.prefix() + IDENTITY)).asUtf8String());
    }

    @Override
    public void eraseBefore(LocalDate day) {
        KINDS.forEach(kind -> eraseBefore(kind, day));
    }

    @Override
    public void eraseUploadsBefore(LocalDate day) {
        eraseBefore(UPLOADS, day);
    }

    // Keys are listed in their order, days first: what is kept need not be listed.
    private void eraseBefore(String kind, LocalDate day) {
        String firstKept = settings.prefix() + kind + ObjectName.day(day);
        List<String> old = reached("list the pictures",
                () -> client.listObjectsV2Paginator(listing(kind)).contents().stream().map(S3Object::key)
                        .takeWhile(key -> key.compareTo(firstKept) < 0).toList());
        old.forEach(this::delete);
    }

    private String key(ObjectName name) {
        return settings.prefix() + name.value();
    }

    private <T> Optional<T> found(String what, Supplier<T> call) {
        return reached(what, () -> {
            try {
                return Optional.of(call.get());
            } catch (S3Exception e) {
                // A missing bucket answers 404 as well, and that is no missing picture.
                if (e.statusCode() == NOT_FOUND && !(e instanceof NoSuchBucketException)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    // Logged once until the store answers again; otherwise the log would fill up.
    private <T> T reached(String what, Supplier<T> call) {
        try {
            T result = call.get();
            if (failing.getAndSet(false)) {
                LOG.info("the object store answers again");
            }
            return result;
        } catch (SdkException e) {
            if (!failing.getAndSet(true)) {
                LOG.error("cannot {}: check LIKENESS_S3_ENDPOINT, LIKENESS_S3_BUCKET, LIKENESS_S3_ACCESS_KEY and its"
                        + " rights (bucket {})", what, settings.bucket(), e);
            }
            throw StoreException.Unavailable.objectStore(e);
        }
    }

    @Override
    public void close() {
        signer.close();
        client.close();
    }
}
