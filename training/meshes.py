"""The 478 mesh points of the training photos, and the frame that stands upright around a face.

The points come from the darkroom's own network (docs/models.md), asked twice as MeshNetwork does, from the faces of
sitters.tsv on. Left and right are those of the picture.
"""
import pathlib

import cv2
import numpy as np

import sitters

NETWORK = pathlib.Path(__file__).parents[1] / 'darkroom/src/main/resources/dev/likeness/darkroom/face/face-mesh-478.onnx'
SIDE = 192
MARGIN = 1.5
BIAS = .25
"""As MeshNetwork says."""
BOX = 2.44
"""Face width, distances between the irises in space: Face.BOX."""
SKIN = 468
LEFT_IRIS, RIGHT_IRIS, LEFT_CORNER, RIGHT_CORNER = 468, 473, 33, 263

# Contour of darkroom.face.
OVAL = (10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136,
        172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109)
LIPS = (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185)
LIDS = ((130, 25, 110, 24, 23, 22, 26, 112, 243, 190, 56, 28, 27, 29, 30, 247),
        (359, 255, 339, 254, 253, 252, 256, 341, 463, 414, 286, 258, 257, 259, 260, 467))
BROWS = ((70, 63, 105, 66, 107, 55, 65, 52, 53, 46), (300, 293, 334, 296, 336, 285, 295, 282, 283, 276))


def square(centre, side, angle, pixels):
    """Affine map, of pixel centres, from the picture to an upright square of so many pixels a side."""
    scale = pixels / side
    cos, sin = np.cos(angle) * scale, np.sin(angle) * scale
    turn = np.array([[cos, sin], [-sin, cos]])
    shift = pixels / 2 - turn @ np.asarray(centre) + (turn.sum(1) - 1) / 2
    return np.hstack([turn, shift[:, None]])


def extent(mesh):
    """Middle, larger side and angle of the box around the skin's points that lies as the eyes do."""
    angle = np.arctan2(*(mesh[RIGHT_CORNER, :2] - mesh[LEFT_CORNER, :2])[::-1])
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    upright = mesh[:SKIN, :2] @ turn.T
    low, high = upright.min(0), upright.max(0)
    return turn.T @ ((low + high) / 2), max(high - low), angle


def face_width(mesh):
    return BOX * np.linalg.norm(mesh[LEFT_IRIS] - mesh[RIGHT_IRIS])


class Meshes:
    def __init__(self):
        import onnxruntime
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(NETWORK), options)

    def of(self, bgr, kinds):
        """[478, 3] of the face that a row of sitters.tsv tells of, pixels of the photo (continuous: (0, 0) is a corner)."""
        x, y, width = sitters.face_of(kinds)
        mesh = self.once(bgr, (x, y + .2 * width), 1.5 * MARGIN * width, 0)
        for _ in range(2):
            centre, side, angle = extent(mesh)
            mesh = self.once(bgr, centre, MARGIN * side, angle)
        return mesh

    def once(self, bgr, centre, side, angle):
        matrix = square(centre, side, angle, SIDE)
        reduction = side / SIDE
        soft = cv2.GaussianBlur(bgr, (0, 0), .4 * reduction) if reduction > 1.5 else bgr
        crop = cv2.warpAffine(soft, matrix, (SIDE, SIDE), flags=cv2.INTER_LINEAR)
        shown = (crop[..., ::-1].astype(np.float32) / 255).transpose(2, 0, 1)[None]
        points = self.session.run(['landmarks'], {self.session.get_inputs()[0].name: shown})[0].reshape(478, 3)
        u = (points[:, :2] + .5 - BIAS - SIDE / 2) * reduction
        cos, sin = np.cos(angle), np.sin(angle)
        return np.column_stack([centre[0] + cos * u[:, 0] - sin * u[:, 1], centre[1] + sin * u[:, 0] + cos * u[:, 1],
                                points[:, 2] * reduction])


def masks(points, width, height, soft):
    """[4, H, W] 0 to 1: skin, eyes with their lids, lips, brows. Points [478, 2] in the pixels of the masks."""
    def filled(*outlines):
        mask = np.zeros((height, width), np.uint8)
        for outline in outlines:
            corners = np.round((points[list(outline)] - .5) * 16).astype(np.int32)
            one = np.zeros((height, width), np.uint8)
            cv2.fillPoly(one, [corners], 255, cv2.LINE_AA, 4)
            mask = np.maximum(mask, one)
        return cv2.GaussianBlur(mask, (0, 0), soft).astype(np.float32) / 255
    oval, eyes, lips, brows = filled(OVAL), filled(*LIDS), filled(LIPS), filled(*BROWS)
    return np.stack([np.clip(oval - np.maximum(np.maximum(eyes, lips), brows), 0, 1), eyes, lips, brows])
