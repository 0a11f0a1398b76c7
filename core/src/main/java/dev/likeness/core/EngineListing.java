package dev.likeness.core;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An engine as an installation knows it, ready or not.
 *
 * @param name  the name that users choose it by
 * @param model the model that it needs besides the program; empty when it needs none
 * @param cloud what it needs of another service; empty for an engine that works here
 */
public record EngineListing(String name, EngineProfile profile, Readiness readiness, Optional<Model> model,
        Optional<Cloud> cloud) {
    /** An engine that works here. */
    public EngineListing(String name, EngineProfile profile, Readiness readiness, Optional<Model> model) {
        this(name, profile, readiness, model, Optional.empty());
    }

    /**
     * Another service that makes the portraits.
     *
     * @param host        its name, with its port where that is not the usual one
     * @param credentials whether this installation has credentials for it; whether they are right only it can tell
     * @param atOnce      portraits that it makes at the same time for all processes of this installation
     * @param perSecond   requests of a kind, likewise
     */
    public record Cloud(String host, boolean credentials, int atOnce, double perSecond) {}

    /** Whether this process can make portraits with it. */
    public sealed interface Readiness {
        /**
         * It is open.
         *
         * @param device for people: {@code processors}, {@code card 0}
         */
        record Ready(String device) implements Readiness {}

        /**
         * It could not be opened.
         *
         * @param missing why, in a sentence that names the next step
         * @param get     the command that gets what is missing; empty when no download helps
         */
        record Missing(String missing, Optional<String> get) implements Readiness {}
    }

    /**
     * The model it runs.
     *
     * @param licence its SPDX name, or what it allows; empty for a model that is not in the catalogue
     * @param bytes   approximate size of the download; empty likewise
     * @param folder  where it is, or where it is looked for
     */
    public record Model(Optional<String> licence, OptionalLong bytes, Path folder) {}

    /** An engine that is open and needs no model. */
    public static EngineListing of(PortraitEngine engine) {
        return new EngineListing(engine.name(), engine.profile(), new Readiness.Ready(engine.device()),
                Optional.empty());
    }
}
