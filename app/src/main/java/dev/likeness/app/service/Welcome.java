package dev.likeness.app.service;

import java.io.PrintStream;
import java.net.URI;
import java.util.Optional;

/** What {@code serve} says once it answers: where it is, the key if one was just made, and a request to paste. */
public final class Welcome {
    private Welcome() {}

    /** The credentials that the first start created, as plaintext. */
    record Credentials(String key, String accessKeyId, String secretAccessKey) {
        /** Without the secrets. */
        @Override
        public String toString() {
            return "the credentials of the first account";
        }
    }

    public static void print(PrintStream out, URI address, Optional<URI> signIn, Optional<Credentials> newKey) {
        out.println("Likeness answers at " + address);
        signIn.ifPresent(link -> out.println("Open the studio in your browser (this link signs in once):  " + link));
        newKey.ifPresent(made -> {
            String key = made.key();
            out.println();
            out.println("Your API key, shown this once:  " + key);
            out.println("For clients that sign:  access key id " + made.accessKeyId() + ", secret access key "
                    + made.secretAccessKey());
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
            if (signIn.isEmpty()) {
                out.println("To open the studio in a browser without a key, start with --sign-in.");
            }
        }
        out.println("Press Ctrl+C to stop.");
        out.flush();
    }
}
