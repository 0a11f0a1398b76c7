package dev.likeness.service.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Ability;
import dev.likeness.core.Cancellation;
import dev.likeness.core.EngineProfile;
import dev.likeness.core.GenMode;
import dev.likeness.core.Note;
import dev.likeness.core.Photo;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Progress;
import dev.likeness.core.PromptTerm;
import dev.likeness.core.Rendering;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OtherEnginesTest {
    private static final List<PortraitEngine> ENGINES = List.of(new Able("darkroom", Set.of(Ability.LIGHT)),
            new Able("dreamer", Set.of(Ability.CLOTHES, Ability.SCENE)), new Able("painter", Set.of(Ability.SCENE)));

    @Test
    void eachGroupOfEnginesIsNamedWithTheWordsThatItCanFollow() {
        assertThat(OtherEngines.notes(ENGINES, "darkroom",
                List.of(word("kimono", Optional.of(Ability.CLOTHES)), word("castle", Optional.of(Ability.SCENE)),
                        word("dragon", Optional.of(Ability.SCENE)), word("library", Optional.empty()),
                        word("kimono", Optional.of(Ability.CLOTHES)))))
                .containsExactly(new Note(Note.Kind.NOT_UNDERSTOOD, "dreamer can follow: kimono"),
                        new Note(Note.Kind.NOT_UNDERSTOOD, "dreamer, painter can follow: castle; dragon"));
    }

    @Test
    void theEngineThatMadeThePortraitAndThoseThatCannotAreNotNamed() {
        List<PromptTerm> pose = List.of(word("from behind", Optional.of(Ability.POSE)));
        assertThat(OtherEngines.notes(ENGINES, "darkroom", pose)).isEmpty();
        assertThat(OtherEngines.notes(ENGINES, "dreamer", List.of(word("castle", Optional.of(Ability.SCENE)))))
                .extracting(Note::text).containsExactly("painter can follow: castle");
    }

    @Test
    void aLongListIsCutShort() {
        List<PromptTerm> many = IntStream.range(0, 15).mapToObj(i -> word("hat " + i, Optional.of(Ability.CLOTHES)))
                .toList();
        assertThat(OtherEngines.notes(ENGINES, "darkroom", many).getFirst().text()).endsWith("hat 11; and 3 more");
    }

    private static PromptTerm word(String words, Optional<Ability> needs) {
        return new PromptTerm(words, PromptTerm.Outcome.NOT_FOLLOWED, "cannot be followed", PromptTerm.Role.UNKNOWN, 0,
                Optional.empty(), Optional.empty(), needs);
    }

    /** Promises, and is never asked to keep its promises. */
    private record Able(String name, Set<Ability> abilities) implements PortraitEngine {
        @Override
        public EngineProfile profile() {
            Map<Ability, Ability.Degree> degrees = Arrays.stream(Ability.values()).collect(Collectors.toMap(
                    ability -> ability,
                    ability -> abilities.contains(ability) ? Ability.Degree.YES : Ability.Degree.NO));
            return new EngineProfile(new EngineProfile.Text(name, name), new EngineProfile.Text(name, name), degrees,
                    List.of(GenMode.values()), true);
        }

        @Override
        public Rendering render(PortraitRequest request, Photo photo, Progress progress, Cancellation cancellation) {
            throw new IllegalStateException("it only promises");
        }
    }
}
