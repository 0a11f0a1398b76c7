package dev.likeness.studio.plan.words;

import java.util.Set;

/** English and Chinese words that tell the colour of a background, by the part that they play beside it. */
public final class BackgroundWords {
    /** Name a background, with or without words for how plain it is. */
    public static final Set<String> NOUNS = Set.of("background", "backdrop", "background colour", "background color",
            "plain background", "plain backdrop", "simple background", "clean background", "neutral background",
            "seamless background", "seamless paper", "seamless", "paper background", "paper backdrop",
            "studio background",
            "studio backdrop", "studio", "bg", "backgrounds", "背景", "底", "底色", "背景色", "背景颜色", "背景为", "背景是", "作为背景",
            "纯色背景",
            "简洁背景", "干净背景", "背景纸", "无缝纸", "底子", "背景墙", "背景布", "幕布", "底图", "纯色底", "纯色");
    /** Nouns that are more than a plain background: the studio paints the colour only. */
    public static final Set<String> WALLS = Set.of("wall", "walls", "墙", "墙壁", "墙面");
    /** Name a background of two colours. */
    public static final Set<String> GRADIENTS = Set.of("gradient", "gradients", "gradient background",
            "gradient backdrop", "soft gradient", "ombre", "渐变", "渐变色", "渐变背景", "柔和渐变");
    /** May stand between a colour and its noun. */
    public static final Set<String> BETWEEN = Set.of("plain", "solid", "simple", "clean", "studio", "colour",
            "color", "coloured", "colored", "toned", "tone", "的", "色", "色的", "色调", "painted", "纯");
    /** May stand between the noun and its colour. */
    public static final Set<String> LINKS = Set.of("in", "into", "to", "is", "be", "a", "the", "plain", "solid",
            "colour", "color", "turned", "changed", "made", "of", "with", "as", "换成", "换为", "换", "改成", "改为", "改", "变成",
            "变为", "是", "为", "用", "的", "颜色", "成", "设为", "要", "纯", "一张", "一个", "换一个", "改一下");
    /** Says that another colour comes in the place of the one before. */
    public static final Set<String> CHANGES = Set.of("to", "into", "with", "换成", "换为", "改成", "改为", "变成", "变为", "替换成",
            "替换为", "换", "改");
    /** Says the same of a background that was spoken of in another clause. */
    public static final Set<String> LATER = Set.of("换成", "换为", "改成", "改为", "变成", "变为", "替换成", "替换为", "用", "要", "use",
            "make it", "turn it", "change it", "rather", "instead");
    /** May stand between the two colours of a gradient. */
    public static final Set<String> BRIDGES = Set.of("to", "into", "and", "with", "on", "fading", "fades", "fading to",
            "到", "至", "和", "与", "跟", "过渡到", "过渡", "渐变到", "变", "变到", "成", "的", "颜色", "色");
    /** Those that lead on from a colour to another behind the gradient's noun. */
    public static final Set<String> ONWARD = Set.of("to", "into", "到", "至", "过渡到", "渐变到");
    /** Lead in the first of two colours. */
    public static final Set<String> FROM = Set.of("from", "从", "由");

    private BackgroundWords() {}
}
