"""TensorFlow Lite's operators as ONNX nodes. Layout NHWC becomes NCHW; weights stay 16-bit floats and are cast in the graph."""
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

import attention
import tflite

OPSET = 17
IR = 8
SAME, VALID = 0, 1
NO_ACTIVATION, RELU, RELU6 = 0, 1, 3
CHANNELS_FIRST = [0, 3, 1, 2]
CHANNELS_LAST = [0, 2, 3, 1]


class Graph:
    """Nodes and constants in the order in which they are made, numbered together."""

    def __init__(self, model: tflite.Model):
        self.tensors = model.tensors
        self.model = model
        self.nodes = []
        self.constants = {}
        self.outputs = []
        self.count = 0
        self.unpacked = {}  # tensors that are constants after a DEQUANTIZE
        self.names = {}  # of tensors that exist in the ONNX graph

    def add(self, kind, inputs, **attributes):
        self.count += 1
        name = f"{kind}_{self.count}"
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def constant(self, value, half=False):
        """half: keep real numbers as 16-bit floats, which is what the originals hold."""
        value = np.asarray(value)
        self.count += 1
        name = f"k_{self.count}"
        if half and value.dtype == np.float32:
            value = value.astype(np.float16)
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return self.add("Cast", [name], to=TensorProto.FLOAT) if value.dtype == np.float16 else name

    def integers(self, *values):
        return self.constant(np.array(values, np.int64))

    def slice(self, of, start, end, axis):
        return self.add("Slice", [of, self.integers(start), self.integers(end), self.integers(axis)])

    def value(self, tensor):
        return self.unpacked[tensor] if tensor in self.unpacked else self.tensors[tensor].value

    def shape(self, tensor):
        return self.tensors[tensor].shape

    def of(self, tensor):
        """The name of a tensor; a constant one comes into being here."""
        if tensor not in self.names:
            value = self.value(tensor)
            value = value.astype(np.float32) if value.dtype == np.float16 else value
            value = value.transpose(CHANNELS_FIRST) if value.ndim == 4 else value
            self.names[tensor] = self.constant(value, half=value.dtype == np.float32)
        return self.names[tensor]

    def activated(self, name, function):
        if function == NO_ACTIVATION:
            return name
        if function == RELU:
            return self.add("Relu", [name])
        if function == RELU6:
            return self.add("Clip", [name, self.constant(np.float32(0)), self.constant(np.float32(6))])
        raise ValueError(f"fused activation {function}")

    def emit(self, name, as_name, shape):
        self.nodes.append(helper.make_node("Identity", [name], [as_name]))
        self.outputs.append(helper.make_tensor_value_info(as_name, TensorProto.FLOAT, shape))

    def finished(self):
        inputs = []
        for tensor in self.model.inputs:
            _, height, width, channels = self.shape(tensor)
            inputs.append(helper.make_tensor_value_info(self.tensors[tensor].name, TensorProto.FLOAT,
                                                        [1, channels, height, width]))
        graph = helper.make_graph(self.nodes, "mediapipe", inputs, self.outputs, list(self.constants.values()))
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR,
                                  producer_name="likeness-tflite2onnx")
        onnx.checker.check_model(model)
        return model


def pads(options, size, kernel, strides, dilations):
    """ONNX's pads (top, left, bottom, right) for TensorFlow's SAME and VALID."""
    if options.padding == VALID:
        return [0, 0, 0, 0]
    before, after = [], []
    for n, k, stride, dilation in zip(size, kernel, strides, dilations):
        steps = -(-n // stride)
        total = max(0, (steps - 1) * stride + (k - 1) * dilation + 1 - n)
        before.append(total // 2)
        after.append(total - total // 2)
    return before + after


def convolution(g, op, depthwise):
    weights, bias = g.value(op.inputs[1]), g.value(op.inputs[2])
    _, height, width, channels = g.shape(op.inputs[0])
    kernel = weights.transpose(3, 0, 1, 2) if depthwise else weights.transpose(CHANNELS_FIRST)
    o = op.options
    size, strides, dilations = kernel.shape[2:], [o.strideH, o.strideW], [o.dilationHFactor, o.dilationWFactor]
    result = g.add("Conv", [g.of(op.inputs[0]), g.constant(kernel, half=True), g.constant(bias, half=True)],
                   kernel_shape=list(size), strides=strides, group=channels if depthwise else 1, dilations=dilations,
                   pads=pads(o, (height, width), size, strides, dilations))
    return g.activated(result, o.fusedActivationFunction)


def pooling(g, op, kind):
    o = op.options
    _, height, width, _ = g.shape(op.inputs[0])
    size, strides = [o.filterHeight, o.filterWidth], [o.strideH, o.strideW]
    return g.add(kind, [g.of(op.inputs[0])], kernel_shape=size, strides=strides,
                 pads=pads(o, (height, width), size, strides, (1, 1)))


def transposed_convolution(g, op):
    """MediaPipe's Convolution2DTransposeBias: kernel as large as the stride, so nothing overlaps."""
    weights, bias = g.value(op.inputs[1]), g.value(op.inputs[2])
    kernel = weights.transpose(3, 0, 1, 2)
    stride = g.shape(op.outputs[0])[1] // g.shape(op.inputs[0])[1]
    assert kernel.shape[2] == stride
    return g.add("ConvTranspose", [g.of(op.inputs[0]), g.constant(kernel, half=True), g.constant(bias, half=True)],
                 kernel_shape=list(kernel.shape[2:]), strides=[stride, stride])


def padding(g, op):
    amounts = g.value(op.inputs[1])[CHANNELS_FIRST]
    return g.add("Pad", [g.of(op.inputs[0]), g.integers(*amounts[:, 0], *amounts[:, 1])])


def resizing(g, op):
    height, width = [int(n) for n in g.value(op.inputs[1])]
    o = op.options
    mode = "align_corners" if o.alignCorners else "half_pixel" if o.halfPixelCenters else "asymmetric"
    return g.add("Resize", [g.of(op.inputs[0]), "", "", g.integers(1, g.shape(op.inputs[0])[3], height, width)],
                 mode="linear", coordinate_transformation_mode=mode)


def reshaping(g, op):
    name = g.of(op.inputs[0])
    if len(g.shape(op.inputs[0])) == 4:
        name = g.add("Transpose", [name], perm=CHANNELS_LAST)
    shape = g.shape(op.outputs[0])
    name = g.add("Reshape", [name, g.integers(*shape)])
    return g.add("Transpose", [name], perm=CHANNELS_FIRST) if len(shape) == 4 else name


def concatenation(g, op):
    axis = op.options.axis
    axis = CHANNELS_FIRST.index(axis) if len(g.shape(op.outputs[0])) == 4 else axis
    return g.add("Concat", [g.of(i) for i in op.inputs], axis=axis)


def arithmetic(g, op, kind):
    return g.activated(g.add(kind, [g.of(op.inputs[0]), g.of(op.inputs[1])]), op.options.fusedActivationFunction)


def plain(kind, **attributes):
    return lambda g, op: g.add(kind, [g.of(op.inputs[0])], **attributes)


OPERATORS = {
    "CONV_2D": lambda g, op: convolution(g, op, False),
    "DEPTHWISE_CONV_2D": lambda g, op: convolution(g, op, True),
    "Convolution2DTransposeBias": transposed_convolution,
    "MAX_POOL_2D": lambda g, op: pooling(g, op, "MaxPool"),
    "AVERAGE_POOL_2D": lambda g, op: pooling(g, op, "AveragePool"),
    "MEAN": plain("ReduceMean", axes=[2, 3], keepdims=1),
    "PRELU": lambda g, op: g.add("PRelu", [g.of(op.inputs[0]),
                                           g.constant(g.value(op.inputs[1]).transpose(2, 0, 1), half=True)]),
    "RELU": plain("Relu"),
    "LOGISTIC": plain("Sigmoid"),
    "HARD_SWISH": plain("HardSwish"),
    "ADD": lambda g, op: arithmetic(g, op, "Add"),
    "MUL": lambda g, op: arithmetic(g, op, "Mul"),
    "PAD": padding,
    "RESIZE_BILINEAR": resizing,
    "RESHAPE": reshaping,
    "CONCATENATION": concatenation,
    "STRIDED_SLICE": plain("Identity"),  # in these networks it takes the whole
    "Landmarks2TransformMatrix": attention.transform_matrix,
    "TransformTensorBilinear": attention.sampled,
    "TransformLandmarks": attention.back_in_the_face,
}


def build(model: tflite.Model, refined: bool) -> onnx.ModelProto:
    """refined: merges the attention mesh's seven outputs into `landmarks` and `presence`."""
    g = Graph(model)
    for tensor in model.inputs:
        g.names[tensor] = model.tensors[tensor].name
    for op in model.operators:
        if op.name == "DEQUANTIZE":
            g.unpacked[op.outputs[0]] = g.value(op.inputs[0]).astype(np.float32)
        else:
            g.names[op.outputs[0]] = OPERATORS[op.name](g, op)
    if refined:
        attention.merge(g, {model.tensors[t].name: g.names[t] for t in model.outputs})
    else:
        for tensor in model.outputs:
            shape = g.shape(tensor)
            shape = [shape[i] for i in CHANNELS_FIRST] if len(shape) == 4 else shape
            g.emit(g.names[tensor], model.tensors[tensor].name, shape)
    return g.finished()
