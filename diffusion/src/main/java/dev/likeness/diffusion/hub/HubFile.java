package dev.likeness.diffusion.hub;

/**
 * A file of a repository.
 *
 * @param path   in the repository, folders separated by slashes
 * @param size   bytes
 * @param digest for checking its contents
 */
record HubFile(String path, long size, Digest digest) {
    /** The hub gives the SHA-256 of large files and git's SHA-1 of small ones. */
    sealed interface Digest {
        record Sha256(String hex) implements Digest {}

        /** SHA-1 of {@code "blob <size>\0"} and the contents. */
        record GitBlob(String hex) implements Digest {}

        /** Unknown. */
        record Unknown() implements Digest {}
    }
}
