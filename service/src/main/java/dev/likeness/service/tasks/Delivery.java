package dev.likeness.service.tasks;

import dev.likeness.core.AigcMeta;
import dev.likeness.core.Logo;

/**
 * The form in which a client wants the portrait. The order sets the default for later requests for its result.
 *
 * @param asLink as a link instead of base64
 */
public record Delivery(boolean asLink, Logo logo, AigcMeta aigc) {
    /** In base64, without a visible mark. */
    public static final Delivery PLAIN = new Delivery(false, Logo.NONE, AigcMeta.NONE);
    /** As a link, without a visible mark. */
    public static final Delivery LINK = new Delivery(true, Logo.NONE, AigcMeta.NONE);
}
