package dev.likeness.diffusion.engine;

import dev.likeness.core.GenMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes the prompt for the model: the client's words first, because the model gives most weight to the beginning, then
 * what must not change, and what each reference image shows.
 */
final class PromptBuilder {
    private static final String IDENTITY = " Keep the identity of the person exactly: the same face shape, eyes, nose, "
            + "mouth, skin tone%s.";
    private static final String PHOTOGRAPH = " Photorealistic, natural skin texture, sharp eyes, professional portrait "
            + "photograph of one person.";
    private static final String DRAWN = " The likeness must hold in this style. One person.";
    /** Words that ask for something other than a photograph, unless the prompt says "realistic" too. */
    private static final Pattern ART = words("oil paint\\w*|oil portrait|oil on canvas|watercolou?r|aquarelle|gouache|"
            + "pastel drawing|paint(?:ing|erly)|pencil|sketch|charcoal|drawing|drawn|ink wash|engraving|comic|manga|anime|"
            + "cartoon|illustration|pop poster|pop art|3d render|clay|pixar|ghibli|"
            + "油画|水彩|水墨|国画|工笔|素描|速写|炭笔|铅笔画|手绘|漫画|美漫|动漫|动画|卡通|插画|绘本|版画|波普|二次元");
    private static final Pattern HAIR = words("hair\\w*|blonde?|brunette|redhead|bald|发色|头发|[长短卷染白金银黑]发|发型");
    private static final Pattern AGE = words("(?:as a|like a) (?:child|baby|boy|girl)|years? old|older|younger|elderly|"
            + "童年|小时候|老年|变老|年轻|岁");
    private static final Pattern REAL = words("photo\\w*|realistic|写实|真实|照片|摄影|写真");
    private static final Pattern OWN_BACKGROUND = words("(?:original|own|same|photo's) background|"
            + "(?:keep|leave) the background|background (?:as it is|unchanged)|"
            + "原背景|原景|原图背景|背景不变|(?:保留|保持)(?:原来的|原有)?背景");
    private static final String END = ".!?。！？…";

    private PromptBuilder() {}

    private static Pattern words(String alternatives) {
        // No Latin letter may precede or follow; Chinese has no spaces between words.
        return Pattern.compile("(?<![a-z])(?:" + alternatives + ")(?![a-z])", Pattern.CASE_INSENSITIVE);
    }

    /** Whether the prompt asks for the photo's own background. */
    static boolean isOwnBackground(String words) {
        return OWN_BACKGROUND.matcher(words).find();
    }

    private static boolean isArt(String words) {
        return ART.matcher(words).find() && !REAL.matcher(words).find();
    }

    /**
     * @param words    the client's words, possibly none
     * @param pictures number of reference images; with two, the first shows the face and the second the photo
     */
    static String of(GenMode mode, String words, int pictures) {
        boolean art = isArt(words);
        String wish = words.isBlank()
                ? ""
                : sentence(art ? words.strip() : StudioShorthand.explained(words.strip())) + " ";
        String person = pictures > 1 ? "the person in the images" : "the person in the image";
        String shown = pictures > 1
                ? " Image 1 shows the face in detail, image 2 the same person in the whole photo."
                : "";
        String task = switch (mode) {
            case CREATIVE -> (wish.isEmpty() ? "Studio portrait, soft window light. " : wish) + "Portrait of " + person
                    + (isOwnBackground(words) ? ", before the background of image 2." : ".");
            case REFERENCE -> wish.isEmpty()
                    ? "Keep the clothes, the hair, the pose and the background of the photo as they are, and only improve "
                            + "its light and clarity."
                    : wish + "Apart from that keep the clothes, the hair, the pose and the background of the photo as they "
                            + "are.";
            case REFERENCE_CHAR -> (wish.isEmpty() ? "Plain studio background, soft light. " : wish) + "Place " + person
                    + ", with the same clothes, hair and pose, before a new background that fills the grey area.";
        };
        return task + shown + identity(words) + (art ? DRAWN : PHOTOGRAPH);
    }

    /** The sentence on the identity, without the features that the client's words change. */
    private static String identity(String words) {
        List<String> more = new ArrayList<>();
        if (!AGE.matcher(words).find()) {
            more.add("age");
        }
        if (!HAIR.matcher(words).find()) {
            more.add("hair colour");
        }
        return String.format(IDENTITY, more.isEmpty() ? "" : ", " + String.join(", ", more));
    }

    private static String sentence(String words) {
        return END.indexOf(words.charAt(words.length() - 1)) >= 0
                ? words
                : words + (Character.UnicodeScript
                        .of(words.codePointBefore(words.length())) == Character.UnicodeScript.HAN ? "。" : ".");
    }
}
