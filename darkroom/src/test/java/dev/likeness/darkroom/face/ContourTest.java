package dev.likeness.darkroom.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.Photo;
import dev.likeness.darkroom.Samples;
import dev.likeness.darkroom.pixel.NativePicture;
import dev.likeness.darkroom.pixel.Placement;
import dev.likeness.darkroom.pixel.Raster;
import dev.likeness.darkroom.sitter.SitterAnalysis;
import org.junit.jupiter.api.Test;

class ContourTest {
    @Test
    void aPolygonCoversExactlyItsAreaAlsoWhereItsEdgesCutPixels() {
        Raster mask = Raster.blank(12, 10, 1);
        new Polygon(new double[]{2.25, 8.5, 8.5, 2.25}, new double[]{1.5, 1.5, 7.75, 7.75}).paint(mask);
        assertThat(sum(mask)).isCloseTo(6.25 * 6.25, within(1e-3));
        assertThat(mask.data()[mask.at(2, 1)]).isCloseTo(0.75f * 0.5f, within(1e-5f));
        Raster triangle = Raster.blank(12, 10, 1);
        new Polygon(new double[]{1.3, 10.9, 3.7}, new double[]{0.4, 4.1, 9.3}).paint(triangle);
        double area = Math.abs((10.9 - 1.3) * (9.3 - 0.4) - (3.7 - 1.3) * (4.1 - 0.4)) / 2;
        assertThat(sum(triangle)).isCloseTo(area, within(1e-3));
    }

    @Test
    void whatLiesBeyondThePictureIsCutOff() {
        Raster mask = Raster.blank(6, 6, 1);
        new Polygon(new double[]{-5, 3, 3, -5}, new double[]{-5, -5, 20, 20}).paint(mask);
        assertThat(sum(mask)).isCloseTo(18, within(1e-3));
    }

    @Test
    void irisesLieInTheEyesEyesUnderTheBrowsAndAllInTheOval() {
        Face face = face(Samples.astronaut());
        Mesh mesh = face.mesh().on(new Placement(3, 0, 0));
        double eye = sum(Contour.LEFT_EYE.mask(mesh, 1536, 1536));
        assertThat(eye).isBetween(0.03 * square(3 * face.eyeDistance()), 0.25 * square(3 * face.eyeDistance()));
        assertThat(common(Contour.LEFT_EYE, Contour.LEFT_LIDS, mesh) / eye).isGreaterThan(0.95);
        assertThat(common(Contour.MOUTH, Contour.LIPS, mesh)
                / sum(Contour.MOUTH.mask(mesh, 1536, 1536))).isGreaterThan(0.9);
        assertThat(common(Contour.LEFT_IRIS, Contour.LEFT_EYE, mesh)).isGreaterThan(0.2 * eye);
        for (Contour contour : Contour.values()) {
            assertThat(common(contour, Contour.OVAL, mesh)).as("%s in the oval", contour)
                    .isGreaterThan(0.97 * sum(contour.mask(mesh, 1536, 1536)));
        }
        assertThat(mesh.middle(Contour.LEFT_BROW.points()).y()).isLessThan(mesh.middle(Contour.LEFT_EYE.points()).y());
        assertThat(mesh.z(1)).as("the nose is nearer than the ears").isLessThan(mesh.z(234)).isLessThan(mesh.z(454));
    }

    @Test
    void aMirroredSitterLooksTheOtherWay() {
        Photo photo = Samples.graceHopper();
        Photo mirrored = Variants.mirrored(photo);
        assertThat(face(mirrored).pose().yaw()).isCloseTo(-face(photo).pose().yaw(), within(4.0));
        assertThat(face(mirrored).eyesX()).isCloseTo(photo.width() - face(photo).eyesX(), within(1.5));
    }

    @Test
    void aFaceOfWhichOnlyTheEyesAreKnownLooksIntoTheCamera() {
        Face face = new Face(80, 60, 80, new Face.Point(103, 90), new Face.Point(137, 90), new Face.Point(120, 125), 1);
        assertThat(face.pose().yaw()).isCloseTo(0, within(1.0));
        assertThat(face.pose().roll()).isCloseTo(0, within(1.0));
        assertThat(face.mesh().at(Mesh.LEFT_IRIS).x()).isCloseTo(103, within(0.01));
        assertThat(face.mesh().at(Mesh.RIGHT_IRIS).x()).isCloseTo(137, within(0.01));
        assertThat(sum(Contour.OVAL.mask(face.mesh(), 240, 240))).isGreaterThan(3000);
    }

    private static double common(Contour one, Contour other, Mesh mesh) {
        Raster a = one.mask(mesh, 1536, 1536);
        Raster b = other.mask(mesh, 1536, 1536);
        double sum = 0;
        for (int i = 0; i < a.data().length; i++) {
            sum += Math.min(a.data()[i], b.data()[i]);
        }
        return sum;
    }

    private static double square(double value) {
        return value * value;
    }

    private static double sum(Raster mask) {
        double sum = 0;
        for (float value : mask.data()) {
            sum += value;
        }
        return sum;
    }

    private static Face face(Photo photo) {
        try (NativePicture pixels = SitterAnalysis.pixels(photo)) {
            return new FaceFinder().find(pixels);
        }
    }
}
