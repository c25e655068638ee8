package io.riskgate.training;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Lines in the unit square, as SVG. */
final class Chart {

    private static final int SIZE = 360;
    private static final int LEFT = 56;
    private static final int TOP = 36;
    private static final int BOTTOM = 48;
    private static final int RIGHT = 20;

    private final StringBuilder svg = new StringBuilder();
    private int lines;

    Chart(String title, String across, String up) {
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\" aria-label=\"%s\" font-family=\"sans-serif\" font-size=\"12\">"
                        .formatted(
                                SIZE + LEFT + RIGHT,
                                SIZE + TOP + BOTTOM,
                                SIZE + LEFT + RIGHT,
                                title));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        text(LEFT + SIZE / 2.0, 20, "middle", title);
        text(LEFT + SIZE / 2.0, TOP + SIZE + 40, "middle", across);
        svg.append(
                "<text x=\"14\" y=\"%d\" text-anchor=\"middle\" transform=\"rotate(-90 14 %d)\">%s</text>"
                        .formatted(TOP + SIZE / 2, TOP + SIZE / 2, up));
        for (int tick = 0; tick <= 5; tick++) {
            grid(tick / 5.0);
        }
    }

    private void grid(double at) {
        svg.append(
                "<path d=\"M%s %dv%dM%d %sh%d\" stroke=\"#dddddd\" fill=\"none\"/>"
                        .formatted(number(x(at)), TOP, SIZE, LEFT, number(y(at)), SIZE));
        text(x(at), TOP + SIZE + 18, "middle", String.format(Locale.ROOT, "%.1f", at));
        text(LEFT - 6, y(at) + 4, "end", String.format(Locale.ROOT, "%.1f", at));
    }

    Chart line(String name, String colour, List<Curve.Point> points) {
        svg.append("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"")
                .append(colour)
                .append("\" points=\"")
                .append(
                        points.stream()
                                .map(point -> number(x(point.x())) + "," + number(y(point.y())))
                                .collect(Collectors.joining(" ")))
                .append("\"/>");
        int top = TOP + 16 + 18 * lines++;
        svg.append(
                "<path d=\"M%d %dh18\" stroke=\"%s\" stroke-width=\"2\"/>"
                        .formatted(LEFT + SIZE - 110, top - 4, colour));
        text(LEFT + SIZE - 86, top, "start", name);
        return this;
    }

    String svg() {
        return svg + "</svg>\n";
    }

    private void text(double x, double y, String anchor, String text) {
        svg.append(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>"
                        .formatted(number(x), number(y), anchor, text));
    }

    private static double x(double value) {
        return LEFT + SIZE * value;
    }

    private static double y(double value) {
        return TOP + SIZE * (1 - value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
