package dev.likeness.service.delivery;

import dev.likeness.core.AigcMeta;
import dev.likeness.core.PortraitRequest;
import dev.likeness.imaging.AigcLabel;
import dev.likeness.imaging.DigitalSource;
import dev.likeness.imaging.Json;
import dev.likeness.service.ids.TaskId;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the file of a portrait says about itself. */
public final class FileLabels {
    private FileLabels() {}

    /**
     * The prompt is the client's own affair and stays out of the file. A producer's id that the client does not give is
     * the task's.
     */
    public static AigcLabel of(TaskId task, String engine, PortraitRequest request, AigcMeta aigc) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("width", request.size().width());
        parameters.put("height", request.size().height());
        parameters.put("gpen", request.retouch().gpen());
        parameters.put("skin", request.retouch().skin());
        parameters.put("skin_unifi", request.retouch().skinUnifi());
        parameters.put("gen_mode", request.mode().wireName());
        parameters.put("seed", request.seed().value());
        return new AigcLabel(aigc.producerId().orElseGet(task::toString), engine, Json.of(parameters),
                DigitalSource.of(engine, request.mode()), new AigcLabel.Parties(aigc.contentProducer().orElse(""),
                        aigc.contentPropagator().orElse(""), aigc.propagateId().orElse("")));
    }
}
