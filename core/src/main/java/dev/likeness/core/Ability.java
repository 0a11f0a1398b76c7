package dev.likeness.core;

import java.util.Locale;

/** What a client may want of an engine; each engine states how well it can do each of them. */
public enum Ability {
    /** Put the sitter before another background. */
    BACKGROUND,
    /** Relight the sitter. */
    LIGHT,
    /** Grade the picture, or recolour single things in it. */
    COLOURS,
    /** Dress the sitter in other clothes. */
    CLOTHES,
    /** Show the sitter in another pose or from another side. */
    POSE,
    /** Build the scene that the prompt describes, with its objects and places. */
    SCENE,
    /** Keep the sitter's face exactly as it was photographed. */
    IDENTITY,
    /** Retouch skin and face. */
    RETOUCH,
    /** Work without the network. */
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
