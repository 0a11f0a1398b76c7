@org.jspecify.annotations.NullMarked
package dev.likeness.service.backup;
