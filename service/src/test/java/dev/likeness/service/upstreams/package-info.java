@org.jspecify.annotations.NullMarked
package dev.likeness.service.upstreams;
