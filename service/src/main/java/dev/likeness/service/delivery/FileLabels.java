package dev.likeness.service.delivery;

import dev.likeness.core.AigcMeta;
import dev.likeness.core.PortraitRequest;
import dev.likeness.imaging.AigcLabel;
import dev.likeness.imaging.DigitalSource;
import dev.likeness.imaging.LabelReader;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.tasks.TaskView;
import java.util.Locale;

/** Makes the label that the file of a portrait carries. */
public final class FileLabels {
    private FileLabels() {}

    /**
     * The label of another form of a portrait. What the engine generated is read from the portrait's own label, because
     * the engine need not be open in this process.
     *
     * @param portrait the JPEG that the worker wrote
     */
    public static AigcLabel of(TaskView task, AigcMeta aigc, byte[] portrait) {
        PortraitRequest request = task.facts().request();
        return of(task.id(), task.facts().engine(), request, aigc,
                LabelReader.digitalSource(portrait).orElseGet(() -> DigitalSource.ofPhoto(request.mode())));
    }

    /**
     * The prompt is private to the client and stays out of the file. Where the client gives no producer's id, it is the
     * task's.
     */
    public static AigcLabel of(TaskId task, String engine, PortraitRequest request, AigcMeta aigc,
            DigitalSource source) {
        String parameters = String.format(Locale.ROOT,
                "{\"width\":%d,\"height\":%d,\"gpen\":%s,\"skin\":%s,\"skin_unifi\":%s,\"gen_mode\":\"%s\",\"seed\":%d}",
                request.size().width(), request.size().height(), request.retouch().gpen(), request.retouch().skin(),
                request.retouch().skinUnifi(), request.mode().wireName(), request.seed().value());
        return new AigcLabel(aigc.producerId().orElseGet(task::toString), engine, parameters,
                source, new AigcLabel.Parties(aigc.contentProducer().orElse(""),
                        aigc.contentPropagator().orElse(""), aigc.propagateId().orElse("")));
    }
}
