package dev.likeness.imaging;

/**
 * The machine-readable label of a finished file: who made it, how, and with which parameters.
 *
 * @param produceId      the producer's unique id of this picture
 * @param engine         name of the engine that made it
 * @param parametersJson the generation parameters as a JSON object; empty for none
 * @param source         the IPTC digital source type
 * @param parties        who made it and who distributes it
 */
public record AigcLabel(String produceId, String engine, String parametersJson, DigitalSource source,
        Parties parties) {
    /**
     * The parties that a label names under China's GB 45438-2025; empty where not known.
     *
     * @param producer    who runs the service that made the picture
     * @param propagator  who distributes it
     * @param propagateId the propagator's unique id of it
     */
    public record Parties(String producer, String propagator, String propagateId) {
        /** Nobody but the program itself. */
        public static final Parties UNNAMED = new Parties("", "", "");
    }

    /** A label of a picture with a new background, without named parties. */
    public AigcLabel(String produceId, String engine, String parametersJson) {
        this(produceId, engine, parametersJson, DigitalSource.COMPOSITE_SYNTHETIC, Parties.UNNAMED);
    }

    /** As {@link #AigcLabel(String, String, String)}. */
    public static AigcLabel of(String produceId, String engine, String parametersJson) {
        return new AigcLabel(produceId, engine, parametersJson);
    }

    /** The same label with another digital source type. */
    public AigcLabel from(DigitalSource other) {
        return new AigcLabel(produceId, engine, parametersJson, other, parties);
    }

    /** The same label with the parties named. */
    public AigcLabel by(Parties others) {
        return new AigcLabel(produceId, engine, parametersJson, source, others);
    }
}
