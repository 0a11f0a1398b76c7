"""
Largest difference between the originals in TensorFlow Lite and the converted files in ONNX Runtime, on noise.
usage: verify.py PACKAGES CONVERTED. TensorFlow Lite cannot run the attention mesh alone (custom operators).
"""
import pathlib
import sys

import numpy as np
import onnxruntime
import tensorflow

PAIRS = {
    "face_detection_full_range": "face-detection-full-range",
    "face_detection_short_range": "face-detection-short-range",
    "selfie_segmentation": "selfie-segmentation",
}


def main(packages: pathlib.Path, converted: pathlib.Path):
    for original, name in PAIRS.items():
        lite = tensorflow.lite.Interpreter(str(next(packages.rglob(original + ".tflite"))))
        lite.allocate_tensors()
        session = onnxruntime.InferenceSession(converted / f"{name}.onnx")
        _, channels, height, width = session.get_inputs()[0].shape
        random = np.random.default_rng(1)
        coarse = random.uniform(-1, 1, (1, height // 8, width // 8, channels)).astype(np.float32)
        picture = coarse.repeat(8, axis=1).repeat(8, axis=2)
        lite.set_tensor(lite.get_input_details()[0]["index"], picture)
        lite.invoke()
        answers = {d["shape"][-1]: lite.get_tensor(d["index"]) for d in lite.get_output_details()}
        for value in session.run(None, {session.get_inputs()[0].name: picture.transpose(0, 3, 1, 2)}):
            value = value.transpose(0, 2, 3, 1) if value.ndim == 4 else value
            expected = answers[value.shape[-1]]
            print(name, value.shape, "largest difference", float(np.abs(value - expected).max()), "of values up to",
                  float(np.abs(expected).max()))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
