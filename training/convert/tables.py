"""The canonical face and its triangles, from MediaPipe's geometry_pipeline_metadata_landmarks.binarypb."""
import struct

VERTICES, INDICES = 3, 4
COORDINATES = 5  # x, y, z in centimetres, u, v


def fields(message: bytes):
    """The fields of a protobuf message: number and value."""
    at = 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = message[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(message):
        key = varint()
        wire = key & 7
        if wire == 0:
            value = varint()
        else:
            length = varint() if wire == 2 else 4 if wire == 5 else 8
            value = message[at:at + length]
            at += length
        yield key >> 3, value


def read(data: bytes):
    """Vertices as lists of five numbers, triangles as lists of three."""
    _, mesh = next(fields(data))
    vertices = [struct.unpack("<f", v)[0] for n, v in fields(mesh) if n == VERTICES]
    indices = [v for n, v in fields(mesh) if n == INDICES]
    return ([vertices[i:i + COORDINATES] for i in range(0, len(vertices), COORDINATES)],
            [indices[i:i + 3] for i in range(0, len(indices), 3)])
