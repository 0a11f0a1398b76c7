/**
 * From words to decisions: an order ({@link dev.likeness.core.PortraitRequest}) goes in, a {@link
 * dev.likeness.studio.plan.Plan} with notes on what was and was not understood comes out. Deterministic, bilingual
 * (English and Chinese), its vocabulary is data: {@code lexicon.tsv} and {@code templates.tsv} beside the classes. May
 * import core only.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.studio.plan;
