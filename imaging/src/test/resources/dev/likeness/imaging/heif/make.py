"""Makes the HEIC and AVIF files of HeifTest and what their reference decoders make of them.

Run in this folder: python3 make.py. It needs numpy, opencv-python, and the programs heif-enc, heif-convert (libheif),
avifenc and avifdec (libavif); the tests need none of them. The picture is that of ../formats, 75x67 pixels.
What is coded without loss is held against the picture it was made of, what is not against libavif or libheif.
"""
import struct
import subprocess
import tempfile
import zlib
from pathlib import Path

import cv2
import numpy as np

HERE = Path(__file__).parent
FORMATS = HERE.parent / "formats"
TMP = Path(tempfile.mkdtemp())
rows = []


def read(path):
    """As it is stored: R, G, B and perhaps alpha."""
    picture = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    if picture.ndim == 2:
        picture = np.dstack([picture] * 3)
    return picture[:, :, [2, 1, 0] + [3] * (picture.shape[2] - 3)]


def write(path, picture):
    cv2.imwrite(str(path), picture if picture.ndim == 2 else picture[:, :, [2, 1, 0] + [3] * (picture.shape[2] - 3)])
    return str(path)


def to8(samples):
    return samples if samples.dtype == np.uint8 else ((samples.astype(np.int64) * 255 + 32767) // 65535).astype(np.uint8)


def over_white(picture):
    picture = to8(picture)
    if picture.shape[2] == 3:
        return picture
    colours, alpha = picture[:, :, :3].astype(int), picture[:, :, 3:].astype(int)
    return ((colours * alpha + 255 * (255 - alpha) + 127) // 255).astype(np.uint8)


def run(*command):
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def case(name, data, reference, decoder, tolerance):
    (HERE / name).write_bytes(data)
    reference = over_white(reference)
    shared = f"reference-{zlib.crc32(reference.tobytes() + str(reference.shape).encode()):08x}.png"
    write(HERE / shared, reference)
    rows.append((name, shared, decoder, str(tolerance)))


def heic(source, *options):
    out = TMP / "out.heic"
    run("heif-enc", *options, source, "-o", out)
    return out.read_bytes()


def avif(source, *options):
    out = TMP / "out.avif"
    run("avifenc", "-s", "6", *options, source, out)
    return out.read_bytes()


def libheif(data, kind):
    (TMP / f"in.{kind}").write_bytes(data)
    run("heif-convert", "--quiet", TMP / f"in.{kind}", TMP / "out.png")
    return read(TMP / "out.png")


def libavif(data):
    (TMP / "in.avif").write_bytes(data)
    run("avifdec", "-d", "8", "--no-strict", TMP / "in.avif", TMP / "out.png")
    return read(TMP / "out.png")


# Boxes: HEIC files of grids and with rotations, which heif-enc does not write ----------------------------------------

def box(name, *content):
    body = b"".join(content)
    return struct.pack(">I", 8 + len(body)) + name + body


def boxes(data, at=0):
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        yield name, data[at + 8:at + length]
        at += length


def find(data, name):
    return next(content for found, content in boxes(data) if found == name)


def coded(data):
    """The configuration and the bytes of the one picture in a file of heif-enc."""
    meta = find(data, b"meta")[4:]
    properties = find(find(meta, b"iprp"), b"ipco")
    return find(properties, b"hvcC"), find(data, b"mdat")


def container(parts, size, grid, *transforms):
    """parts: (configuration, bytes, (width, height)); grid: (columns, rows) or None."""
    properties, items, locations, associations, data = [], [], [], [], b""

    def item(kind, content, own, hidden):
        nonlocal data
        identity = len(items) + 1
        indices = []
        for each in own:
            if each not in properties:
                properties.append(each)
            index = properties.index(each) + 1
            essential = each[4:8] in (b"hvcC", b"irot", b"imir", b"clap")
            indices.append(index | (0x80 if essential else 0))
        items.append(box(b"infe", struct.pack(">IHH", (2 << 24) | hidden, identity, 0), kind, b"\0"))
        locations.append((identity, len(data), len(content)))
        associations.append(struct.pack(">HB", identity, len(indices)) + bytes(indices))
        data += content

    def ispe(width, height):
        return box(b"ispe", struct.pack(">III", 0, width, height))

    for configuration, content, (w, h) in parts:
        own = [box(b"hvcC", configuration), ispe(w, h)]
        item(b"hvc1", content, own + ([] if grid else list(transforms)), 1 if grid else 0)
    references = b""
    if grid:
        item(b"grid", struct.pack(">BBBBHH", 0, 0, grid[1] - 1, grid[0] - 1, *size), [ispe(*size), *transforms], 0)
        references = box(b"iref", bytes(4), box(b"dimg", struct.pack(">HH", len(items), len(parts)),
                                                *(struct.pack(">H", i + 1) for i in range(len(parts)))))
    head = box(b"ftyp", b"heic", bytes(4), b"mif1heic")

    def meta(start):
        places = b"".join(struct.pack(">HHHII", i, 0, 1, start + at, length) for i, at, length in locations)
        return box(b"meta", bytes(4), box(b"hdlr", bytes(8), b"pict", bytes(13)),
                   box(b"pitm", struct.pack(">IH", 0, len(items))),
                   box(b"iloc", struct.pack(">IHH", 0, 0x4400, len(items)), places),
                   box(b"iinf", struct.pack(">IH", 0, len(items)), *items),
                   references,
                   box(b"iprp", box(b"ipco", *properties),
                       box(b"ipma", struct.pack(">II", 0, len(items)), *associations)))

    return head + meta(len(head) + len(meta(0)) + 8) + box(b"mdat", data)


def turned(picture, orientation):
    """What has to be stored so that an orientation of EXIF sets it upright."""
    return {1: picture, 2: picture[:, ::-1], 3: picture[::-1, ::-1], 4: picture[::-1],
            5: picture.transpose(1, 0, 2), 6: np.rot90(picture), 7: picture[::-1, ::-1].transpose(1, 0, 2),
            8: np.rot90(picture, -1)}[orientation]


# The same of both kinds of box: quarters of a turn to the left, and mirroring (0 up and down, 1 left and right) after it.
BOXES = {1: (0, None), 2: (0, 1), 3: (2, None), 4: (0, 0), 5: (1, 0), 6: (3, None), 7: (3, 0), 8: (1, None)}

RGB = read(FORMATS / "png-rgb8.png")
RGBA = read(FORMATS / "png-rgba8.png")
EVEN = RGB[:64, :74]
P3 = read(FORMATS / "png-p3.png")
P3_SEEN = read(FORMATS / dict(line.split("\t")[:2] for line in (FORMATS / "formats.tsv").read_text().splitlines()
                              )["png-p3.png"])
LOSSLESS = ("-L", "-p", "chroma=444")
GREY = write(TMP / "grey.png", cv2.cvtColor(RGB, cv2.COLOR_RGB2GRAY))
PLAIN = write(TMP / "plain.png", RGB)
CLEAR = write(TMP / "clear.png", RGBA)
P3_PLAIN = write(TMP / "p3.png", P3)
DEEP = FORMATS / "png-rgb16.png"


def heics():
    for name, options in {"420": ("-q", "60"), "422": ("-q", "60", "-p", "chroma=422"),
                          "444": ("-q", "60", "-p", "chroma=444")}.items():
        data = heic(PLAIN, *options)
        case(f"heic-{name}.heic", data, libheif(data, "heic"), "libheif", 0)
    case("heic-lossless.heic", heic(PLAIN, *LOSSLESS), RGB, "none: lossless YCbCr", 1)
    data = heic(GREY, "-q", "60")
    case("heic-grey.heic", data, libheif(data, "heic"), "libheif", 0)
    data = heic(DEEP, "-q", "70", "-b", "10")
    case("heic-10.heic", data, libheif(data, "heic"), "libheif", 1)
    data = heic(DEEP, "-q", "70", "-b", "12")
    case("heic-12.heic", data, libheif(data, "heic"), "libheif", 1)
    case("heic-alpha.heic", heic(CLEAR, *LOSSLESS), RGBA, "none: lossless YCbCr", 1)
    case("heic-p3.heic", heic(FORMATS / "png-p3.png", *LOSSLESS), P3_SEEN, "LittleCMS", 3)
    p3 = coded(heic(write(TMP / "p3-even.png", P3[:64, :74]), *LOSSLESS))
    case("heic-p3-numbers.heic", container([(*p3, (74, 64))], None, None, box(b"colr", b"nclx\0\14\0\15\0\6\x80")),
         P3_SEEN[:64, :74], "LittleCMS", 3)
    for orientation, (angle, mirror) in BOXES.items():
        stored = np.ascontiguousarray(turned(EVEN, orientation))
        configuration, data = coded(heic(write(TMP / "turned.png", stored), "-q", "50"))
        size = stored.shape[1], stored.shape[0]
        transforms = [box(b"irot", bytes([angle]))] if angle else []
        transforms += [box(b"imir", bytes([mirror]))] if mirror is not None else []
        part = [(configuration, data, size)]
        seen = libheif(container(part, size, None), "heic")
        upright = {1: seen, 2: seen[:, ::-1], 3: seen[::-1, ::-1], 4: seen[::-1], 5: seen.transpose(1, 0, 2),
                   6: np.rot90(seen, -1), 7: seen[::-1, ::-1].transpose(1, 0, 2), 8: np.rot90(seen)}[orientation]
        case(f"heic-turned-{orientation}.heic", container(part, size, None, *transforms), upright, "libheif", 0)
    big = np.ascontiguousarray(np.tile(RGB, (2, 2, 1))[:128, :128])
    tiles = [(*coded(heic(write(TMP / "tile.png", np.ascontiguousarray(big[y:y + 64, x:x + 64])), "-q", "50")), (64, 64))
             for y in (0, 64) for x in (0, 64)]
    data = container(tiles, (120, 100), (2, 2), box(b"irot", b"\3"))
    case("heic-grid-turned.heic", data, libheif(data, "heic"), "libheif", 0)


def avifs():
    for name, options, tolerance in (("420", ("-y", "420"), 45), ("422", ("-y", "422"), 40), ("444", ("-y", "444"), 2),
                                     ("limited", ("-y", "444", "-r", "limited"), 2), ("grey", ("-y", "400"), 1)):
        data = avif(PLAIN, "--min", "20", "--max", "30", *options)
        case(f"avif-{name}.avif", data, libavif(data), "libavif", tolerance)
    # libavif 0.11 and libheif 1.15 leave limited grey as it is, which is wrong.
    data = avif(GREY, "--min", "0", "--max", "0", "-y", "400", "-r", "limited")
    case("avif-grey-limited.avif", data, read(GREY), "none: without loss but for the range", 1)
    for depth in (10, 12):
        data = avif(DEEP, "--min", "20", "--max", "30", "-y", "444", "-d", depth)
        case(f"avif-{depth}.avif", data, libavif(data), "libavif", 2)
    case("avif-lossless.avif", avif(PLAIN, "-l"), RGB, "none: lossless", 0)
    case("avif-alpha.avif", avif(CLEAR, "-l"), RGBA, "none: lossless", 0)
    data = avif(CLEAR, "--min", "0", "--max", "0", "--minalpha", "0", "--maxalpha", "0", "-y", "444", "-p")
    case("avif-premultiplied.avif", data, libavif(data), "libavif", 2)
    case("avif-p3.avif", avif(FORMATS / "png-p3.png", "-l"), P3_SEEN, "LittleCMS", 2)
    case("avif-p3-numbers.avif", avif(P3_PLAIN, "-l", "--cicp", "12/13/0"), P3_SEEN, "LittleCMS", 2)
    for orientation, (angle, mirror) in BOXES.items():
        options = (["--irot", str(angle)] if angle else []) + (["--imir", str(mirror)] if mirror is not None else [])
        stored = write(TMP / "turned.png", np.ascontiguousarray(turned(RGB, orientation)))
        case(f"avif-turned-{orientation}.avif", avif(stored, "-l", *options), RGB, "none: lossless", 0)
    data = avif(PLAIN, "-l", "--crop", "6,1,66,65")
    case("avif-cut.avif", data, RGB[1:66, 6:72], "none: lossless", 0)
    even = np.ascontiguousarray(np.tile(RGB, (2, 2, 1))[:128, :128])
    case("avif-grid.avif", avif(write(TMP / "even.png", even), "-l", "--grid", "2x2"), even, "none: lossless", 0)


heics()
avifs()
(HERE / "heif.tsv").write_text("# file\treference\tdecoder of the reference\tlargest difference allowed\n"
                               + "".join("\t".join(row) + "\n" for row in rows))
print(len(rows), "files")
