package org.esgrima.latent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.esgrima.Golden;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.junit.jupiter.api.Test;

class LatentGoldenTest {
  private static List<double[]> rows(Golden golden, String name) {
    Shape shape = golden.shape(name);
    double[] all = golden.values(name);
    int size = Math.toIntExact(shape.size(shape.rank() - 1));
    return IntStream.range(0, all.length / size)
        .mapToObj(i -> Arrays.copyOfRange(all, i * size, (i + 1) * size))
        .toList();
  }

  private static double[] flat(List<double[]> rows) {
    return rows.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  private static void assertPaths(Golden golden, String name, Interpolation interpolation) {
    List<double[]> from = rows(golden, "a");
    List<double[]> to = rows(golden, "b");
    golden
        .config()
        .get("t")
        .forEach(
            t -> {
              List<double[]> points = new ArrayList<>();
              for (int i = 0; i < from.size(); i++) {
                points.add(interpolation.between(from.get(i), to.get(i), t.asDouble()));
              }
              String key = name + ".t" + t.asText().replaceFirst("\\.0$", "");
              golden.assertClose(flat(points), key, ElementType.F64);
            });
  }

  @Test
  void linesAndGreatCircles() {
    try (Golden golden = Golden.open("latent/interp")) {
      assertPaths(golden, "lerp", Interpolation.LINEAR);
      assertPaths(golden, "slerp_tf", Interpolation.SPHERICAL);
      assertPaths(golden, "slerp_plat", Interpolation.SPHERICAL);
    }
  }

  @Test
  void arithmeticOfMeans() {
    try (Golden golden = Golden.open("latent/arithmetic")) {
      List<double[]> means =
          List.of(
              LatentPoints.mean(rows(golden, "a_pos")),
              LatentPoints.mean(rows(golden, "a_neg")),
              LatentPoints.mean(rows(golden, "b_neg")));
      LatentExpression expression = LatentExpression.parse("mean(0,1,2) - mean(3,4,5) + mean(6)");
      golden.assertClose(expression.apply(means), "arith", ElementType.F64);
    }
  }

  @Test
  void principalComponents() {
    try (Golden golden = Golden.open("latent/pca")) {
      List<double[]> points = rows(golden, "w");
      int count = golden.config().get("k").asInt();
      Directions found = Directions.principal(points, count);
      golden.assertClose(flat(found.axes()), "components", ElementType.F64);
      double[] steps = found.steps().stream().mapToDouble(Double::doubleValue).toArray();
      golden.assertClose(steps, "stdev", ElementType.F64);
      golden.assertClose(found.along(points.get(0), 0, 2, 3).get(2), "edit", ElementType.F64);
      assertThat(found.names()).startsWith("pc1", "pc2").hasSize(count);
    }
  }
}
