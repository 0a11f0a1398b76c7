package dev.likeness.imaging;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The XMP packet of a finished file (ISO 16684-1): a small RDF document with three statements. Where it comes from
 * ({@code Iptc4xmpExt:DigitalSourceType}, which search engines and social networks read), the label of machine-made
 * content after GB 45438-2025 ({@code TC260:AIGC}, a JSON text), and the parameters it can be made with again.
 */
final class XmpPacket {
    private static final String TEMPLATE = """
            <?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about=""
            xmlns:xmp="http://ns.adobe.com/xap/1.0/"
            xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
            xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/"
            xmlns:likeness="urn:likeness:generation:1.0/">
            <xmp:CreatorTool>%s</xmp:CreatorTool>
            <Iptc4xmpExt:DigitalSourceType>%s</Iptc4xmpExt:DigitalSourceType>
            <TC260:AIGC>%s</TC260:AIGC>
            <likeness:Parameters>%s</likeness:Parameters>
            </rdf:Description>
            </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="r"?>""";

    private XmpPacket() {}

    /** The packet in UTF-8. */
    static byte[] of(AigcLabel label) {
        return TEMPLATE.formatted(xml("Likeness (" + label.engine() + ")"), xml(label.source().uri()),
                xml(aigcJson(label)), xml(label.parametersJson())).getBytes(StandardCharsets.UTF_8);
    }

    /** Label "1" states that the content is machine-made; the reserved codes are for signatures and stay empty. */
    private static String aigcJson(AigcLabel label) {
        AigcLabel.Parties parties = label.parties();
        String producer = parties.producer().isEmpty() ? "Likeness (" + label.engine() + ")" : parties.producer();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Label", "1");
        fields.put("ContentProducer", producer);
        fields.put("ProduceID", label.produceId());
        fields.put("ReservedCode1", "");
        fields.put("ContentPropagator", parties.propagator());
        fields.put("PropagateID", parties.propagateId());
        fields.put("ReservedCode2", "");
        return Json.of(fields);
    }

    /** Escapes markup and drops what XML 1.0 cannot hold: most control characters, and halves of surrogate pairs. */
    private static String xml(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '\t', '\n', '\r' -> escaped.append(' ');
                default -> {
                    if (c >= ' ' && (c < 0xd800 || c > 0xdfff) && c != 0xfffe && c != 0xffff) {
                        escaped.appendCodePoint(c);
                    }
                }
            }
        });
        return escaped.toString();
    }
}
