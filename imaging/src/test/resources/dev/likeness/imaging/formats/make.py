"""Makes the files of FormatsTest and what their reference decoders make of them (Pillow, tifffile, imagecodecs, numpy).

Run in this folder: python3 make.py. It needs pillow, tifffile and imagecodecs; the tests need none of them.
The picture is a part of samples/astronaut.png (NASA, public domain), 75x67 pixels: no multiple of any block.
"""
import io
import struct
import zlib
from pathlib import Path

import imagecodecs
import numpy as np
import tifffile
from PIL import Image, ImageCms

HERE = Path(__file__).parent
SAMPLE = HERE.joinpath(*[".."] * 7, "..", "samples", "astronaut.png")
W, H = 75, 67
rows = []


def source():
    picture = Image.open(SAMPLE).convert("RGB")
    return picture.crop((150, 20, 150 + 4 * W, 20 + 4 * H)).resize((W, H), Image.LANCZOS)


RGB = source()
A = np.asarray(RGB)
GREY = RGB.convert("L")
G = np.asarray(GREY)
ALPHA = np.tile(np.linspace(0, 255, W).astype(np.uint8), (H, 1))
RGBA = np.dstack([A, ALPHA])
# 16-bit samples whose lower bytes matter
NOISE = np.random.default_rng(1).integers(0, 257, A.shape)
A16 = np.clip(A.astype(int) * 257 + NOISE - 128, 0, 65535).astype(np.uint16)
ALPHA16 = (ALPHA.astype(int) * 257).astype(np.uint16)
G16 = A16[:, :, 1]


def to8(samples):
    return ((samples.astype(np.int64) * 255 + 32767) // 65535).astype(np.uint8)


def over_white(colours, alpha):
    colours, alpha = colours.astype(int), alpha.astype(int)
    if colours.ndim == 3:
        alpha = alpha[:, :, None]
    return ((colours * alpha + 255 * (255 - alpha) + 127) // 255).astype(np.uint8)


def flat(picture):
    """What is to be seen of a Pillow image."""
    rgba = np.asarray(picture.convert("RGBA"))
    return over_white(rgba[:, :, :3], rgba[:, :, 3])


def case(name, data, reference, decoder, tolerance):
    (HERE / name).write_bytes(data)
    reference = np.asarray(reference)
    if reference.ndim == 2:
        reference = np.dstack([reference] * 3)
    key = zlib.crc32(reference.tobytes() + str(reference.shape).encode())
    shared = f"reference-{key:08x}.png"
    Image.fromarray(reference).save(HERE / shared, optimize=True)
    rows.append((name, shared, decoder, str(tolerance)))


def by_pillow(name, data, tolerance):
    case(name, data, flat(Image.open(io.BytesIO(data))), "Pillow", tolerance)


def saved(picture, kind, **options):
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


# Profiles ---------------------------------------------------------------------------------------------------------

def tag_xyz(values):
    return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(v * 65536)) for v in values)


def profile(kind, space, tags, pcs=b"XYZ "):
    text = b"text\0\0\0\0" + b"CC0\0"
    name = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"test\0" + bytes(78)
    tags = [(b"desc", name), (b"cprt", text), (b"wtpt", tag_xyz((0.9642, 1, 0.8249)))] + tags
    at, table, body = 132 + 12 * len(tags), b"", b""
    for signature, content in tags:
        content += bytes(-len(content) % 4)
        table += signature + struct.pack(">II", at + len(body), len(content))
        body += content
    head = struct.pack(">I4sI4s4s4s", at + len(body), bytes(4), 0x02400000, kind, space, pcs)
    head += bytes(12) + b"acsp" + bytes(24) + struct.pack(">I", 0) + struct.pack(">3i", 63190, 65536, 54061)
    return head + bytes(128 - len(head)) + struct.pack(">I", len(tags)) + table + body


def curve(gamma):
    if gamma:
        return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256))
    x = np.linspace(0, 1, 1024)
    y = np.where(x <= 0.04045, x / 12.92, ((x + 0.055) / 1.055) ** 2.4)
    return b"curv\0\0\0\0" + struct.pack(">I1024H", 1024, *np.rint(y * 65535).astype(int))


def matrix_profile(red, green, blue, gamma):
    tags = [(n, tag_xyz(c)) for n, c in zip((b"rXYZ", b"gXYZ", b"bXYZ"), (red, green, blue))]
    return profile(b"mntr", b"RGB ", tags + [(n, curve(gamma)) for n in (b"rTRC", b"gTRC", b"bTRC")])


DISPLAY_P3 = matrix_profile((0.5151, 0.2412, -0.0011), (0.2920, 0.6922, 0.0419), (0.1571, 0.0666, 0.7841), 0)
ADOBE_RGB = matrix_profile((0.6097, 0.3111, 0.0195), (0.2053, 0.6257, 0.0609), (0.1492, 0.0632, 0.7446), 2.19921875)
GREY_22 = profile(b"mntr", b"GRAY", [(b"kTRC", curve(1.8))])


def press_profile():
    """CMYK to Lab on a grid of 3, with inks that are duller than light."""
    grid = np.array([0, 0.5, 1])
    c, m, y, k = np.meshgrid(grid, grid, grid, grid, indexing="ij")
    light = (1 - 0.9 * k)
    red, green, blue = light * (1 - 0.85 * c), light * (1 - 0.8 * m), light * (1 - 0.75 * y)
    luma = 0.25 * red + 0.65 * green + 0.1 * blue
    lab = np.stack([luma * 255, 128 + 90 * (red - green), 128 + 70 * (luma - blue)], -1)
    lut = b"mft1\0\0\0\0" + bytes([4, 3, 3, 0]) + struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    lut += bytes(range(256)) * 4 + np.clip(np.rint(lab), 0, 255).astype(np.uint8).tobytes() + bytes(range(256)) * 3
    return profile(b"prtr", b"CMYK", [(b"A2B0", lut)], b"Lab ")


PRESS = press_profile()


def through(picture, icc):
    own = ImageCms.ImageCmsProfile(io.BytesIO(icc))
    srgb = ImageCms.createProfile("sRGB")
    return np.asarray(ImageCms.profileToProfile(picture, own, srgb, renderingIntent=0, outputMode="RGB"))


CMYK = np.asarray(RGB.convert("CMYK")).copy()
CMYK[:, :, 3] = G // 4
CMYK_IMAGE = Image.fromarray(CMYK, "CMYK")


def plain_inks(cmyk):
    light = 255 - cmyk[:, :, 3:].astype(int)
    return (((255 - cmyk[:, :, :3].astype(int)) * light + 127) // 255).astype(np.uint8)


# JPEG -------------------------------------------------------------------------------------------------------------

def without_segment(jpeg, marker):
    out, at = jpeg[:2], 2
    while jpeg[at + 1] != 0xDA:
        end = at + 2 + struct.unpack(">H", jpeg[at + 2:at + 4])[0]
        out += b"" if jpeg[at + 1] == marker else jpeg[at:end]
        at = end
    return out + jpeg[at:]


def jpegs():
    for name in ("444", "422", "420", "440", "411"):
        by_pillow(f"jpeg-{name}.jpg", imagecodecs.jpeg8_encode(A, level=90, subsampling=name), 17 if name == "440" else 2)
    by_pillow("jpeg-progressive.jpg", saved(RGB, "JPEG", quality=85, progressive=True), 2)
    by_pillow("jpeg-progressive-444.jpg", saved(RGB, "JPEG", quality=85, progressive=True, subsampling=0), 2)
    by_pillow("jpeg-grey.jpg", saved(GREY, "JPEG", quality=85), 1)
    by_pillow("jpeg-restarts.jpg", saved(RGB, "JPEG", quality=85, restart_marker_blocks=3), 2)
    by_pillow("jpeg-rgb.jpg", saved(RGB, "JPEG", quality=90, keep_rgb=True), 1)
    bare = without_segment(saved(RGB, "JPEG", quality=85), 0xE0)
    by_pillow("jpeg-no-mark.jpg", bare, 2)
    by_pillow("jpeg-no-mark-444.jpg", without_segment(saved(RGB, "JPEG", quality=85, subsampling=0), 0xE0), 2)
    for name, icc in (("p3", DISPLAY_P3), ("adobe", ADOBE_RGB)):
        data = saved(RGB, "JPEG", quality=90, subsampling=0, icc_profile=icc)
        case(f"jpeg-{name}.jpg", data, through(Image.open(io.BytesIO(data)), icc), "Pillow, LittleCMS", 3)
    data = saved(GREY, "JPEG", quality=90, icc_profile=GREY_22)
    case("jpeg-grey-profile.jpg", data, through(Image.open(io.BytesIO(data)), GREY_22), "Pillow, LittleCMS", 3)
    # Pillow inverts on reading, as Adobe's files need, and on writing.
    data = saved(CMYK_IMAGE, "JPEG", quality=95)
    inks = np.asarray(Image.open(io.BytesIO(data)))
    case("jpeg-cmyk.jpg", data, plain_inks(inks), "Pillow", 2)
    case("jpeg-cmyk-unmarked.jpg", without_segment(data, 0xEE), plain_inks(255 - inks), "Pillow", 2)
    data = saved(CMYK_IMAGE, "JPEG", quality=95, icc_profile=PRESS)
    case("jpeg-cmyk-profile.jpg", data, through(Image.open(io.BytesIO(data)), PRESS), "Pillow, LittleCMS", 3)
    data = imagecodecs.jpeg8_encode(255 - CMYK, level=95, colorspace="CMYK", outcolorspace="YCCK")
    case("jpeg-ycck.jpg", data, plain_inks(np.asarray(Image.open(io.BytesIO(data)))), "Pillow", 3)


# PNG --------------------------------------------------------------------------------------------------------------

PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def packed(samples, depth):
    if depth == 16:
        return samples.astype(">u2").reshape(samples.shape[0], -1).view(np.uint8)
    flatrows = samples.reshape(samples.shape[0], -1).astype(np.uint8)
    if depth == 8:
        return flatrows
    bits = np.unpackbits(flatrows[:, :, None], axis=2)[:, :, 8 - depth:].reshape(flatrows.shape[0], -1)
    return np.packbits(bits, axis=1)


def filtered(lines, back):
    out, above = b"", np.zeros(lines.shape[1], int)
    for y, line in enumerate(lines.astype(int)):
        left = np.concatenate([np.zeros(back, int), line])[:len(line)]
        corner = np.concatenate([np.zeros(back, int), above])[:len(line)]
        guess = left + above - corner
        far = np.abs(guess - left), np.abs(guess - above), np.abs(guess - corner)
        paeth = np.where((far[0] <= far[1]) & (far[0] <= far[2]), left, np.where(far[1] <= far[2], above, corner))
        kind = y % 5
        base = (0, left, above, (left + above) // 2, paeth)[kind]
        out += bytes([kind]) + ((line - base) % 256).astype(np.uint8).tobytes()
        above = line
    return out


def png(samples, depth, colour, interlaced=False, **extra):
    samples = samples if samples.ndim == 3 else samples[:, :, None]
    back = max(1, samples.shape[2] * depth // 8)
    parts = [samples[y::dy, x::dx] for x, y, dx, dy in PASSES] if interlaced else [samples]
    raw = b"".join(filtered(packed(part, depth), back) for part in parts if part.size)
    data = zlib.compress(raw, 9)
    header = struct.pack(">IIBBBBB", samples.shape[1], samples.shape[0], depth, colour, 0, 0, interlaced)
    out = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
    for name, content in extra.items():
        out += chunk(name.encode(), content)
    third = len(data) // 3
    return out + chunk(b"IDAT", data[:third]) + chunk(b"IDAT", data[third:]) + chunk(b"IEND", b"")


def pngs():
    for interlaced in (False, True):
        end = "-interlaced.png" if interlaced else ".png"
        for depth in (1, 2, 4):
            levels = G >> 8 - depth
            by_pillow(f"png-grey{depth}{end}", png(levels, depth, 0, interlaced), 0)
        case(f"png-grey8{end}", png(G, 8, 0, interlaced), G, "numpy", 0)
        case(f"png-grey16{end}", png(G16, 16, 0, interlaced), to8(G16), "numpy", 0)
        case(f"png-grey-alpha8{end}", png(np.dstack([G, ALPHA]), 8, 4, interlaced), over_white(G, ALPHA), "numpy", 0)
        case(f"png-grey-alpha16{end}", png(np.dstack([G16, ALPHA16]), 16, 4, interlaced),
             over_white(to8(G16), ALPHA), "numpy", 0)
        case(f"png-rgb8{end}", png(A, 8, 2, interlaced), A, "numpy", 0)
        case(f"png-rgb16{end}", png(A16, 16, 2, interlaced), to8(A16), "numpy", 0)
        case(f"png-rgba8{end}", png(RGBA, 8, 6, interlaced), over_white(A, ALPHA), "numpy", 0)
        case(f"png-rgba16{end}", png(np.dstack([A16, ALPHA16]), 16, 6, interlaced), over_white(to8(A16), ALPHA),
             "numpy", 0)
        for depth in (1, 2, 4, 8):
            few = RGB.quantize(2 ** depth)
            colours = bytes(few.getpalette()[:3 * 2 ** depth])
            by_pillow(f"png-palette{depth}{end}", png(np.asarray(few), depth, 3, interlaced, PLTE=colours,
                                                       tRNS=bytes([0, 128])), 0)
    key = int(G[0, 0])
    by_pillow("png-grey8-clear.png", png(G, 8, 0, tRNS=struct.pack(">H", key)), 0)
    by_pillow("png-rgb8-clear.png", png(A, 8, 2, tRNS=struct.pack(">3H", *map(int, A[0, 0]))), 0)
    for name, icc in (("p3", DISPLAY_P3), ("adobe", ADOBE_RGB)):
        case(f"png-{name}.png", png(A, 8, 2, iCCP=b"test\0\0" + zlib.compress(icc)), through(RGB, icc), "LittleCMS", 2)


# BMP --------------------------------------------------------------------------------------------------------------

def bmp(lines, depth, compression=0, palette=b"", masks=b"", height=H):
    body = lines if isinstance(lines, bytes) else np.pad(lines, ((0, 0), (0, -lines.shape[1] % 4))).tobytes()
    offset = 54 + len(masks) + len(palette)
    return (b"BM" + struct.pack("<IHHI", offset + len(body), 0, 0, offset)
            + struct.pack("<IiiHHIIiiII", 40, W, height, 1, depth, compression, len(body), 2835, 2835, len(palette) // 4, 0)
            + masks + palette + body)


def run_lengths(indices, half):
    out = b""
    for line in indices[::-1]:
        at = 0
        while at < W:
            run = 1
            while at + run < W and run < 255 and line[at + run] == line[at]:
                run += 1
            out += bytes([run, line[at] * 17 if half else line[at]])
            at += run
        out += b"\0\0"
    return out + b"\0\1"


def bmps():
    up = A[::-1, :, ::-1]
    by_pillow("bmp-24.bmp", bmp(up.reshape(H, -1), 24), 0)
    by_pillow("bmp-24-top-down.bmp", bmp(A[:, :, ::-1].reshape(H, -1), 24, height=-H), 0)
    by_pillow("bmp-32.bmp", bmp(np.dstack([up, np.zeros((H, W), np.uint8)]).reshape(H, -1), 32), 0)
    wide = up.astype(np.uint16)
    b, g, r = wide[:, :, 0], wide[:, :, 1], wide[:, :, 2]
    half = ((r >> 3 << 10) | (g >> 3 << 5) | b >> 3).astype("<u2").view(np.uint8).reshape(H, -1)
    by_pillow("bmp-16.bmp", bmp(half, 16), 1)
    fields = ((r >> 3 << 11) | (g >> 2 << 5) | b >> 3).astype("<u2").view(np.uint8).reshape(H, -1)
    by_pillow("bmp-16-fields.bmp", bmp(fields, 16, 3, masks=struct.pack("<III", 0xF800, 0x7E0, 0x1F)), 1)
    for depth in (1, 4, 8):
        few = RGB.quantize(2 ** depth)
        colours = np.array(few.getpalette()[:3 * 2 ** depth], np.uint8).reshape(-1, 3)
        palette = np.pad(colours[:, ::-1], ((0, 0), (0, 1))).tobytes()
        indices = np.asarray(few)
        by_pillow(f"bmp-{depth}.bmp", bmp(packed(indices[::-1], depth), depth, palette=palette), 0)
        if depth > 1:
            coded = run_lengths(indices, depth == 4)
            by_pillow(f"bmp-{depth}-runs.bmp", bmp(coded, depth, 3 - depth // 4 if depth == 8 else 2, palette), 0)


# GIF --------------------------------------------------------------------------------------------------------------

def gifs():
    few = RGB.quantize(64)
    by_pillow("gif.gif", saved(few, "GIF", interlace=0), 0)
    by_pillow("gif-interlaced.gif", saved(few, "GIF", interlace=1), 0)
    by_pillow("gif-clear.gif", saved(few, "GIF", transparency=int(np.asarray(few)[5, 5])), 0)
    by_pillow("gif-animated.gif", saved(few, "GIF", save_all=True, append_images=[RGB.rotate(90).resize((W, H)).quantize(8)]), 0)


# TIFF -------------------------------------------------------------------------------------------------------------

def tiff(name, samples, reference, tolerance, decoder="numpy", **options):
    out = io.BytesIO()
    tifffile.imwrite(out, samples, metadata=None, **options)
    case(f"tiff-{name}.tif", out.getvalue(), reference, decoder, tolerance)


def tiffs():
    for name, compression in (("plain", None), ("lzw", "lzw"), ("deflate", "zlib"), ("packbits", "packbits")):
        tiff(f"rgb8-{name}", A, A, 0, photometric="rgb", compression=compression, rowsperstrip=16)
    tiff("rgb8-big-endian", A, A, 0, photometric="rgb", byteorder=">")
    tiff("rgb8-lzw-predictor", A, A, 0, photometric="rgb", compression="lzw", predictor=True, rowsperstrip=9)
    tiff("rgb8-tiles", A, A, 0, photometric="rgb", compression="zlib", tile=(32, 32))
    tiff("rgb8-planar", np.moveaxis(A, 2, 0), A, 0, photometric="rgb", planarconfig="separate", compression="lzw")
    tiff("rgb8-planar-tiles", np.moveaxis(A, 2, 0), A, 0, photometric="rgb", planarconfig="separate", tile=(32, 16))
    tiff("rgb16", A16, to8(A16), 0, photometric="rgb")
    tiff("rgb16-big-endian", A16, to8(A16), 0, photometric="rgb", byteorder=">", compression="zlib", predictor=True)
    tiff("rgb16-lzw", A16, to8(A16), 0, photometric="rgb", compression="lzw")
    tiff("rgb16-lzw-predictor", A16, to8(A16), 0, photometric="rgb", compression="lzw", predictor=True, rowsperstrip=2)
    tiff("rgb16-tiles-predictor", A16, to8(A16), 0, photometric="rgb", compression="zlib", predictor=True, tile=(32, 32))
    tiff("grey8", G, G, 0, photometric="minisblack", compression="lzw")
    tiff("grey8-white-is-zero", 255 - G, G, 0, photometric="miniswhite")
    tiff("grey16-lzw-predictor", G16, to8(G16), 0, photometric="minisblack", compression="lzw", predictor=True)
    tiff("grey16-deflate", G16, to8(G16), 0, photometric="minisblack", compression="zlib")
    tiff("rgba8", RGBA, over_white(A, ALPHA), 0, photometric="rgb", extrasamples=["unassalpha"], compression="lzw")
    premultiplied = np.dstack([(A.astype(int) * ALPHA[:, :, None] + 127) // 255, ALPHA]).astype(np.uint8)
    seen = np.clip(premultiplied[:, :, :3].astype(int) + 255 - ALPHA[:, :, None].astype(int), 0, 255).astype(np.uint8)
    tiff("rgba8-premultiplied", premultiplied, seen, 2, photometric="rgb", extrasamples=["assocalpha"])
    tiff("rgba16", np.dstack([A16, ALPHA16]), over_white(to8(A16), ALPHA), 1, photometric="rgb", extrasamples=["unassalpha"],
         compression="lzw", predictor=True)
    tiff("cmyk8", CMYK, plain_inks(CMYK), 1, photometric="separated")
    tiff("cmyk8-lzw-predictor", CMYK, plain_inks(CMYK), 1, photometric="separated", compression="lzw", predictor=True)
    tiff("cmyk16", CMYK.astype(np.uint16) * 257, plain_inks(CMYK), 1, photometric="separated")
    tiff("cmyk8-profile", CMYK, through(CMYK_IMAGE, PRESS), 3, "LittleCMS", photometric="separated", iccprofile=PRESS)
    tiff("rgb8-p3", A, through(RGB, DISPLAY_P3), 2, "LittleCMS", photometric="rgb", iccprofile=DISPLAY_P3)
    tiff("rgb16-adobe", A.astype(np.uint16) * 257, through(RGB, ADOBE_RGB), 2, "LittleCMS", photometric="rgb",
         iccprofile=ADOBE_RGB)
    by_pillow("tiff-jpeg.tif", saved(RGB, "TIFF", compression="jpeg", quality=90), 3)
    few = RGB.quantize(256)
    by_pillow("tiff-palette.tif", saved(few, "TIFF", compression="tiff_lzw"), 0)
    by_pillow("tiff-ccitt4.tif", saved(RGB.convert("1"), "TIFF", compression="group4"), 0)
    by_pillow("tiff-ccitt3.tif", saved(RGB.convert("1"), "TIFF", compression="group3"), 0)
    by_pillow("tiff-bilevel.tif", saved(RGB.convert("1"), "TIFF"), 0)
    tiff("float32", (A / 255).astype(np.float32), A, 1, photometric="rgb", compression="zlib")


# WebP -------------------------------------------------------------------------------------------------------------

def webps():
    for method in range(7):
        by_pillow(f"webp-method{method}.webp", saved(RGB, "WEBP", quality=75, method=method), 1)
    for quality in (5, 50, 90, 100):
        by_pillow(f"webp-quality{quality}.webp", saved(RGB, "WEBP", quality=quality), 1)
    alpha = Image.fromarray(RGBA)
    by_pillow("webp-alpha.webp", saved(alpha, "WEBP", quality=80), 1)
    by_pillow("webp-lossless.webp", saved(RGB, "WEBP", lossless=True), 0)
    by_pillow("webp-lossless-alpha.webp", saved(alpha, "WEBP", lossless=True, exact=True), 0)
    data = saved(RGB, "WEBP", lossless=True, icc_profile=DISPLAY_P3)
    case("webp-p3.webp", data, through(RGB, DISPLAY_P3), "Pillow, LittleCMS", 2)
    other = RGB.rotate(180)
    by_pillow("webp-animated.webp", saved(RGB, "WEBP", save_all=True, append_images=[other], quality=80), 1)
    by_pillow("webp-animated-alpha.webp", saved(alpha, "WEBP", save_all=True, append_images=[alpha.rotate(180)]), 1)
    inner = Image.new("RGBA", (W, H))
    inner.paste(RGB.crop((20, 10, 60, 50)), (20, 10))
    by_pillow("webp-animated-offset.webp", saved(inner, "WEBP", save_all=True, append_images=[alpha], lossless=True), 0)


jpegs()
pngs()
bmps()
gifs()
tiffs()
webps()
text = "# file\treference\tdecoder of the reference\tlargest difference allowed\n"
(HERE / "formats.tsv").write_text(text + "".join("\t".join(row) + "\n" for row in rows))
print(len(rows), "files")
