package dev.likeness.service.tasks;

import dev.likeness.core.AigcMeta;
import dev.likeness.core.Logo;
import dev.likeness.core.output.OutputFile;

/**
 * The form in which a client wants the portrait. The order sets the default for later requests for its result.
 *
 * @param asLink as a link rather than in base64
 * @param file   the file that is made and kept; only an order can say it
 */
public record Delivery(boolean asLink, Logo logo, AigcMeta aigc, OutputFile file) {
    /** As the usual file. */
    public Delivery(boolean asLink, Logo logo, AigcMeta aigc) {
        this(asLink, logo, aigc, OutputFile.USUAL);
    }

    /** In base64, without a visible mark. */
    public static final Delivery PLAIN = new Delivery(false, Logo.NONE, AigcMeta.NONE);
    /** As a link, without a visible mark. */
    public static final Delivery LINK = new Delivery(true, Logo.NONE, AigcMeta.NONE);
}
