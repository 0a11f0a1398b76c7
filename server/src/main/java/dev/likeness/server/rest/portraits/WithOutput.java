package dev.likeness.server.rest.portraits;

import java.util.Optional;

/** What orders of one portrait and of many both say of background, purpose and file. Each describes its fields itself, one by one. */
interface WithOutput {
    Optional<String> background();

    Optional<String> backgroundImage();

    Optional<Double> backgroundBlur();

    Optional<String> document();

    Optional<String> format();

    Optional<Long> quality();

    Optional<Long> dpi();

    Optional<Long> minBytes();

    Optional<Long> maxBytes();

    default OutputOptions output() {
        return new OutputOptions(background(), backgroundImage(), backgroundBlur(), document(), format(), quality(),
                dpi(), minBytes(), maxBytes());
    }

    /** The picture for the background as a text, if there is one. */
    default Optional<String> ground() {
        return backgroundImage().filter(text -> !text.isBlank());
    }
}
