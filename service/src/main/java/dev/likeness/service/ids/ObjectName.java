package dev.likeness.service.ids;

import dev.likeness.service.database.Sha256;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an object in the store: its kind, the day it was stored (UTC), and 128 random bits, for example
 * {@code out/20260102/9f0c…e1.jpg}. Names of another form cannot be constructed, so a name never leads out of the store.
 */
public record ObjectName(String value) {
    private static final Pattern FORM = Pattern.compile("in/[0-9]{8}/[0-9a-f]{32}\\.photo"
            + "|up/[0-9]{8}/[0-9a-f]{32}\\.[a-z]{3,4}|out/[0-9]{8}/[0-9a-f]{32}(-[0-9a-f]{32})?\\.(jpg|png|webp)");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final SecureRandom CHANCE = new SecureRandom();
    private static final int BYTES = 16;

    public ObjectName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not the name of an object");
        }
    }

    /** A new name for a photo that came in. */
    public static ObjectName freshPhoto() {
        return fresh("in", "photo");
    }

    /** A new name for a finished portrait that is a JPEG. */
    public static ObjectName freshPortrait() {
        return freshPortrait("jpg");
    }

    /**
     * A new name for a finished portrait.
     *
     * @param ending {@code jpg}, {@code png} or {@code webp}
     */
    public static ObjectName freshPortrait(String ending) {
        return fresh("out", ending);
    }

    /** What the name ends in, without the dot. */
    public String ending() {
        return value.substring(value.lastIndexOf('.') + 1);
    }

    /**
     * A new name for a photo that waits for an order.
     *
     * @param ending of a picture file, three or four letters
     */
    public static ObjectName freshUpload(String ending) {
        return fresh("up", ending);
    }

    /** The portrait whose link has these two last parts; empty for parts that were never in a link of ours. */
    public static Optional<ObjectName> portrait(String day, String file) {
        return parse("out/" + day + "/" + file);
    }

    /** The upload whose link has these two last parts; empty for parts that were never in a link of ours. */
    public static Optional<ObjectName> upload(String day, String file) {
        return parse("up/" + day + "/" + file);
    }

    /**
     * The name of a variant of this portrait; the same description gives the same name.
     *
     * @throws IllegalStateException when this is no portrait's own name
     */
    public ObjectName variant(String description) {
        if (!value.startsWith("out/") || value.indexOf('-') >= 0) {
            throw new IllegalStateException("only portraits have variants");
        }
        String digest = HexFormat.of().formatHex(Sha256.of(value + "\n" + description), 0, BYTES);
        return new ObjectName(value.replace(".", "-" + digest + "."));
    }

    /** The portrait that this is a variant of; itself for everything else. */
    public ObjectName original() {
        return new ObjectName(value.replaceFirst("-[0-9a-f]{32}", ""));
    }

    public static Optional<ObjectName> parse(String name) {
        return FORM.matcher(name).matches() ? Optional.of(new ObjectName(name)) : Optional.empty();
    }

    private static ObjectName fresh(String kind, String ending) {
        byte[] chance = new byte[BYTES];
        CHANCE.nextBytes(chance);
        return new ObjectName(kind + "/" + day(LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC)) + "/"
                + HexFormat.of().formatHex(chance) + "." + ending);
    }

    public static String day(LocalDate date) {
        return DAY.format(date);
    }

    /** Day and file, without the kind: {@code 20260102/9f0c…e1.jpg}. */
    public String dayAndFile() {
        return value.substring(value.indexOf('/') + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
