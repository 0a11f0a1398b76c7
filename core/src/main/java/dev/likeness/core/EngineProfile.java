package dev.likeness.core;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an engine can do, for those who choose between engines; known even where the engine cannot be opened.
 *
 * @param title     in English and Chinese
 * @param summary   one or two honest sentences in English and Chinese
 * @param abilities how well it can do each {@link Ability}
 * @param modes     the modes it can be ordered in
 * @param previews  whether it is fast enough for interactive previews: a second or two for 512 pixels
 * @throws IllegalArgumentException when an {@link Ability} is missing, or one of the texts is empty
 */
public record EngineProfile(Text title, Text summary, Map<Ability, Ability.Degree> abilities, List<GenMode> modes,
        boolean previews) {
    public EngineProfile {
        Map<Ability, Ability.Degree> stated = new EnumMap<>(abilities);
        String unstated = Arrays.stream(Ability.values()).filter(ability -> !stated.containsKey(ability))
                .map(Ability::wireName).collect(Collectors.joining(", "));
        if (!unstated.isEmpty()) {
            throw new IllegalArgumentException("the engine says nothing about " + unstated + ": say yes, partly or no");
        }
        abilities = Map.copyOf(stated);
        modes = List.copyOf(modes);
    }

    /** The profile of an engine that states nothing but its name. */
    public static EngineProfile promisingNothing(String name) {
        Map<Ability, Ability.Degree> none = Arrays.stream(Ability.values())
                .collect(Collectors.toMap(ability -> ability, ability -> Ability.Degree.NO));
        return new EngineProfile(new Text(name, name), new Text("Says nothing about itself.", "没有说明。"), none,
                List.of(GenMode.values()), false);
    }

    /** A text in both languages. */
    public record Text(String english, String chinese) {
        public Text {
            if (Stream.of(english, chinese).anyMatch(String::isBlank)) {
                throw new IllegalArgumentException("a text is missing in one of the languages");
            }
        }
    }

    /** How well it can do this. */
    public Ability.Degree degree(Ability ability) {
        return abilities.getOrDefault(ability, Ability.Degree.NO);
    }
}
