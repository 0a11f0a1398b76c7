package dev.likeness.imaging.heif;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes a file in which each coded part of a photo is a picture of its own, numbered from 1: nothing refers to anything,
 * and there are no grids, rotations, thumbnails, profiles or texts for a decoder to stumble over.
 */
final class HeifExcerpt {
    private static final Set<String> OF_THE_CODING = Set.of("hvcC", "av1C", "ispe", "pixi");
    private static final int ESSENTIAL = 0x8000;

    private final List<byte[]> properties = new ArrayList<>();

    private HeifExcerpt() {}

    /**
     * @param nclx how the colours were coded, for each part
     */
    static byte[] of(HeifMeta meta, HeifTiles colour, Optional<HeifTiles> opacity, Optional<Box> nclx) {
        return new HeifExcerpt().written(meta, opacity.map(HeifTiles::items).orElse(List.of()), colour, nclx);
    }

    private byte[] written(HeifMeta meta, List<Integer> opacity, HeifTiles colour, Optional<Box> nclx) {
        List<Integer> items = Stream.concat(opacity.stream(), colour.items().stream()).toList();
        List<byte[]> data = items.stream().map(meta::data).toList();
        byte[] associations = concat(Stream.concat(Stream.of(number(4, 1), number(4, items.size())),
                IntStream.range(0, items.size())
                        .mapToObj(i -> associations(meta, items.get(i), i + 1,
                                i < opacity.size() ? Optional.empty() : nclx)))
                .toList());
        byte[] entries = concat(IntStream.rangeClosed(1, items.size())
                .mapToObj(id -> Box.written("infe", number(4, 2 << 24), number(2, id), number(2, 0),
                        ascii(colour.codec()), number(1, 0)))
                .toList());
        byte[] kind = Box.written("ftyp", ascii("mif1"), number(4, 0), ascii("mif1"),
                ascii(colour.codec().equals("hvc1") ? "heic" : "avif"));
        byte[] empty = meta(colour, items.size(), entries, associations, places(data, 0));
        byte[] head = meta(colour, items.size(), entries, associations,
                places(data, kind.length + empty.length + 8));
        return concat(List.of(kind, head, Box.written("mdat", data.toArray(byte[][]::new))));
    }

    private byte[] meta(HeifTiles colour, int items, byte[] entries, byte[] associations, byte[] places) {
        return Box.written("meta", number(4, 0),
                Box.written("hdlr", number(4, 0), number(4, 0), ascii("pict"), new byte[12], number(1, 0)),
                Box.written("pitm", number(4, 0), number(2, items - colour.items().size() + 1)),
                Box.written("iloc", places),
                Box.written("iinf", number(4, 0), number(2, items), entries),
                Box.written("iprp", Box.written("ipco", properties.toArray(byte[][]::new)),
                        Box.written("ipma", associations)));
    }

    /** Offsets and lengths of four bytes, one part an item. */
    private static byte[] places(List<byte[]> data, int start) {
        List<byte[]> parts = new ArrayList<>(List.of(number(4, 0), number(2, 0x4400), number(2, data.size())));
        int at = start;
        for (int i = 0; i < data.size(); i++) {
            parts.addAll(List.of(number(2, i + 1), number(2, 0), number(2, 1), number(4, at),
                    number(4, data.get(i).length)));
            at += data.get(i).length;
        }
        return concat(parts);
    }

    private byte[] associations(HeifMeta meta, int item, int id, Optional<Box> nclx) {
        List<Box> boxes = Stream.concat(meta.properties(item).stream().map(HeifMeta.Property::box)
                .filter(box -> OF_THE_CODING.contains(box.type())), nclx.stream()).toList();
        ByteBuffer links = ByteBuffer.allocate(3 + 2 * Math.min(255, boxes.size())).putShort((short) id)
                .put((byte) Math.min(255, boxes.size()));
        boxes.stream().limit(255).forEach(box -> links
                .putShort((short) (index(box) | (box.type().endsWith("C") ? ESSENTIAL : 0))));
        return links.array();
    }

    /** Of the property, which tiles share. */
    private int index(Box box) {
        byte[] written = Box.written(box.type(), box.bytes());
        for (int i = 0; i < properties.size(); i++) {
            if (Arrays.equals(properties.get(i), written)) {
                return i + 1;
            }
        }
        properties.add(written);
        return properties.size();
    }

    private static byte[] number(int bytes, int value) {
        byte[] big = ByteBuffer.allocate(4).putInt(value).array();
        return Arrays.copyOfRange(big, 4 - bytes, 4);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] concat(List<byte[]> parts) {
        ByteBuffer all = ByteBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
        parts.forEach(all::put);
        return all.array();
    }
}
