package dev.likeness.core;

import java.util.Locale;

/** What a client may want of an engine; every engine says of each how well it can do it. */
public enum Ability {
    /** Put somebody before another background. */
    BACKGROUND,
    /** Light them anew. */
    LIGHT,
    /** Grade the picture, or give single things another colour. */
    COLOURS,
    /** Dress them in other clothes. */
    CLOTHES,
    /** Show them in another pose or from another side. */
    POSE,
    /** Build a scene of the words, with things and places in it. */
    SCENE,
    /** Keep them exactly as they were photographed. */
    IDENTITY,
    /** Retouch skin and face. */
    RETOUCH,
    /** Work without asking anybody on the network. */
    OFFLINE;

    /** How well. */
    public enum Degree {
        YES, PARTLY, NO;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Lower-case form used on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
