package dev.likeness.service.tasks;

import dev.likeness.core.AigcMeta;
import dev.likeness.core.Logo;

/**
 * How a client wants the portrait; an order sets the default for every later question about its result.
 *
 * @param asLink as a link rather than in base64
 */
public record Delivery(boolean asLink, Logo logo, AigcMeta aigc) {
    /** In base64, without a visible mark. */
    public static final Delivery PLAIN = new Delivery(false, Logo.NONE, AigcMeta.NONE);
    /** As a link, without a visible mark. */
    public static final Delivery LINK = new Delivery(true, Logo.NONE, AigcMeta.NONE);
}
