package dev.likeness.service.delivery;

import dev.likeness.core.AigcMeta;
import dev.likeness.core.PortraitRequest;
import dev.likeness.imaging.AigcLabel;
import dev.likeness.imaging.DigitalSource;
import dev.likeness.imaging.Json;
import dev.likeness.imaging.LabelReader;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.tasks.TaskView;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the label in a portrait's file. */
public final class FileLabels {
    private FileLabels() {}

    /**
     * The label of a variant of a portrait. How the engine made the picture is read from the portrait's own label,
     * because the engine need not be open in this process.
     *
     * @param portrait the JPEG that the worker wrote
     */
    public static AigcLabel of(TaskView task, AigcMeta aigc, byte[] portrait) {
        PortraitRequest request = task.facts().request();
        return of(task.id(), task.facts().engine(), request, aigc,
                LabelReader.digitalSource(portrait).orElseGet(() -> DigitalSource.ofPhoto(request.mode())));
    }

    /**
     * The prompt is private to the client and not part of the label. If the client gives no producer's id, it is the
     * task's id.
     */
    public static AigcLabel of(TaskId task, String engine, PortraitRequest request, AigcMeta aigc,
            DigitalSource source) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("width", request.size().width());
        parameters.put("height", request.size().height());
        parameters.put("gpen", request.retouch().gpen());
        parameters.put("skin", request.retouch().skin());
        parameters.put("skin_unifi", request.retouch().skinUnifi());
        parameters.put("gen_mode", request.mode().wireName());
        parameters.put("seed", request.seed().value());
        request.face().ifPresent(face -> parameters.put("face", face));
        return new AigcLabel(aigc.producerId().orElseGet(task::toString), engine, Json.of(parameters), source,
                new AigcLabel.Parties(aigc.contentProducer().orElse(""),
                        aigc.contentPropagator().orElse(""), aigc.propagateId().orElse("")));
    }
}
