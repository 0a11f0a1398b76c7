package dev.likeness.studio.plan;

/**
 * A garment in another colour.
 *
 * @param words of the prompt that asked for it, for notes
 */
public record Dye(Garment garment, ClothColour colour, String words) {}
