package dev.likeness.studio.light;

import dev.likeness.darkroom.face.CanonicalMesh;
import dev.likeness.darkroom.face.Mesh;
import dev.likeness.darkroom.pixel.Mask;
import dev.likeness.darkroom.pixel.Raster;
import java.util.Arrays;

/**
 * The face's mesh rasterized with a depth buffer.
 *
 * @param height  one channel: pixels towards the camera, 0 where there is no mesh
 * @param normals three channels: x right, y down, z to the camera; unit vectors, 0 where there is no mesh
 * @param covered which pixels the mesh covers
 */
record MeshSurface(Raster height, Raster normals, Mask covered) {
    private static final int[] TRIANGLES = CanonicalMesh.triangles();
    /** Twice the area, square pixels, below which a triangle covers nothing. */
    private static final double LEAST_AREA = 1e-6;
    /** Barycentric slack, so that no pixel falls between two triangles. */
    private static final double SLACK = -1e-4;

    /** @param mesh in the pixels of the surface */
    static MeshSurface of(Mesh mesh, int width, int height) {
        MeshSurface surface = new MeshSurface(Raster.blank(width, height, 1), Raster.blank(width, height, 3),
                new Mask(width, height, new byte[width * height]));
        double[] normals = vertexNormals(mesh);
        float[] nearest = new float[width * height];
        Arrays.fill(nearest, Float.NEGATIVE_INFINITY);
        for (int t = 0; t < TRIANGLES.length; t += 3) {
            surface.draw(mesh, normals, nearest, t);
        }
        return surface;
    }

    /** Sums of the triangles' normals, which weighs them by their areas; not yet of unit length. */
    private static double[] vertexNormals(Mesh mesh) {
        double[] normals = new double[3 * Mesh.SKIN];
        for (int t = 0; t < TRIANGLES.length; t += 3) {
            int a = TRIANGLES[t];
            int b = TRIANGLES[t + 1];
            int c = TRIANGLES[t + 2];
            double ux = mesh.x(b) - mesh.x(a);
            double uy = mesh.y(b) - mesh.y(a);
            double uz = mesh.z(a) - mesh.z(b);
            double vx = mesh.x(c) - mesh.x(a);
            double vy = mesh.y(c) - mesh.y(a);
            double vz = mesh.z(a) - mesh.z(c);
            // With the winding of the mesh, and y down, this points out of the face.
            double nx = uz * vy - uy * vz;
            double ny = ux * vz - uz * vx;
            double nz = uy * vx - ux * vy;
            for (int k = t; k < t + 3; k++) {
                normals[3 * TRIANGLES[k]] += nx;
                normals[3 * TRIANGLES[k] + 1] += ny;
                normals[3 * TRIANGLES[k] + 2] += nz;
            }
        }
        return normals;
    }

    private void draw(Mesh mesh, double[] vertexNormals, float[] nearest, int triangle) {
        int p = TRIANGLES[triangle];
        int q = TRIANGLES[triangle + 1];
        int r = TRIANGLES[triangle + 2];
        double px = mesh.x(p);
        double py = mesh.y(p);
        double qx = mesh.x(q);
        double qy = mesh.y(q);
        double rx = mesh.x(r);
        double ry = mesh.y(r);
        double area = (qy - ry) * (px - rx) + (rx - qx) * (py - ry);
        if (Math.abs(area) < LEAST_AREA) {
            return;
        }
        int width = covered.width();
        int left = Math.max(0, (int) Math.floor(Math.min(px, Math.min(qx, rx)) - 0.5));
        int right = Math.min(width - 1, (int) Math.ceil(Math.max(px, Math.max(qx, rx))));
        int top = Math.max(0, (int) Math.floor(Math.min(py, Math.min(qy, ry)) - 0.5));
        int bottom = Math.min(covered.height() - 1, (int) Math.ceil(Math.max(py, Math.max(qy, ry))));
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double dx = x + 0.5 - rx;
                double dy = y + 0.5 - ry;
                double a = ((qy - ry) * dx + (rx - qx) * dy) / area;
                double b = ((ry - py) * dx + (px - rx) * dy) / area;
                double c = 1 - a - b;
                int i = y * width + x;
                if (a < SLACK || b < SLACK || c < SLACK) {
                    continue;
                }
                float h = (float) -(a * mesh.z(p) + b * mesh.z(q) + c * mesh.z(r));
                if (h > nearest[i]) {
                    nearest[i] = h;
                    height.data()[i] = h;
                    covered.samples()[i] = Mask.SET;
                    double[] n = new double[3];
                    for (int k = 0; k < 3; k++) {
                        n[k] = a * vertexNormals[3 * p + k] + b * vertexNormals[3 * q + k]
                                + c * vertexNormals[3 * r + k];
                    }
                    double length = Math.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]) + 1e-9;
                    for (int k = 0; k < 3; k++) {
                        normals.data()[3 * i + k] = (float) (n[k] / length);
                    }
                }
            }
        }
    }
}
