package dev.likeness.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.app.engines.Engines;
import dev.likeness.app.engines.Models;
import dev.likeness.core.Ability;
import dev.likeness.core.EngineListing;
import dev.likeness.core.EngineListing.Readiness;
import dev.likeness.core.EngineProfile;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.Drawings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesTest {
    private static final EngineListing.Model MODEL = new EngineListing.Model(Optional.of("MIT"), OptionalLong.of(7),
            Path.of("/models/some"));

    /** The contract of {@link dev.likeness.core.PortraitEngine#profile}, for every engine that ships. */
    @Test
    void everyEngineSaysOfEveryAbilityHowWellItCanDoIt() {
        Engines.Opened opened = Engines.installed().openAll();
        assertThat(opened.listings()).extracting(EngineListing::name).containsExactly("studio", "klein");
        assertThat(opened.engines()).isNotEmpty().allSatisfy(engine -> assertThat(engine.profile())
                .isEqualTo(listing(opened, engine.name()).profile()));
        for (EngineListing listing : opened.listings()) {
            EngineProfile profile = listing.profile();
            assertThat(profile.abilities()).as(listing.name()).containsOnlyKeys(Ability.values());
            assertThat(profile.abilities().values()).as(listing.name()).contains(Ability.Degree.YES);
            assertThat(profile.summary()).isNotEqualTo(EngineProfile.promisingNothing(listing.name()).summary());
            assertThat(profile.summary().english()).hasSizeBetween(40, 400).endsWith(".");
            assertThat(profile.summary().chinese()).hasSizeBetween(15, 200).endsWith("。");
            assertThat(profile.modes()).isNotEmpty();
        }
        opened.engines().forEach(dev.likeness.core.PortraitEngine::close);
    }

    @Test
    void drawingsAreRefusedUnlessTheSettingAllowsThem() {
        assertThat(Engines.drawings(Map.of())).isEqualTo(Drawings.REFUSED);
        assertThat(Engines.drawings(Map.of("LIKENESS_ALLOW_DRAWINGS", "false"))).isEqualTo(Drawings.REFUSED);
        assertThat(Engines.drawings(Map.of("LIKENESS_ALLOW_DRAWINGS", " True "))).isEqualTo(Drawings.ALLOWED);
        assertThatThrownBy(() -> Engines.drawings(Map.of("LIKENESS_ALLOW_DRAWINGS", "perhaps")))
                .isInstanceOf(InvalidRequest.class).hasMessageContaining("use true or false");
    }

    @Test
    void anEngineThatForgetsAnAbilityDoesNotGetFar() {
        var text = new EngineProfile.Text("A", "甲");
        assertThatThrownBy(
                () -> new EngineProfile(text, text, Map.of(Ability.POSE, Ability.Degree.NO), List.of(), false))
                .hasMessageContaining("identity");
        assertThatThrownBy(() -> new EngineProfile.Text("A", " ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneThatCannotBeOpenedIsListedWithTheReasonWhichIsTold() {
        Engines.Opened opened = opened(ErrorCode.UNKNOWN_ENGINE);
        EngineListing listing = listing(opened, "big");
        assertThat(listing.readiness()).isEqualTo(new Readiness.Missing("nothing there", Optional.of("get it")));
        assertThat(listing.model()).contains(MODEL);
        assertThat(opened.missing()).containsExactly("nothing there");
    }

    @Test
    void oneThatLacksItsModelIsNotEvenTried() {
        Engines.Opened opened = new Engines().with("paper", PaperEngine::new).withOptional("big", () -> {
            throw new AssertionError("must not be opened");
        }, needing(Optional.of("no model in /here"))).openAll();
        assertThat(opened.engines()).hasSize(1);
        assertThat(listing(opened, "big").readiness())
                .isEqualTo(new Readiness.Missing("no model in /here", Optional.of("get it")));
        assertThat(opened.missing()).containsExactly("no model in /here");
    }

    @Test
    void aProcessServesOnlyWhatItIsToldToAndAllOfThat() {
        Engines both = new Engines().with("paper", PaperEngine::new).withOptional("big", () -> {
            throw new InvalidRequest(ErrorCode.UNKNOWN_ENGINE, "nothing there");
        }, needing(Optional.empty()));
        Engines.Opened opened = both.openOnly(List.of("paper"));
        assertThat(opened.engines()).hasSize(1);
        assertThat(listing(opened, "big").readiness()).isInstanceOf(Readiness.Missing.class);
        assertThatThrownBy(() -> both.openOnly(List.of("big", "paper"))).hasMessage("nothing there");
        assertThatThrownBy(() -> both.openOnly(List.of("kline"))).hasMessageContaining("kline");
    }

    @Test
    void aWrongSettingIsNotPutRightByADownload() {
        assertThat(listing(opened(ErrorCode.MALFORMED_REQUEST), "big").readiness())
                .isEqualTo(new Readiness.Missing("nothing there", Optional.empty()));
    }

    @Test
    void oneThatBreaksDoesNotKeepTheOthersFromServing() {
        Engines.Opened opened = new Engines().with("paper", PaperEngine::new).withOptional("big", () -> {
            throw new UnsatisfiedLinkError("no such driver");
        }, needing(Optional.empty())).openAll();
        assertThat(opened.engines()).hasSize(1);
        assertThat(opened.missing()).singleElement().asString().contains("big").contains("no such driver");
        assertThat(listing(opened, "big").readiness()).isInstanceOf(Readiness.Missing.class);
    }

    @Test
    void tellsLicenceAndSizeOfModelsItKnows(@TempDir Path data) throws Exception {
        var none = Models.used(Map.of("LIKENESS_DATA", data.toString()));
        assertThat(none.folder()).isEqualTo(data.resolve("models/klein-4b"));
        assertThat(none.licence()).contains("Apache-2.0");
        assertThat(none.bytes()).hasValue(16_000_000_000L);
        Path own = Files.createDirectory(data.resolve("mine"));
        assertThat(Models.used(Map.of("LIKENESS_KLEIN", own.toString())))
                .isEqualTo(new EngineListing.Model(Optional.empty(), OptionalLong.empty(), own));
        assertThat(Models.used(Map.of("LIKENESS_KLEIN", "/gone/klein-9b")).licence().orElse(""))
                .startsWith("non-commercial");
    }

    private static Engines.Optionally needing(Optional<String> missing) {
        return new Engines.Optionally(() -> missing, () -> EngineProfile.promisingNothing("big"), () -> MODEL,
                "get it");
    }

    private Engines.Opened opened(ErrorCode why) {
        return new Engines().with("paper", PaperEngine::new).withOptional("big", () -> {
            throw new InvalidRequest(why, "nothing there");
        }, needing(Optional.empty())).openAll();
    }

    private static EngineListing listing(Engines.Opened opened, String name) {
        return opened.listings().stream().filter(listing -> listing.name().equals(name)).findFirst().orElseThrow();
    }
}
