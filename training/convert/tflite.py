"""Reads a .tflite flatbuffer by the classes that TensorFlow generates from its schema."""
import importlib.util
import pathlib
import sys
from dataclasses import dataclass
from typing import Any

import numpy as np


def _schema():
    """The module alone: importing TensorFlow whole takes seconds."""
    root = importlib.util.find_spec("tensorflow").submodule_search_locations[0]
    path = pathlib.Path(root, "lite", "python", "schema_py_generated.py")
    spec = importlib.util.spec_from_file_location("schema_py_generated", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["schema_py_generated"] = module
    spec.loader.exec_module(module)
    return module


SCHEMA = _schema()
TYPES = {0: np.float32, 1: np.float16, 2: np.int32, 3: np.uint8, 4: np.int64, 6: np.bool_, 9: np.int8}
OPERATORS = {v: k for k, v in vars(SCHEMA.BuiltinOperator).items() if not k.startswith("_")}
CUSTOM = 32


@dataclass
class Tensor:
    name: str
    shape: list[int]
    value: np.ndarray | None


@dataclass
class Operator:
    name: str
    inputs: list[int]
    outputs: list[int]
    options: Any
    custom: bytes


@dataclass
class Model:
    tensors: list[Tensor]
    operators: list[Operator]
    inputs: list[int]
    outputs: list[int]


def read(data: bytes) -> Model:
    model = SCHEMA.ModelT.InitFromPackedBuf(data, 0)
    graph = model.subgraphs[0]
    tensors = []
    for tensor in graph.tensors:
        shape = [int(n) for n in (tensor.shape if tensor.shape is not None else [])]
        raw = model.buffers[tensor.buffer].data
        value = None
        if raw is not None and len(raw):
            value = np.frombuffer(np.asarray(raw, np.uint8).tobytes(), TYPES[tensor.type]).reshape(shape)
        tensors.append(Tensor(tensor.name.decode(), shape, value))
    operators = []
    for operator in graph.operators:
        code = model.operatorCodes[operator.opcodeIndex]
        number = max(code.builtinCode, code.deprecatedBuiltinCode)
        name = code.customCode.decode() if number == CUSTOM else OPERATORS[number]
        custom = bytes(operator.customOptions) if operator.customOptions is not None else b""
        operators.append(Operator(name, [int(i) for i in operator.inputs], [int(i) for i in operator.outputs],
                                  operator.builtinOptions, custom))
    return Model(tensors, operators, [int(i) for i in graph.inputs], [int(i) for i in graph.outputs])
