package dev.likeness.core.relaying;

import java.time.Duration;

/**
 * What another service allows and asks for, over all processes of an installation.
 *
 * @param atOnce     orders that may be with it at the same time, 1 or more
 * @param perSecond  requests of a kind that it takes in a second, more than 0
 * @param longest    how long an order may be with it before it is given up
 * @param costMicros what it asks for a portrait, in millionths of a PTC; 0 when that is not known
 */
public record Terms(int atOnce, double perSecond, Duration longest, long costMicros) {
    public Terms {
        if (atOnce < 1 || !(perSecond > 0) || !longest.isPositive() || costMicros < 0) {
            throw new IllegalArgumentException(atOnce + " orders at once, " + perSecond + " requests a second, "
                    + longest.toSeconds() + " seconds and a cost of " + costMicros
                    + " make no sense: each must be more than 0, the cost 0 or more");
        }
    }
}
