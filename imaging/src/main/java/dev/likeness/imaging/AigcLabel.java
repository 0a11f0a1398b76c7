package dev.likeness.imaging;

/**
 * What a finished file says about its own making, for machines.
 *
 * @param produceId      the producer's unique id of this picture
 * @param engine         name of the engine that made it
 * @param parametersJson the generation parameters as a JSON object; empty for none
 * @param source         how it came about
 * @param parties        who made and who spreads it
 */
public record AigcLabel(String produceId, String engine, String parametersJson, DigitalSource source,
        Parties parties) {
    /**
     * Named by the label that China's GB 45438-2025 asks for; empty where not known.
     *
     * @param producer    who runs the service that made the picture
     * @param propagator  who spreads it
     * @param propagateId the propagator's unique id of it
     */
    public record Parties(String producer, String propagator, String propagateId) {
        /** Nobody but the program itself. */
        public static final Parties UNNAMED = new Parties("", "", "");
    }

    /** A picture with a new background, made by nobody in particular. */
    public AigcLabel(String produceId, String engine, String parametersJson) {
        this(produceId, engine, parametersJson, DigitalSource.COMPOSITE_SYNTHETIC, Parties.UNNAMED);
    }

    /** As {@link #AigcLabel(String, String, String)}. */
    public static AigcLabel of(String produceId, String engine, String parametersJson) {
        return new AigcLabel(produceId, engine, parametersJson);
    }

    /** The same label for a picture that came about otherwise. */
    public AigcLabel from(DigitalSource other) {
        return new AigcLabel(produceId, engine, parametersJson, other, parties);
    }

    /** The same label with the parties named. */
    public AigcLabel by(Parties others) {
        return new AigcLabel(produceId, engine, parametersJson, source, others);
    }
}
