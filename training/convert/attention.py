"""
The attention mesh's three custom operators, built of ONNX's own, and the merging of its outputs.

The network finds 468 points, cuts lips and eyes out of its own features as they lie in the face, and finds their points
again, more exactly. MediaPipe's refinement puts these in the place of the coarse ones; irises come last.
"""
import numpy as np
from flatbuffers import flexbuffers

# Output k of a part takes the place of mesh point LIST[k]. Left as seen.
LIPS = [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 185, 40, 39, 37, 0, 267, 269, 270, 409, 78, 95, 88, 178, 87, 14,
        317, 402, 318, 324, 308, 191, 80, 81, 82, 13, 312, 311, 310, 415, 76, 77, 90, 180, 85, 16, 315, 404, 320, 307, 306,
        184, 74, 73, 72, 11, 302, 303, 304, 408, 62, 96, 89, 179, 86, 15, 316, 403, 319, 325, 292, 183, 42, 41, 38, 12, 268,
        271, 272, 407]
LEFT_EYE = [33, 7, 163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157, 173, 130, 25, 110, 24, 23, 22, 26, 112,
            243, 247, 30, 29, 27, 28, 56, 190, 226, 31, 228, 229, 230, 231, 232, 233, 244, 113, 225, 224, 223, 222, 221, 189,
            35, 124, 46, 53, 52, 65, 143, 111, 117, 118, 119, 120, 121, 128, 245, 156, 70, 63, 105, 66, 107, 55, 193]
RIGHT_EYE = [263, 249, 390, 373, 374, 380, 381, 382, 362, 466, 388, 387, 386, 385, 384, 398, 359, 255, 339, 254, 253, 252,
             256, 341, 463, 467, 260, 259, 257, 258, 286, 414, 446, 261, 448, 449, 450, 451, 452, 453, 464, 342, 445, 444,
             443, 442, 441, 413, 265, 353, 276, 283, 282, 295, 372, 340, 346, 347, 348, 349, 350, 357, 465, 383, 300, 293,
             334, 296, 336, 285, 417]
POINTS = 468
LID = 16  # the first points of an eye are its lids; their mean depth is that of the iris
IRIS = 5


def transform_matrix(g, op):
    """The 4x4 matrix from a part's crop to the features: the box of some landmarks, turned with the line of two of them."""
    o = flexbuffers.Loads(op.custom)
    assert o["target_rotation_radians"] == 0
    landmarks = g.of(op.inputs[0])

    def plane(points):
        return g.slice(g.add("Gather", [landmarks, g.integers(*points)], axis=1), 0, 2, 2)

    line = g.add("Sub", [plane([o["right_rotation_idx"]]), plane([o["left_rotation_idx"]])])
    unit = g.add("Div", [line, g.add("ReduceL2", [line], axes=[2], keepdims=1)])
    cos, sin = [g.slice(unit, i, i + 1, 2) for i in (0, 1)]
    minus = g.add("Neg", [sin])
    turn = g.add("Concat", [g.add("Concat", [cos, minus], axis=2), g.add("Concat", [sin, cos], axis=2)], axis=1)
    points = g.add("MatMul", [plane(o["subset_idxs"]), turn])
    high = g.add("ReduceMax", [points], axes=[1], keepdims=1)
    low = g.add("ReduceMin", [points], axes=[1], keepdims=1)
    size = g.add("Sub", [high, low])
    middle = g.add("Mul", [g.add("Add", [high, low]), g.constant(np.float32(.5))])
    centre = g.add("MatMul", [turn, g.add("Transpose", [middle], perm=[0, 2, 1])])
    width, height = o["output_width"], o["output_height"]
    scale = g.add("Mul", [size, g.constant(np.array([[[o["scale_x"] / width, o["scale_y"] / height]]], np.float32))])
    linear = g.add("Mul", [turn, scale])
    corner = g.add("MatMul", [linear, g.constant(np.array([[[-width / 2], [-height / 2]]], np.float32))])
    shift = g.add("Add", [centre, corner])
    top = g.add("Concat", [linear, g.constant(np.zeros((1, 2, 1), np.float32)), shift], axis=2)
    return g.add("Concat", [top, g.constant(np.array([[[0, 0, 1, 0], [0, 0, 0, 1]]], np.float32))], axis=1)


def sampled(g, op):
    """TransformTensorBilinear: features under a part's crop, zero beyond them."""
    _, height, width, _ = g.shape(op.inputs[0])
    _, rows, columns, _ = g.shape(op.outputs[0])
    y, x = np.mgrid[0:rows, 0:columns]
    places = np.stack([x.ravel() + .5, y.ravel() + .5, 0 * x.ravel(), np.ones(rows * columns)], 0)
    matrix = g.slice(g.of(op.inputs[1]), 0, 2, 1)
    pixel = g.add("Sub", [g.add("MatMul", [matrix, g.constant(places.astype(np.float32)[None])]),
                          g.constant(np.float32(.5))])
    span = g.constant(np.array([[[2 / (width - 1)], [2 / (height - 1)]]], np.float32))
    grid = g.add("Sub", [g.add("Mul", [pixel, span]), g.constant(np.float32(1))])
    grid = g.add("Reshape", [g.add("Transpose", [grid], perm=[0, 2, 1]), g.integers(1, rows, columns, 2)])
    return g.add("GridSample", [g.of(op.inputs[0]), grid], mode="bilinear", padding_mode="zeros", align_corners=1)


def back_in_the_face(g, op):
    """TransformLandmarks: points of a part's crop where they lie in the face."""
    matrix = g.of(op.inputs[1])

    def cut(start, end):
        return g.add("Slice", [matrix, g.integers(*start), g.integers(*end), g.integers(1, 2)])

    linear, shift = cut([0, 0], [2, 2]), cut([0, 3], [2, 4])
    turned = g.add("MatMul", [g.of(op.inputs[0]), g.add("Transpose", [linear], perm=[0, 2, 1])])
    return g.add("Add", [turned, g.add("Transpose", [shift], perm=[0, 2, 1])])


def merge(g, outputs):
    def shaped(name, *shape):
        return g.add("Reshape", [outputs[name], g.integers(*shape)])

    mesh = shaped("output_mesh_identity", POINTS, 3)
    plane, depth = g.slice(mesh, 0, 2, 1), g.slice(mesh, 2, 3, 1)
    parts = [("output_lips", LIPS), ("output_left_eye", LEFT_EYE), ("output_right_eye", RIGHT_EYE)]
    refined = [shaped(name, len(points), 2) for name, points in parts]
    irises = [shaped(name, IRIS, 2) for name in ("output_left_iris", "output_right_iris")]
    everything = g.add("Concat", [plane, *refined, *irises], axis=0)
    source = list(range(POINTS))
    start = POINTS
    for _, points in parts:
        for k, point in enumerate(points):
            source[point] = start + k
        start += len(points)
    source += range(start, start + 2 * IRIS)
    merged = g.add("Gather", [everything, g.integers(*source)], axis=0)
    depths = []
    for eye in (LEFT_EYE, RIGHT_EYE):
        lids = g.add("Gather", [depth, g.integers(*eye[:LID])], axis=0)
        depths.append(g.add("Expand", [g.add("ReduceMean", [lids], axes=[0], keepdims=1), g.integers(IRIS, 1)]))
    whole = g.add("Concat", [merged, g.add("Concat", [depth, *depths], axis=0)], axis=1)
    g.emit(whole, "landmarks", [POINTS + 2 * IRIS, 3])
    g.emit(g.add("Sigmoid", [shaped("conv_faceflag", 1)]), "presence", [1])
