package dev.likeness.core;

import dev.likeness.core.document.DocumentSpec;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * An order with every default resolved, so that a retry makes the same picture.
 *
 * @param prompt   the client's own words; empty for none; at most {@link #MAX_PROMPT} characters
 * @param template the template that was ordered, found once, where the order was taken: a prompt is never looked up again
 * @param face     which of several faces of the photo, by its place in the list that {@code several_faces} and the check of a
 *                 photo give; empty for the only one, or the one that is clearly the sitter's
 * @param setting  what fields, rather than words, say of the background and the purpose
 */
public record PortraitRequest(String prompt, Optional<OrderedTemplate> template, FrameSize size, Retouch retouch,
        GenMode mode, Seed seed, OptionalInt face, Setting setting) {
    /** Longest prompt accepted, in Unicode code points (the siblings of this API allow 800). */
    public static final int MAX_PROMPT = 2000;

    public PortraitRequest {
        prompt = prompt.strip();
        int length = prompt.codePointCount(0, prompt.length());
        if (length > MAX_PROMPT) {
            throw new PortraitException.InvalidRequest(ErrorCode.PROMPT_TOO_LONG,
                    "prompt has " + length + " characters: at most " + MAX_PROMPT + " are allowed");
        }
        if (face.isPresent() && face.getAsInt() < 0) {
            throw new PortraitException.InvalidRequest(ErrorCode.UNKNOWN_FACE, "face is " + face.getAsInt()
                    + ": it counts the faces of the photo from 0 on");
        }
    }

    /**
     * What an order says in fields of its own, which no word of the prompt overrules.
     *
     * @param transparent whether there shall be no background at all
     * @param picture     what shall stand behind the sitter
     * @param document    the identity document that the portrait is for; it decides background, frame and size
     * @param colours     of the background
     */
    public record Setting(boolean transparent, Optional<GroundPicture> picture, Optional<DocumentSpec> document,
            Optional<GroundColours> colours) {
        public static final Setting NONE = new Setting(false, Optional.empty(), Optional.empty(), Optional.empty());

        public Setting {
            int grounds = (transparent ? 1 : 0) + (picture.isPresent() ? 1 : 0) + (document.isPresent() ? 1 : 0)
                    + (colours.isPresent() ? 1 : 0);
            if (grounds > 1) {
                throw new PortraitException.InvalidRequest(ErrorCode.OUTPUT_INVALID,
                        "background, background_image and document each decide the background: order one of them");
            }
        }

        public static Setting withoutBackground() {
            return new Setting(true, Optional.empty(), Optional.empty(), Optional.empty());
        }

        public static Setting before(GroundPicture picture) {
            return new Setting(false, Optional.of(picture), Optional.empty(), Optional.empty());
        }

        public static Setting forDocument(DocumentSpec document) {
            return new Setting(false, Optional.empty(), Optional.of(document), Optional.empty());
        }

        public static Setting before(GroundColours colours) {
            return new Setting(false, Optional.empty(), Optional.empty(), Optional.of(colours));
        }

        /**
         * What a field that takes all of these says: {@code transparent}, {@code auto} or {@code opaque}, or what {@link
         * GroundColours#of} reads.
         *
         * @throws PortraitException.InvalidRequest when it is none of them
         */
        public static Setting background(String text) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "transparent" -> withoutBackground();
                case "opaque", "auto", "" -> NONE;
                default -> before(GroundColours.of(text));
            };
        }
    }

    /**
     * A client's own picture as the background.
     *
     * @param blur   0 as sharp as it is, 1 as far out of focus as anything behind a sitter is
     * @param pixels the picture; empty where the order is only kept, not yet carried out
     */
    public record GroundPicture(double blur, Optional<Photo> pixels) {
        /** As a portrait lens shows what stands a few steps behind. */
        public static final double USUAL_BLUR = 0.3;

        public GroundPicture {
            if (!(blur >= 0 && blur <= 1)) {
                throw new PortraitException.InvalidRequest(ErrorCode.OUTPUT_INVALID,
                        "background_blur is " + blur + ": it must be from 0 to 1");
            }
        }
    }

    /** An order whose background only words speak of. */
    public PortraitRequest(String prompt, Optional<OrderedTemplate> template, FrameSize size, Retouch retouch,
            GenMode mode, Seed seed, OptionalInt face) {
        this(prompt, template, size, retouch, mode, seed, face, Setting.NONE);
    }

    /** An order that names no face. */
    public PortraitRequest(String prompt, Optional<OrderedTemplate> template, FrameSize size, Retouch retouch,
            GenMode mode, Seed seed) {
        this(prompt, template, size, retouch, mode, seed, OptionalInt.empty());
    }

    /** An order without a template that names no face. */
    public PortraitRequest(String prompt, FrameSize size, Retouch retouch, GenMode mode, Seed seed) {
        this(prompt, Optional.empty(), size, retouch, mode, seed);
    }

    /** An order whose mode follows the API's rule unless one is named: a prompt means creative, none reference. */
    public static PortraitRequest of(String prompt, FrameSize size, Retouch retouch, Optional<GenMode> mode,
            long seed) {
        return new PortraitRequest(prompt, size, retouch, mode.orElseGet(() -> GenMode.automatic(prompt)),
                Seed.requested(seed));
    }

    /**
     * All that is said of the portrait: the template's text, then the client's own words. Engines that read in order let
     * the later words win.
     */
    public String words() {
        return template.map(ordered -> prompt.isEmpty() ? ordered.text() : ordered.text() + ", " + prompt)
                .orElse(prompt);
    }

    /** This order with a template before the client's words. */
    public PortraitRequest with(Template ordered) {
        return new PortraitRequest(prompt, Optional.of(OrderedTemplate.of(ordered)), size, retouch, mode, seed, face,
                setting);
    }

    /** This order where the prompt was only a call of the template: no words of the client's own are left. */
    public PortraitRequest calledBy(Template ordered) {
        return new PortraitRequest("", Optional.empty(), size, retouch, mode, seed, face, setting).with(ordered);
    }

    public PortraitRequest with(FrameSize other) {
        return new PortraitRequest(prompt, template, other, retouch, mode, seed, face, setting);
    }

    /** This order of one of several faces. */
    public PortraitRequest ofFace(OptionalInt one) {
        return new PortraitRequest(prompt, template, size, retouch, mode, seed, one, setting);
    }

    public PortraitRequest with(Seed other) {
        return new PortraitRequest(prompt, template, size, retouch, mode, other, face, setting);
    }

    /** This order with this said in fields. */
    public PortraitRequest in(Setting other) {
        return new PortraitRequest(prompt, template, size, retouch, mode, seed, face, other);
    }

    /** Whether the finished portrait has no background, by its field or by its words. */
    public boolean isTransparent() {
        return setting.transparent() || setting.equals(Setting.NONE) && mode != GenMode.REFERENCE
                && WITHOUT_BACKGROUND.matcher(words()).find();
    }

    /** Words that can mean nothing else; {@code studio}'s lexicon has each of them. */
    private static final Pattern WITHOUT_BACKGROUND = Pattern.compile(
            "(?<!no |not |non-|non )\\btransparent (background|backdrop|png)\\b|(?<!不要|非|不)(透明背景|背景透明|透明底|透明png)",
            Pattern.CASE_INSENSITIVE);
}
