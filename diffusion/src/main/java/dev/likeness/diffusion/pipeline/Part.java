package dev.likeness.diffusion.pipeline;

/** The networks of a model, in the order in which a picture needs them. */
enum Part {
    TEXT_ENCODER, ENTRANCE, PICTURE_ENCODER, TRANSFORMER, PICTURE_DECODER
}
