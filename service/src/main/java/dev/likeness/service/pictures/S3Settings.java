package dev.likeness.service.pictures;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A bucket of an S3 store.
 *
 * @param bucket      exists already
 * @param prefix      of every key; empty, or ends in a slash
 * @param endpoint    of the store; empty for Amazon's own
 * @param region      that requests are signed for
 * @param credentials empty to look for them where Amazon's tools do: environment, profile, machine
 * @param pathStyle   whether the bucket is named in the path, rather than in the host
 * @param linkLife    how long the store's own links live; empty to hand pictures out through the service
 * @param linkHost    where clients reach the store, if not at the endpoint
 */
public record S3Settings(String bucket, String prefix, Optional<URI> endpoint, String region,
        Optional<Credentials> credentials, boolean pathStyle, Optional<Duration> linkLife, Optional<URI> linkHost) {
    /** Region of stores that have none. */
    public static final String DEFAULT_REGION = "us-east-1";

    public S3Settings {
        if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw new IllegalArgumentException(
                    "a bucket's name has 3 to 63 small letters, digits, dots and hyphens: LIKENESS_S3_BUCKET");
        }
        if (!prefix.isEmpty() && !prefix.matches("([A-Za-z0-9._-]+/)+")) {
            throw new IllegalArgumentException("LIKENESS_S3_PREFIX is one or more names that each end in a slash");
        }
    }

    /** This bucket of a store at an address, as most that are not Amazon's want it. */
    public static S3Settings at(URI endpoint, String bucket, Credentials credentials) {
        return new S3Settings(bucket, "", Optional.of(endpoint), DEFAULT_REGION, Optional.of(credentials), true,
                Optional.empty(), Optional.empty());
    }

    public S3Settings withPrefix(String other) {
        return new S3Settings(bucket, other, endpoint, region, credentials, pathStyle, linkLife, linkHost);
    }

    public S3Settings withLinks(Duration life) {
        return new S3Settings(bucket, prefix, endpoint, region, credentials, pathStyle, Optional.of(life), linkHost);
    }

    public S3Settings at(URI other) {
        return new S3Settings(bucket, prefix, Optional.of(other), region, credentials, pathStyle, linkLife, linkHost);
    }

    /** An access key. */
    public record Credentials(String id, String secret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "access key " + id;
        }
    }
}
