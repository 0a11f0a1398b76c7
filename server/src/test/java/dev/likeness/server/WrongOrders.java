package dev.likeness.server;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Every field of an order with values that cannot be meant, and what both clouds' dialects must say. */
final class WrongOrders {
    private WrongOrders() {}

    /** Fields, code of the envelope, code of ours; all with status 400. */
    static Stream<Arguments> fields() {
        return """
                "width":511|50200|size_out_of_range
                "height":2049|50200|size_out_of_range
                "width":"511"|50200|size_out_of_range
                "width":1e12|50200|size_out_of_range
                "width":1024.5|50204|wrong_type
                "width":"wide"|50204|wrong_type
                "width":1e999999999|50204|wrong_type
                "width":[1024]|50204|wrong_type
                "height":{}|50204|wrong_type
                "gpen":1.1|50200|strength_out_of_range
                "gpen":-0.1|50200|strength_out_of_range
                "gpen":"a lot"|50204|wrong_type
                "skin":0.25|50200|strength_off_grid
                "skin":"2"|50200|strength_out_of_range
                "skin_unifi":true|50204|wrong_type
                "skin_unifi":0.05|50200|strength_off_grid
                "gen_mode":"portrait"|50200|unknown_mode
                "gen_mode":5|50204|wrong_type
                "seed":-2|50200|seed_out_of_range
                "seed":1.5|50204|wrong_type
                "seed":99999999999999999999|50200|seed_out_of_range
                "seed":9999999999999999999|50200|seed_out_of_range
                "prompt":7|50204|wrong_type
                "prompt":["a"]|50204|wrong_type
                "prompt":"a\\u0000b"|50204|malformed_request
                "prompt":"LONG"|50200|prompt_too_long
                "engine":"none such"|50200|unknown_engine
                "engine":1|50204|wrong_type
                "return_url":"perhaps"|50204|wrong_type
                "logo_info":[]|50204|wrong_type
                "logo_info":{"add_logo":"maybe"}|50204|wrong_type
                "logo_info":{"position":4}|50200|watermark_invalid
                "logo_info":{"position":-1}|50200|watermark_invalid
                "logo_info":{"position":"corner"}|50204|wrong_type
                "logo_info":{"language":2}|50200|watermark_invalid
                "logo_info":{"language":0.5}|50204|wrong_type
                "logo_info":{"opacity":1.5}|50200|watermark_invalid
                "logo_info":{"opacity":-0.1}|50200|watermark_invalid
                "logo_info":{"opacity":[]}|50204|wrong_type
                "logo_info":{"logo_text_content":9}|50204|wrong_type
                "logo_info":{"logo_text_content":"smile 😀"}|50200|watermark_invalid
                "logo_info":{"logo_text_content":"a\\nb"}|50200|watermark_invalid
                "logo_info":{"logo_text_content":"LONG"}|50200|watermark_invalid
                "aigc_meta":"me"|50204|wrong_type
                "aigc_meta":{"content_producer":1}|50204|wrong_type
                "aigc_meta":{"producer_id":{}}|50204|wrong_type
                "aigc_meta":{"content_propagator":true}|50204|wrong_type
                "aigc_meta":{"propagate_id":[]}|50204|wrong_type
                "aigc_meta":{"producer_id":"LONG"}|50200|watermark_invalid
                "image_input":""|50206|photo_missing
                "image_input":null|50206|photo_missing
                "image_input":"data:image/png;base64,"|50206|photo_missing
                "image_input":5|50204|wrong_type
                "image_input":["a","b"]|50204|wrong_type
                "image_input":"!!!"|50207|photo_unreadable
                "image_input":"aGVsbG8gd29ybGQ="|50207|photo_unreadable
                "image_input":"/9j/4AAQ"|50207|photo_unreadable
                "image_input":"iVBORw0KGgoAAAANSUhEUgAAnEAAAJxACAIAAAA="|50205|photo_too_many_pixels
                "image_input":"ftp://example.com/a.jpg"|50200|photo_url_refused
                "image_input":"http://192.168.1.1/a.jpg"|50200|photo_url_refused
                "image_urls":5,"image_input":null|50204|wrong_type
                "binary_data_base64":[{}],"image_input":null|50204|wrong_type
                "image_base64":["!!!"],"image_input":null|50207|photo_unreadable
                "req_key":"other"|50204|wrong_type
                "req_key":7|50204|wrong_type"""
                .lines().map(line -> line.split("\\|")).map(row -> Arguments.of(
                        row[0].replace("LONG", "长".repeat(2001)), Integer.parseInt(row[1]), row[2]));
    }

    /** An order with a photo whose further fields override those before them. */
    static String order(String fields, boolean withReqKey) {
        StringBuilder order = new StringBuilder("{");
        if (withReqKey && !fields.contains("\"req_key\"")) {
            order.append("\"req_key\":\"i2i_portrait_photo\",");
        }
        if (!fields.contains("\"image_input\"")) {
            order.append("\"image_input\":\"").append(TestService.PHOTO).append("\",");
        }
        return order.append(fields).append('}').toString();
    }
}
