package dev.likeness.store;

import dev.likeness.core.PortraitRequest;

/** An order that was found valid, not yet written down. */
public record NewTask(AccountId account, String engine, PortraitRequest request, PhotoSource photo,
        Delivery delivery) {}
