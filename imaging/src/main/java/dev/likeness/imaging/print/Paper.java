package dev.likeness.imaging.print;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Sizes of paper that photos are printed on, millimetres, upright. */
public enum Paper {
    /** 10 x 15 cm, as European labs sell it. */
    P10X15("10x15", 100, 150),
    /** 5 inch, 3.5 x 5 inches: 五寸. */
    FIVE_INCH("5in", 88.9, 127),
    /** 6 inch, 4 x 6 inches: 六寸. */
    SIX_INCH("6in", 101.6, 152.4), A4("a4", 210, 297), LETTER("letter", 215.9, 279.4);

    private final String wireName;
    private final double width;
    private final double height;

    Paper(String wireName, double width, double height) {
        this.wireName = wireName;
        this.width = width;
        this.height = height;
    }

    public String wireName() {
        return wireName;
    }

    /** The shorter side. */
    public double width() {
        return width;
    }

    /** The longer side. */
    public double height() {
        return height;
    }

    /**
     * @throws InvalidRequest {@code OUTPUT_INVALID} for another name
     */
    public static Paper named(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(paper -> paper.wireName.equals(wanted)).findFirst()
                .orElseThrow(() -> new InvalidRequest(ErrorCode.OUTPUT_INVALID, "paper is unknown: use "
                        + Arrays.stream(values()).map(Paper::wireName).collect(Collectors.joining(", "))));
    }
}
