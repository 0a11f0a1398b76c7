@org.jspecify.annotations.NullMarked
package dev.likeness.client;
