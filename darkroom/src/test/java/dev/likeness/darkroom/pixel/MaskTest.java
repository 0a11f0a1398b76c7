package dev.likeness.darkroom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MaskTest {
    @Test
    void anOpeningTakesWhatIsThinnerThanTheElementAndLeavesTheRest() {
        Mask mask = mask(
                "............",
                ".###....#...",
                ".###....#...",
                ".###....#...",
                "............");
        Mask opened = mask.opened(StructuringElement.square(3));
        assertThat(mask.count()).isEqualTo(12);
        assertThat(opened.count()).isEqualTo(9);
        assertThat(opened.isSet(12 + 8)).as("the thin piece").isFalse();
    }

    @Test
    void piecesThatTouchAtACornerAreTwo() {
        int[] pieces = mask("##..", "##..", "..##", "..##").pieces();
        assertThat(pieces[0]).isPositive().isEqualTo(pieces[5]).isNotEqualTo(pieces[10]);
        assertThat(pieces[10]).isPositive().isEqualTo(pieces[15]);
        assertThat(pieces[2]).isZero();
    }

    @Test
    void distancesAreCountedInPixelsToTheNearestOutside() {
        Raster wide = mask("########", "########", "########", "########", "........").distances();
        assertThat(wide.data()[0]).isCloseTo(4, within(0.1f));
        assertThat(wide.data()[24]).isCloseTo(1, within(0.1f));
        assertThat(wide.data()[32]).isZero();
    }

    @Test
    void aSilhouetteGoesOnBeyondSidesAndFootButNotAboveTheHead() {
        Mask continued = mask(".#.", "###").continued(2);
        assertThat(continued).extracting(Mask::width, Mask::height).containsExactly(7, 4);
        assertThat(text(continued)).containsExactly("...#...", "#######", "#######", "#######");
    }

    private static Mask mask(String... rows) {
        Mask mask = new Mask(rows[0].length(), rows.length, new byte[rows[0].length() * rows.length]);
        String all = String.join("", rows);
        for (int i = 0; i < all.length(); i++) {
            mask.samples()[i] = all.charAt(i) == '#' ? Mask.SET : 0;
        }
        return mask;
    }

    private static String[] text(Mask mask) {
        String[] rows = new String[mask.height()];
        for (int y = 0; y < rows.length; y++) {
            StringBuilder row = new StringBuilder();
            for (int x = 0; x < mask.width(); x++) {
                row.append(mask.isSet(y * mask.width() + x) ? '#' : '.');
            }
            rows[y] = row.toString();
        }
        return rows;
    }
}
