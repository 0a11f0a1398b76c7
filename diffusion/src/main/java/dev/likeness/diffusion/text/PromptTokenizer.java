package dev.likeness.diffusion.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.likeness.diffusion.weights.BrokenCheckpoint;
import dev.likeness.diffusion.weights.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Converts prompts to token ids with the model's own {@code tokenizer.json}. */
public final class PromptTokenizer implements AutoCloseable {
    /** Tokens that the text encoder takes; longer prompts are cut, shorter ones padded. */
    public static final int LENGTH = 512;
    private static final String PADDING = "<|endoftext|>";

    private final HuggingFaceTokenizer tokenizer;
    private final long padding;

    private PromptTokenizer(HuggingFaceTokenizer tokenizer, long padding) {
        this.tokenizer = tokenizer;
        this.padding = padding;
    }

    /**
     * @param folder the model's {@code tokenizer}
     * @throws BrokenCheckpoint when its files are missing or unusable
     */
    public static PromptTokenizer open(Path folder) {
        Path file = folder.resolve("tokenizer.json");
        long padding = padding(file);
        // Otherwise the library sends telemetry to its makers and downloads native code.
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("RUST_FLAVOR", "cpu"); // otherwise it looks for CUDA and logs warnings without it
        try {
            HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.builder().optTokenizerPath(file.toRealPath())
                    .optAddSpecialTokens(false).optTruncation(false).optPadding(false).build();
            return new PromptTokenizer(tokenizer, padding);
        } catch (IOException | RuntimeException e) {
            throw new BrokenCheckpoint(file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static long padding(Path file) {
        if (!Files.exists(file)) {
            throw new BrokenCheckpoint(file + " is missing: get the whole model folder, see likeness models pull");
        }
        if (StrictJson.file(file).get("added_tokens") instanceof JsonArray tokens) {
            for (JsonElement element : tokens) {
                JsonObject token = element.getAsJsonObject();
                if (token.get("content").getAsString().equals(PADDING)) {
                    return token.get("id").getAsLong();
                }
            }
        }
        throw new BrokenCheckpoint(file + " has no token " + PADDING + ": it belongs to another model");
    }

    /** The prompt in the model's chat format, with thinking switched off. */
    public static String formatted(String prompt) {
        return "<|im_start|>user\n" + prompt + "<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\n";
    }

    /** Token ids of a text without the chat format. */
    public long[] ids(String text) {
        Encoding encoding = tokenizer.encode(text, false, false);
        return encoding.getIds();
    }

    /**
     * Token ids of a prompt in the chat format, truncated or padded.
     *
     * @param length number of tokens, {@link #LENGTH} except in tests
     */
    public PromptTokens tokens(String prompt, int length) {
        long[] ids = ids(formatted(prompt));
        int words = Math.min(ids.length, length);
        long[] padded = Arrays.copyOf(ids, length);
        Arrays.fill(padded, words, length, padding);
        return new PromptTokens(padded, words);
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
