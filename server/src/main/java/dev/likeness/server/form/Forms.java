package dev.likeness.server.form;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Parses forms according to their content type. */
public final class Forms {
    private Forms() {}

    public static boolean isMultipart(String contentType) {
        return contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    public static boolean isUrlEncoded(String contentType) {
        return contentType.strip().toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }

    /**
     * The form in this body.
     *
     * @throws InvalidRequest when the body is not a form
     */
    public static Form read(byte[] body, String contentType) {
        if (isMultipart(contentType)) {
            return Multipart.read(body, contentType);
        }
        if (isUrlEncoded(contentType)) {
            return urlEncoded(new String(body, StandardCharsets.UTF_8));
        }
        throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST,
                "the request is no form: send multipart/form-data with the photo as a file");
    }

    private static Form urlEncoded(String text) {
        return new Form(Arrays.stream(text.split("&")).filter(pair -> !pair.isBlank()).map(pair -> {
            int equals = pair.indexOf('=');
            byte[] value = equals < 0
                    ? new byte[0]
                    : decoded(pair.substring(equals + 1)).getBytes(StandardCharsets.UTF_8);
            return new Part(decoded(equals < 0 ? pair : pair.substring(0, equals)), false, value, 0, value.length);
        }).toList());
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST,
                    "the form cannot be read: a percent sign in it is not followed by two hexadecimal digits");
        }
    }
}
