package dev.likeness.relay;

import com.google.gson.JsonObject;
import dev.likeness.core.relaying.Errand;
import java.net.http.HttpRequest;

/** How an upstream is spoken to: addresses, credentials, and the fields that only it has. The answers are alike. */
interface Dialect {
    /** The request that hands an order in. */
    HttpRequest submission(JsonObject order, Errand.Submission submission);

    /** The request that asks for the result. */
    HttpRequest question(JsonObject question);

    /** Whether a submission that is sent again under the same key is recognized and not made twice. */
    boolean recognizesRepeats();
}
