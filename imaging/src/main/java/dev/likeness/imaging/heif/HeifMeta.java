package dev.likeness.imaging.heif;

import dev.likeness.imaging.raster.PhotoLimits;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The items of a HEIF file (ISO/IEC 14496-12, 8.11; ISO/IEC 23008-12, 6 to 9): which there are, their properties, where
 * their bytes lie, and which refer to which. Nothing is copied before it is asked for.
 */
final class HeifMeta {
    private static final int ITEMS = 2_000;
    private static final int IN_THE_FILE = 0;
    private static final int IN_THE_META_BOX = 1;

    private final ByteBuffer file;
    private final Map<Integer, String> types = new HashMap<>();
    private final Map<Integer, List<Property>> properties = new HashMap<>();
    private final Map<Integer, List<ByteBuffer>> extents = new HashMap<>();
    private final List<Reference> references = new ArrayList<>();
    private ByteBuffer own = ByteBuffer.allocate(0);
    private int primary = -1;
    /** Of the bytes that items have: no honest file lets them overlap. */
    private long handedOut;
    private int associations;
    private int referred;

    /**
     * @param essential whether whoever does not know it must not show the item
     */
    record Property(Box box, boolean essential) {}

    /** From an item to others, in their order. */
    record Reference(String type, int from, List<Integer> to) {}

    private HeifMeta(byte[] file) {
        this.file = ByteBuffer.wrap(file).asReadOnlyBuffer();
    }

    /**
     * @throws dev.likeness.core.PortraitException.UnusablePhoto when boxes are missing or cut short
     * @throws IndexOutOfBoundsException                         or any other exception of a buffer, when a box is
     *                                                           shorter than what it claims to hold
     */
    static HeifMeta of(byte[] file) {
        HeifMeta meta = new HeifMeta(file);
        List<Box> outer = Box.in(ByteBuffer.wrap(file).asReadOnlyBuffer());
        meta.read(Box.first(outer, "meta").orElseThrow(() -> PhotoLimits.unreadable("it holds no picture")));
        return meta;
    }

    private void read(Box meta) {
        ByteBuffer inside = meta.reader();
        Box.versionAndFlags(inside);
        List<Box> boxes = Box.in(inside);
        Box.first(boxes, "idat").ifPresent(box -> own = box.reader());
        Box.first(boxes, "pitm").ifPresent(this::primary);
        Box.first(boxes, "iinf").ifPresent(this::items);
        Box.first(boxes, "iprp").ifPresent(this::properties);
        Box.first(boxes, "iloc").ifPresent(this::places);
        Box.first(boxes, "iref").ifPresent(this::references);
    }

    private void primary(Box box) {
        ByteBuffer reader = box.reader();
        boolean wide = Box.versionAndFlags(reader) >>> 24 != 0;
        primary = wide ? reader.getInt() : reader.getShort() & 0xffff;
    }

    private void items(Box box) {
        ByteBuffer reader = box.reader();
        boolean wide = Box.versionAndFlags(reader) >>> 24 != 0;
        long count = wide ? reader.getInt() & 0xffffffffL : reader.getShort() & 0xffff;
        PhotoLimits.blocks((int) Math.min(count, Integer.MAX_VALUE), ITEMS, "items");
        for (Box entry : Box.in(reader)) {
            ByteBuffer inside = entry.reader();
            int version = Box.versionAndFlags(inside) >>> 24;
            if (entry.type().equals("infe") && (version == 2 || version == 3)) {
                int id = version == 3 ? inside.getInt() : inside.getShort() & 0xffff;
                inside.getShort(); // protection
                byte[] type = new byte[4];
                inside.get(type);
                types.putIfAbsent(id, new String(type, StandardCharsets.ISO_8859_1));
            }
        }
    }

    private void properties(Box box) {
        List<Box> boxes = Box.in(box.reader());
        List<Box> all = Box.first(boxes, "ipco").map(found -> Box.in(found.reader())).orElse(List.of());
        for (Box association : boxes) {
            if (!association.type().equals("ipma")) {
                continue;
            }
            ByteBuffer reader = association.reader();
            int head = Box.versionAndFlags(reader);
            boolean wideItems = head >>> 24 != 0;
            boolean wideIndices = (head & 1) != 0;
            long count = reader.getInt() & 0xffffffffL;
            for (long i = 0; i < count; i++) {
                PhotoLimits.blocks(++associations, "properties");
                int id = wideItems ? reader.getInt() : reader.getShort() & 0xffff;
                int links = reader.get() & 0xff;
                for (int link = 0; link < links; link++) {
                    PhotoLimits.blocks(++associations, "properties");
                    int entry = wideIndices ? reader.getShort() & 0xffff : reader.get() & 0xff;
                    int essential = wideIndices ? 0x8000 : 0x80;
                    int index = entry & essential - 1;
                    if (index > 0 && index <= all.size()) {
                        properties.computeIfAbsent(id, _ -> new ArrayList<>())
                                .add(new Property(all.get(index - 1), (entry & essential) != 0));
                    }
                }
            }
        }
    }

    private void places(Box box) {
        ByteBuffer reader = box.reader();
        int version = Box.versionAndFlags(reader) >>> 24;
        int sizes = reader.getShort() & 0xffff;
        long count = version < 2 ? reader.getShort() & 0xffff : reader.getInt() & 0xffffffffL;
        PhotoLimits.blocks((int) Math.min(count, Integer.MAX_VALUE), ITEMS, "items");
        int parts = 0;
        for (long i = 0; i < count; i++) {
            int id = version < 2 ? reader.getShort() & 0xffff : reader.getInt();
            int method = version == 0 ? IN_THE_FILE : reader.getShort() & 0xf;
            reader.getShort(); // another file: not for photos
            long base = number(reader, sizes >> 4 & 0xf);
            int extent = reader.getShort() & 0xffff;
            List<ByteBuffer> places = new ArrayList<>();
            for (int part = 0; part < extent; part++) {
                PhotoLimits.blocks(++parts, "parts of items");
                if (version > 0) {
                    number(reader, sizes & 0xf);
                }
                long from = base + number(reader, sizes >> 12 & 0xf);
                long length = number(reader, sizes >> 8 & 0xf);
                if (method == IN_THE_FILE || method == IN_THE_META_BOX) {
                    places.add(place(method == IN_THE_FILE ? file : own, from, length));
                }
            }
            extents.putIfAbsent(id, places);
        }
    }

    private static ByteBuffer place(ByteBuffer whole, long from, long length) {
        if (from < 0 || length < 0 || from > whole.limit()) {
            return ByteBuffer.allocate(0); // an item that nobody may ask for; one that is needed has no bytes then
        }
        long to = length == 0 ? whole.limit() : Math.min(whole.limit(), from + length);
        return to - from < length ? ByteBuffer.allocate(0) : whole.slice((int) from, (int) (to - from));
    }

    private static long number(ByteBuffer reader, int bytes) {
        return switch (bytes) {
            case 0 -> 0;
            case 4 -> reader.getInt() & 0xffffffffL;
            case 8 -> reader.getLong();
            default -> throw PhotoLimits.unreadable("its places are of " + bytes + " bytes");
        };
    }

    private void references(Box box) {
        ByteBuffer reader = box.reader();
        boolean wide = Box.versionAndFlags(reader) >>> 24 != 0;
        for (Box each : Box.in(reader)) {
            ByteBuffer inside = each.reader();
            int from = wide ? inside.getInt() : inside.getShort() & 0xffff;
            int count = inside.getShort() & 0xffff;
            referred += count;
            PhotoLimits.blocks(referred, "references");
            Integer[] to = new Integer[count];
            for (int i = 0; i < count; i++) {
                to[i] = wide ? inside.getInt() : inside.getShort() & 0xffff;
            }
            references.add(new Reference(each.type(), from, Arrays.asList(to)));
        }
    }

    /** The item that is the photo; -1 where none is named. */
    int primary() {
        return primary;
    }

    /** Four characters, or nothing for an item that is not there. */
    String type(int item) {
        return types.getOrDefault(item, "");
    }

    List<Property> properties(int item) {
        return properties.getOrDefault(item, List.of());
    }

    Optional<Box> property(int item, String type) {
        return properties(item).stream().map(Property::box).filter(box -> box.type().equals(type)).findFirst();
    }

    /** The items that one refers to. */
    List<Integer> from(int item, String type) {
        return references.stream().filter(each -> each.type().equals(type) && each.from() == item).findFirst()
                .map(Reference::to).orElse(List.of());
    }

    /** The items that refer to one. */
    List<Integer> to(int item, String type) {
        return references.stream().filter(each -> each.type().equals(type) && each.to().contains(item))
                .map(Reference::from).toList();
    }

    /**
     * @throws dev.likeness.core.PortraitException.UnusablePhoto when the item's bytes are missing, or items have more
     *                                                           bytes than the file
     */
    byte[] data(int item) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ByteBuffer part : extents.getOrDefault(item, List.of())) {
            handedOut += part.limit();
            if (handedOut > file.limit()) {
                throw PhotoLimits.unreadable("its parts overlap");
            }
            byte[] copy = new byte[part.limit()];
            part.get(0, copy);
            bytes.writeBytes(copy);
        }
        if (bytes.size() == 0) {
            throw PhotoLimits.cutShort();
        }
        return bytes.toByteArray();
    }
}
