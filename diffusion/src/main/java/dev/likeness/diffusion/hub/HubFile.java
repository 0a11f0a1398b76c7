package dev.likeness.diffusion.hub;

/**
 * A file of a repository.
 *
 * @param path   inside it, folders separated by slashes
 * @param size   bytes
 * @param digest what its contents are checked by
 */
record HubFile(String path, long size, Digest digest) {
    /** SHA-256 of large files, git's SHA-1 of small ones: the hub knows no other of them. */
    sealed interface Digest {
        record Sha256(String hex) implements Digest {}

        /** SHA-1 of {@code "blob <size>\0"} and the contents. */
        record GitBlob(String hex) implements Digest {}

        /** Nobody says. */
        record Unknown() implements Digest {}
    }
}
