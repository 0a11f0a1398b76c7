/**
 * Changes the colours of clothes. The sitter's picture with matte, skin and face comes in; each garment that the order
 * names is searched for and, if found, dyed in place. May import {@code plan}, the darkroom and core.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.studio.wardrobe;
