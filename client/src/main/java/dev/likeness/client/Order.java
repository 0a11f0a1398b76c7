package dev.likeness.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is ordered. Each method gives another order with that said too; {@link #with} says what has no method of its own.
 *
 * @param fields as PortraitOrder, or BatchOrder, of the API has them
 */
public record Order(Map<String, Object> fields) {
    public Order {
        fields = Map.copyOf(fields);
    }

    /** Of the photo at this address: one of the public internet, or what {@link LikenessClient#upload} gave. */
    public static Order ofLink(String photo) {
        return new Order(Map.of("photo", photo));
    }

    /** Of this file. */
    public static Order ofFile(byte[] photo) {
        return ofLink(Base64.getEncoder().encodeToString(photo));
    }

    /** Each of these photos with each of these templates; for {@link LikenessClient#submitAll}. */
    public static Order batch(List<String> photos, List<String> templates) {
        return new Order(templates.isEmpty()
                ? Map.of("photos", photos)
                : Map.of("photos", photos, "templates", templates));
    }

    public Order prompt(String prompt) {
        return with("prompt", prompt);
    }

    public Order template(String name) {
        return with("template", name);
    }

    /** In pixels, 512 to 2048. */
    public Order size(int width, int height) {
        return with("width", width).with("height", height);
    }

    public Order seed(long seed) {
        return with("seed", seed);
    }

    public Order webhook(String address) {
        return with("webhook", address);
    }

    /** Who agreed to the portrait, when, and where the proof is. */
    public Order consent(String who, Instant when, String reference) {
        return with("consent", Map.of("who", who, "when", when.toString(), "reference", reference));
    }

    /** With any field of the API. */
    public Order with(String field, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new Order(more);
    }

    String json() {
        return Json.write(fields);
    }

    /** Photos as a batch takes them. */
    public static List<String> base64(List<byte[]> files) {
        List<String> texts = new ArrayList<>();
        files.forEach(file -> texts.add(Base64.getEncoder().encodeToString(file)));
        return texts;
    }
}
