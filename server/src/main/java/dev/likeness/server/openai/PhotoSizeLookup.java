package dev.likeness.server.openai;

import dev.likeness.core.Photo;
import dev.likeness.core.PortraitException;
import dev.likeness.imaging.PhotoDecoder;
import dev.likeness.service.pictures.PhotoFetcher;
import dev.likeness.service.pictures.PhotoInput;
import dev.likeness.service.pictures.PhotoUrls;
import dev.likeness.service.pictures.Uploads;

/** Finds the size of an order's photo; a linked photo is fetched for that. */
final class PhotoSizeLookup {
    private final Uploads uploads;
    private final PhotoUrls urls;
    private final PhotoFetcher fetcher;

    PhotoSizeLookup(Uploads uploads, PhotoUrls urls, PhotoFetcher fetcher) {
        this.uploads = uploads;
        this.urls = urls;
        this.fetcher = fetcher;
    }

    /**
     * @param photo  the file, so that it need not be fetched again
     * @param width  in pixels, upright
     * @param height in pixels, upright
     */
    record Measured(PhotoInput.Upload photo, int width, int height) {}

    /**
     * @throws PortraitException when it cannot be fetched or is not a picture
     */
    Measured measure(PhotoInput given) {
        byte[] file = switch (uploads.resolved(given)) {
            case PhotoInput.Upload(byte[] bytes) -> bytes;
            case PhotoInput.Link(String url) -> fetcher.fetch(urls.checked(url));
        };
        Photo photo = PhotoDecoder.decode(file);
        return new Measured(new PhotoInput.Upload(file), photo.width(), photo.height());
    }
}
