package dev.likeness.app;

import java.io.PrintStream;
import java.net.URI;
import java.util.Optional;

/** What {@code serve} says once it answers: where it is, the key if one was just made, and a request to paste. */
final class Welcome {
    private Welcome() {}

    static void print(PrintStream out, URI address, Optional<String> newKey) {
        out.println("Likeness answers at " + address);
        newKey.ifPresent(key -> {
            out.println();
            out.println("Your API key, shown this once:  " + key);
            out.println("Keep it, then order a portrait and fetch it:");
            out.println();
            out.println("  KEY=" + key);
            out.println(
                    "  printf '{\"image_input\":\"%s\",\"prompt\":\"city at night\"}' \"$(base64 < photo.jpg | tr -d '\\n')\" |");
            out.println("    curl -s " + address
                    + "/doubao/drawing/portrait -H \"Authorization: Bearer $KEY\" -H 'Content-Type: application/json' -d @-");
            out.println("  curl -s '" + address
                    + "/doubao/drawing/portrait_result?response_format=url' -H \"Authorization: Bearer $KEY\" -d '{\"task_id\":\"…\"}'");
            out.println();
        });
        if (newKey.isEmpty()) {
            out.println("Another key:  ./likeness keys create --name NAME");
        }
        out.println("Press Ctrl+C to stop.");
        out.flush();
    }
}
