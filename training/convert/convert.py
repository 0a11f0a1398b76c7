"""Makes the darkroom's face networks, their tables and the segmentation from MediaPipe's npm packages. usage: convert.py PACKAGES OUT"""
import hashlib
import pathlib
import sys

import graph
import tables
import tflite

FULL = "99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3"
SHORT = "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633"
MESH = "883b7411747bac657c30c462d305d312e9dec6adbf8b85e2f5d8d722fca9455d"
SELFIE = "8d13b7fae74af625c641226813616a2117bd6bca19eb3b75574621fc08557f27"
GEOMETRY = "bdbcda96dfcb7da883da124aaa2c55dee49770d934f0fcc71747f8c21bdc75b4"
ASSETS = "face_mesh_solution_packed_assets.data"
# Where the files lie in the packed assets; the loader beside them says so.
MESH_BYTES = slice(0, 2495952)
GEOMETRY_BYTES = slice(3737848, 3757224)


def original(folder: pathlib.Path, name: str, part: slice, sha256: str) -> bytes:
    data = next(folder.rglob(name)).read_bytes()[part]
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        sys.exit(f"{name} is another file than the one that was converted: {found}")
    return data


def number(value: float) -> str:
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def main(packages: pathlib.Path, out: pathlib.Path):
    out.mkdir(parents=True, exist_ok=True)
    whole = slice(None)
    networks = {
        "face-detection-full-range": original(packages, "face_detection_full_range.tflite", whole, FULL),
        "face-detection-short-range": original(packages, "face_detection_short_range.tflite", whole, SHORT),
        "face-mesh-478": original(packages, ASSETS, MESH_BYTES, MESH),
        "selfie-segmentation": original(packages, "selfie_segmentation.tflite", whole, SELFIE),
    }
    for name, data in networks.items():
        model = graph.build(tflite.read(data), refined=name == "face-mesh-478")
        (out / f"{name}.onnx").write_bytes(model.SerializeToString())
    vertices, triangles = tables.read(original(packages, ASSETS, GEOMETRY_BYTES, GEOMETRY))
    (out / "face-mesh-canonical.tsv").write_text("".join("\t".join(map(number, v)) + "\n" for v in vertices))
    (out / "face-mesh-triangles.tsv").write_text("".join("\t".join(map(str, t)) + "\n" for t in triangles))
    for file in sorted(out.iterdir()):
        print(hashlib.sha256(file.read_bytes()).hexdigest(), file.name)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
