package dev.likeness.app.portraits;

import dev.likeness.core.Cancellation;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.Rendering;
import dev.likeness.core.Watermark;
import dev.likeness.core.output.OutputFile;
import dev.likeness.imaging.PictureWriter;
import dev.likeness.imaging.WatermarkPainter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Makes one portrait and writes it. */
record Photographer(PortraitEngine engine, Optional<Watermark> mark, OutputFile form) {
    /**
     * @throws dev.likeness.core.PortraitException when the photo cannot be used
     * @throws UncheckedIOException                when a file cannot be read or written
     */
    PortraitReport shoot(PhotoFile file, PortraitRequest request, PictureFile target, Progress progress) {
        try {
            Photo photo = file.read();
            Rendering rendering = engine.render(request, photo, progress, Cancellation.NEVER);
            PortraitReport report = new PortraitReport(request, photo, engine, rendering, Optional.empty());
            Rendering marked = mark.map(label -> WatermarkPainter.paint(rendering, label)).orElse(rendering);
            PictureWriter.Written written = PictureWriter.write(marked, report.label(), form.as(target.format()));
            target.write(written.bytes());
            return report.of(form.isSized() ? Optional.of(written.size()) : Optional.empty());
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }
}
