package dev.likeness.imaging.raster;

import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;

/** Checks the deadline each time a reader reports progress, so that the reader can be stopped. */
public record DeadlineListener(Deadline deadline) implements IIOReadProgressListener {
    @Override
    public void imageProgress(ImageReader source, float percent) {
        deadline.check();
    }

    @Override
    public void sequenceStarted(ImageReader source, int first) {}

    @Override
    public void sequenceComplete(ImageReader source) {}

    @Override
    public void imageStarted(ImageReader source, int image) {}

    @Override
    public void imageComplete(ImageReader source) {}

    @Override
    public void thumbnailStarted(ImageReader source, int image, int thumbnail) {}

    @Override
    public void thumbnailProgress(ImageReader source, float percent) {}

    @Override
    public void thumbnailComplete(ImageReader source) {}

    @Override
    public void readAborted(ImageReader source) {}
}
