package dev.likeness.core.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.document.Documents;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class OutputFileTest {
    private static final OptionalInt NOT_SAID = OptionalInt.empty();

    @Test
    void aTransparentPortraitIsAPngUnlessWebpIsOrderedAndNeverAJpeg() {
        assertThat(OutputFile.USUAL.format(true)).isEqualTo(FileFormat.PNG);
        assertThat(OutputFile.USUAL.format(false)).isEqualTo(FileFormat.JPEG);
        OutputFile.of(FileFormat.WEBP).check(true);
        OutputFile.of(FileFormat.JPEG).check(false);
        refused(ErrorCode.TRANSPARENT_NEEDS_ALPHA, () -> OutputFile.of(FileFormat.JPEG).check(true));
        OutputFile small = new OutputFile(Optional.empty(), NOT_SAID, NOT_SAID, NOT_SAID, OptionalInt.of(50_000));
        refused(ErrorCode.TRANSPARENT_NEEDS_ALPHA, () -> small.check(true));
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        refused(ErrorCode.OUTPUT_INVALID,
                () -> new OutputFile(Optional.of(FileFormat.PNG), OptionalInt.of(80), NOT_SAID,
                        NOT_SAID, NOT_SAID));
        refused(ErrorCode.OUTPUT_INVALID, () -> new OutputFile(Optional.of(FileFormat.WEBP), NOT_SAID, NOT_SAID,
                NOT_SAID, OptionalInt.of(50_000)));
        refused(ErrorCode.OUTPUT_INVALID, () -> new OutputFile(Optional.empty(), NOT_SAID, NOT_SAID,
                OptionalInt.of(60_000), OptionalInt.of(50_000)));
        refused(ErrorCode.OUTPUT_INVALID, () -> new OutputFile(Optional.empty(), OptionalInt.of(0), NOT_SAID, NOT_SAID,
                NOT_SAID));
    }

    @Test
    void whatAnOrderSaysWinsOverItsDocument() {
        OutputFile document = OutputFile.of(Documents.find("cn-passport").orElseThrow());
        assertThat(document.maxBytes()).hasValue(80_000);
        OutputFile png = OutputFile.of(FileFormat.PNG).or(document);
        assertThat(png.format()).contains(FileFormat.PNG);
        assertThat(png.isSized()).isFalse();
        assertThat(png.dpi()).isEqualTo(document.dpi());
        assertThat(OutputFile.USUAL.or(document)).isEqualTo(document);
    }

    private static void refused(ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable what) {
        assertThatThrownBy(what).isInstanceOfSatisfying(InvalidRequest.class,
                refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
