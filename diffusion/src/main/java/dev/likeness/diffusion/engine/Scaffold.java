package dev.likeness.diffusion.engine;

import dev.likeness.core.GenMode;

/**
 * What is said to the model around the client's words. The words stand first, because the model weighs the beginning most;
 * what must not change is said after them, and which picture shows what.
 */
final class Scaffold {
    private static final String LIKENESS = " Keep the identity of the person exactly: the same face shape, eyes, nose, "
            + "mouth, skin tone, age and hair colour.";
    private static final String FINISH = " Photorealistic, natural skin texture, sharp eyes, professional portrait "
            + "photograph of one person.";

    private Scaffold() {}

    /**
     * @param words    the client's, or nothing
     * @param pictures how many the model is shown: with two, the first is the face and the second the photo
     */
    static String of(GenMode mode, String words, int pictures) {
        String wish = words.isBlank() ? "" : words.strip() + (words.strip().endsWith(".") ? "" : ".") + " ";
        String shown = pictures > 1
                ? " Image 1 shows the face in detail, image 2 the whole photo of the same person."
                : "";
        return switch (mode) {
            case CREATIVE -> (wish.isEmpty() ? "Studio portrait, soft window light. " : wish)
                    + "Head-and-shoulders portrait of the person in the image." + shown + LIKENESS + FINISH;
            case REFERENCE ->
                wish + "Keep the clothes, the hair, the pose and the background of the photo as they are, "
                        + "and only improve its light and clarity." + shown + LIKENESS + FINISH;
            case REFERENCE_CHAR -> (wish.isEmpty() ? "Plain studio background, soft light. " : wish)
                    + "Place the person of the image, with the same clothes, hair and pose, before a new background that "
                    + "fills the grey area." + shown + LIKENESS + FINISH;
        };
    }
}
