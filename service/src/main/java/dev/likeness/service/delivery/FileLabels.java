package dev.likeness.service.delivery;

import dev.likeness.core.AigcMeta;
import dev.likeness.core.PortraitRequest;
import dev.likeness.imaging.AigcLabel;
import dev.likeness.imaging.DigitalSource;
import dev.likeness.service.ids.TaskId;
import java.util.Locale;

/** What the file of a portrait says about itself. */
public final class FileLabels {
    private FileLabels() {}

    /**
     * The prompt is the client's own affair and stays out of the file. A producer's id that the client does not give is
     * the task's.
     */
    public static AigcLabel of(TaskId task, String engine, PortraitRequest request, AigcMeta aigc) {
        String parameters = String.format(Locale.ROOT,
                "{\"width\":%d,\"height\":%d,\"gpen\":%s,\"skin\":%s,\"skin_unifi\":%s,\"gen_mode\":\"%s\",\"seed\":%d}",
                request.size().width(), request.size().height(), request.retouch().gpen(), request.retouch().skin(),
                request.retouch().skinUnifi(), request.mode().wireName(), request.seed().value());
        return new AigcLabel(aigc.producerId().orElseGet(task::toString), engine, parameters,
                DigitalSource.of(engine, request.mode()), new AigcLabel.Parties(aigc.contentProducer().orElse(""),
                        aigc.contentPropagator().orElse(""), aigc.propagateId().orElse("")));
    }
}
