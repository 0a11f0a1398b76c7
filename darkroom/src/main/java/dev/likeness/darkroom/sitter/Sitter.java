package dev.likeness.darkroom.sitter;

import dev.likeness.darkroom.face.Face;
import dev.likeness.darkroom.matte.Matte;

/**
 * The person in a photo.
 *
 * @param face  in photo pixels
 * @param matte of the person, with its place in the photo
 */
public record Sitter(Face face, Matte matte) {}
