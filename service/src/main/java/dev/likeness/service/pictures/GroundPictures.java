package dev.likeness.service.pictures;

import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException.UnusablePhoto;
import dev.likeness.imaging.PhotoDecoder;
import java.util.function.Supplier;

/** Pictures that clients want behind their sitters: as little believed as photos, and told apart from them in messages. */
public final class GroundPictures {
    private final Uploads uploads;
    private final PhotoUrls urls;
    private final PhotoFetcher fetcher;

    public GroundPictures(Uploads uploads, PhotoUrls urls, PhotoFetcher fetcher) {
        this.uploads = uploads;
        this.urls = urls;
        this.fetcher = fetcher;
    }

    /**
     * The file, fetched now where it was given by its address: what is wrong with it is found before anything is charged.
     *
     * @throws UnusablePhoto when it cannot be had, or is no picture that is read here
     */
    public PhotoInput.Upload fetched(String text) {
        return named(() -> {
            PhotoInput given = uploads.resolved(PhotoInput.of(text));
            byte[] file = switch (given) {
                case PhotoInput.Upload(byte[] bytes) -> bytes;
                case PhotoInput.Link(String url) -> fetcher.fetch(urls.checked(url));
            };
            PhotoPrecheck.check(file);
            return new PhotoInput.Upload(file);
        });
    }

    /**
     * The file's picture.
     *
     * @throws UnusablePhoto when it cannot be decoded
     */
    public static Photo decoded(byte[] file) {
        return named(() -> PhotoDecoder.decode(file));
    }

    private static <T> T named(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (UnusablePhoto refusal) {
            throw new UnusablePhoto(refusal.code(), "background_image: " + refusal.getMessage());
        }
    }
}
