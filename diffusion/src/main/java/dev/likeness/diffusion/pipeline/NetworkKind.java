package dev.likeness.diffusion.pipeline;

/** The networks of a model, in the order in which a picture needs them. */
enum NetworkKind {
    TEXT_ENCODER, CONTEXT_EMBEDDER, PICTURE_ENCODER, TRANSFORMER, PICTURE_DECODER
}
