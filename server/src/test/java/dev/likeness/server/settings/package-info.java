@org.jspecify.annotations.NullMarked
package dev.likeness.server.settings;
