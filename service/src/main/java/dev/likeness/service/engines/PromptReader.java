package dev.likeness.service.engines;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.PromptTerm;
import java.util.List;
import java.util.Optional;

/** Explains how an engine understands a prompt; nothing is rendered. */
public final class PromptReader {
    private final List<PortraitEngine> engines;

    public PromptReader(List<PortraitEngine> engines) {
        this.engines = List.copyOf(engines);
    }

    /**
     * @param engine empty for the first
     * @throws InvalidRequest when there is no engine of this name
     */
    public List<PromptTerm> read(Optional<String> engine, PortraitRequest request) {
        PortraitEngine reader = engine.isEmpty()
                ? engines.getFirst()
                : engines.stream().filter(known -> known.name().equals(engine.get())).findFirst()
                        .orElseThrow(() -> new InvalidRequest(ErrorCode.UNKNOWN_ENGINE,
                                "engine is unknown: GET /v1/models lists them"));
        return reader.read(request);
    }
}
