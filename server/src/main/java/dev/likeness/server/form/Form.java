package dev.likeness.server.form;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The parts of a form, in the order of the body. */
public record Form(List<Part> parts) {
    public Form {
        parts = List.copyOf(parts);
    }

    /** The first part of this name that is not empty. */
    public Optional<Part> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name) && !part.isEmpty()).findFirst();
    }

    /** Its text; a file has none. */
    public Optional<String> text(String name) {
        return part(name).filter(part -> !part.file()).map(Part::text).filter(text -> !text.isBlank());
    }

    /** Every part with one of these names that is not empty. */
    public List<Part> all(Set<String> names) {
        return parts.stream().filter(part -> names.contains(part.name()) && !part.isEmpty()).toList();
    }
}
