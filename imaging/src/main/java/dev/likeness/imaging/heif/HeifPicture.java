package dev.likeness.imaging.heif;

import dev.likeness.imaging.raster.ColourProfile;
import dev.likeness.imaging.raster.PhotoLimits;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The picture that a HEIC or AVIF file names as its photo, not yet decoded: its parts, colours, and what has to be done
 * to it. Thumbnails, depths, gain maps, further pictures and texts are left where they are.
 *
 * @param colour        the coded colours
 * @param opacity       the coded opacity, of the same size
 * @param premultiplied whether the colours were multiplied by the opacity
 * @param grey          whether there is brightness alone
 * @param limited       whether grey goes from 16 to 235
 * @param profile       an ICC profile to read the colours by, or empty for sRGB
 * @param transforms    'clap', 'irot' and 'imir' boxes, in the order in which they are done
 * @param excerpt       a file of the coded parts alone, the opacity's first
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HeifPicture(HeifTiles colour, Optional<HeifTiles> opacity, boolean premultiplied, boolean grey, boolean limited,
        byte[] profile, List<Box> transforms, byte[] excerpt) {
    private static final Set<String> ALPHA = Set.of("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha",
            "urn:mpeg:hevc:2015:auxid:1");
    private static final Set<String> KNOWN = Set.of("hvcC", "av1C", "ispe", "pixi", "colr", "pasp", "irot", "imir",
            "clap", "auxC", "lsel", "a1op", "a1lx");
    private static final Set<String> TRANSFORMS = Set.of("irot", "imir", "clap");
    /** What decoding takes for a pixel: its samples twice, in their own colours and as R, G and B. */
    private static final int PIXEL = 6;
    /** Of the process that decodes, bytes. */
    private static final long MEMORY = 320L << 20;

    /**
     * @param file of a HEIC or AVIF, by its first bytes
     * @throws dev.likeness.core.PortraitException.UnusablePhoto when the file is cut short, contradicts itself, claims
     *                                                           too much or is of a kind that is not read
     */
    static HeifPicture of(byte[] file) {
        try {
            HeifMeta meta = HeifMeta.of(file);
            return of(meta, meta.primary());
        } catch (BufferUnderflowException shorterThanItClaims) {
            throw PhotoLimits.cutShort();
        }
    }

    private static HeifPicture of(HeifMeta meta, int item) {
        HeifTiles colour = HeifTiles.of(meta, item);
        PhotoLimits.size(colour.width(), colour.height());
        meta.properties(item).stream().filter(each -> each.essential() && !KNOWN.contains(each.box().type()))
                .findFirst().ifPresent(unknown -> {
                    throw PhotoLimits.unsupported("a HEIF file with '" + unknown.box().type() + "'");
                });
        Optional<Integer> alpha = meta.to(item, "auxl").stream().filter(each -> isAlpha(meta, each)).findFirst();
        Optional<HeifTiles> opacity = alpha.map(each -> HeifTiles.of(meta, each));
        if (opacity.isPresent() && (opacity.get().width() != colour.width()
                || opacity.get().height() != colour.height() || !opacity.get().codec().equals(colour.codec()))) {
            throw PhotoLimits.unreadable("its opacity is of another size than its colours");
        }
        HeifCoding coding = HeifCoding.of(meta, colour);
        memory(colour, coding.bits());
        opacity.ifPresent(tiles -> memory(tiles, HeifCoding.of(meta, tiles).bits()));
        List<Box> colours = colours(meta, item, colour);
        Optional<Box> nclx = colours.stream().filter(box -> box.bytes().length >= 11 && starts(box, "nclx"))
                .findFirst();
        byte[] profile = colours.stream().filter(box -> starts(box, "prof") || starts(box, "rICC")).findFirst()
                .map(HeifPicture::embedded)
                .orElseGet(() -> nclx.map(box -> CodedColours.of(box.reader()).profile()).orElse(new byte[0]));
        boolean limited = nclx.isPresent() && !CodedColours.of(nclx.get().reader()).fullRange();
        List<Box> transforms = meta.properties(item).stream().map(HeifMeta.Property::box)
                .filter(box -> TRANSFORMS.contains(box.type())).toList();
        return new HeifPicture(colour, opacity, alpha.isPresent() && meta.from(item, "prem").contains(alpha.get()),
                coding.grey(), limited, profile, transforms, HeifExcerpt.of(meta, colour, opacity, nclx));
    }

    /** Of the whole picture, else of its parts: cameras write them at either. */
    private static List<Box> colours(HeifMeta meta, int item, HeifTiles tiles) {
        List<Box> whole = named(meta, item);
        return whole.isEmpty() ? named(meta, tiles.items().getFirst()) : whole;
    }

    private static List<Box> named(HeifMeta meta, int item) {
        return meta.properties(item).stream().map(HeifMeta.Property::box).filter(box -> box.type().equals("colr"))
                .toList();
    }

    private static void memory(HeifTiles tiles, int bits) {
        double bytes = (double) tiles.tileWidth() * tiles.tileHeight() * PIXEL * (bits > 8 ? 2 : 1);
        PhotoLimits.memory(bytes, MEMORY);
        if (tiles.items().size() > 1) { // a row of them is put together here
            PhotoLimits.memory(3.0 * tiles.columns() * tiles.tileWidth() * tiles.tileHeight());
        }
    }

    private static boolean isAlpha(HeifMeta meta, int item) {
        return meta.property(item, "auxC").map(box -> {
            byte[] bytes = box.bytes();
            int end = 4;
            while (end < bytes.length && bytes[end] != 0) {
                end++;
            }
            return ALPHA.contains(ascii(bytes, Math.min(4, bytes.length), end));
        }).orElse(false);
    }

    private static byte[] embedded(Box box) {
        ByteBuffer reader = box.reader();
        if (reader.limit() - 4 >= PhotoLimits.PROFILE) {
            return ColourProfile.DAMAGED;
        }
        byte[] profile = new byte[reader.limit() - 4];
        reader.get(4, profile);
        return profile;
    }

    private static boolean starts(Box box, String name) {
        byte[] bytes = box.bytes();
        return bytes.length >= 4 && ascii(bytes, 0, 4).equals(name);
    }

    private static String ascii(byte[] bytes, int from, int to) {
        return new String(bytes, from, Math.max(0, Math.min(to, bytes.length) - from),
                StandardCharsets.ISO_8859_1);
    }
}
