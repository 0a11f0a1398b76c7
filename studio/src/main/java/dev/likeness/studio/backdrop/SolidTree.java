package dev.likeness.studio.backdrop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a ray meets first: a tree of boxes around boxes, halved at the median along their longest side. */
final class SolidTree {
    private static final int LEAF = 3;

    private final double[] bounds = {1e30, 1e30, 1e30, -1e30, -1e30, -1e30};
    private final Solid[] solids;
    private final SolidTree[] parts;
    private final int axis;

    SolidTree(List<Solid> things) {
        for (Solid solid : things) {
            double[] own = solid.bounds();
            for (int i = 0; i < 3; i++) {
                bounds[i] = Math.min(bounds[i], own[i]);
                bounds[i + 3] = Math.max(bounds[i + 3], own[i + 3]);
            }
        }
        for (int i = 0; i < 3; i++) {
            bounds[i] -= 1e-4;
            bounds[i + 3] += 1e-4;
        }
        if (things.size() <= LEAF) {
            solids = things.toArray(new Solid[0]);
            parts = new SolidTree[0];
            axis = 0;
            return;
        }
        int longest = 0;
        for (int i = 1; i < 3; i++) {
            if (bounds[i + 3] - bounds[i] > bounds[longest + 3] - bounds[longest]) {
                longest = i;
            }
        }
        int along = longest;
        axis = along;
        List<Solid> sorted = new ArrayList<>(things);
        sorted.sort(Comparator.comparingDouble(solid -> solid.bounds()[along] + solid.bounds()[along + 3]));
        solids = new Solid[0];
        parts = new SolidTree[]{new SolidTree(sorted.subList(0, sorted.size() / 2)),
                new SolidTree(sorted.subList(sorted.size() / 2, sorted.size()))};
    }

    /** What the ray meets first within its reach; the ray then ends there. */
    Optional<Solid> first(Ray ray) {
        return touches(ray) ? Optional.ofNullable(find(ray)) : Optional.empty();
    }

    /** Whether anything that does not glow stands in the way; lamps hang in their own shades. */
    boolean hides(Ray ray) {
        for (Solid solid : solids) {
            if (solid.finish().glow() == 0 && meets(solid, ray)) {
                return true;
            }
        }
        for (SolidTree part : parts) {
            if (part.touches(ray) && part.hides(ray)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Solid find(Ray ray) {
        Solid found = null;
        for (Solid solid : solids) {
            if (meets(solid, ray)) {
                found = solid;
            }
        }
        if (parts.length == 2) {
            // The nearer half first: what it holds may hide the other.
            int first = (axis == 0 ? ray.dx : axis == 1 ? ray.dy : ray.dz) > 0 ? 0 : 1;
            for (int i = 0; i < 2; i++) {
                SolidTree part = parts[i ^ first];
                if (part.touches(ray)) {
                    Solid nearer = part.find(ray);
                    found = nearer == null ? found : nearer;
                }
            }
        }
        return found;
    }

    private static boolean meets(Solid solid, Ray ray) {
        double far = ray.far;
        double nx = ray.nx;
        double ny = ray.ny;
        double nz = ray.nz;
        if (!solid.meets(ray)) {
            return false;
        }
        if (solid.finish().isPierced()
                && Finish.isHole(solid.finish().skin().at(ray.endX(), ray.endY(), ray.endZ(), ray.axis()))) {
            ray.far = far;
            ray.nx = nx;
            ray.ny = ny;
            ray.nz = nz;
            return false;
        }
        return true;
    }

    private boolean touches(Ray ray) {
        double ax = (bounds[0] - ray.x) * ray.ix;
        double bx = (bounds[3] - ray.x) * ray.ix;
        double ay = (bounds[1] - ray.y) * ray.iy;
        double by = (bounds[4] - ray.y) * ray.iy;
        double az = (bounds[2] - ray.z) * ray.iz;
        double bz = (bounds[5] - ray.z) * ray.iz;
        double near = Math.max(Math.max(Math.min(ax, bx), Math.min(ay, by)), Math.max(0, Math.min(az, bz)));
        double past = Math.min(Math.min(Math.max(ax, bx), Math.max(ay, by)), Math.min(ray.far, Math.max(az, bz)));
        return near <= past;
    }
}
