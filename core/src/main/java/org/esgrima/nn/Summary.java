package org.esgrima.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.esgrima.io.Shape;

/**
 * What a network is made of, as data: one row a layer.
 *
 * @param title name of the network
 * @param input shape of its input, with N = 1
 * @param rows its layers in order
 */
public record Summary(String title, Shape input, List<Row> rows) {
  /**
   * One layer.
   *
   * @param path where its parameters live
   * @param operations what it computes, in order
   * @param output its output shape, with N = 1
   * @param parameters number of trained elements
   * @param multiplyAdds multiplications with addition for one sample
   */
  public record Row(
      String path, String operations, Shape output, long parameters, long multiplyAdds) {}

  /** Describes a network that is told no condition, without allocating it. */
  public static Summary of(String title, Layer description, Shape inputShape) {
    return of(title, description, inputShape, 0);
  }

  /**
   * Describes a network without allocating it.
   *
   * @param conditionSize numbers that it is told beside each input; 0 = none
   */
  public static Summary of(String title, Layer description, Shape inputShape, int conditionSize) {
    ShapeOps shapes = Network.describe(description, inputShape, conditionSize, 1);
    Map<String, Long> trained = new LinkedHashMap<>();
    for (ParameterInfo info : shapes.parameters()) {
      if (info.kind() == ParameterInfo.Kind.PARAMETER) {
        int dot = info.name().lastIndexOf('.');
        String path = dot < 0 ? "" : info.name().substring(0, dot);
        trained.merge(path, info.shape().elements(), Long::sum);
      }
    }
    List<Row> rows = new ArrayList<>();
    for (ShapeOps.Step step : shapes.steps()) {
      int last = rows.size() - 1;
      if (last >= 0 && rows.get(last).path().equals(step.path())) {
        Row row = rows.get(last);
        rows.set(
            last,
            new Row(
                row.path(),
                row.operations() + " → " + step.operation(),
                step.output(),
                row.parameters(),
                row.multiplyAdds() + step.multiplyAdds()));
      } else {
        rows.add(
            new Row(
                step.path(),
                step.operation(),
                step.output(),
                Optional.ofNullable(trained.remove(step.path())).orElse(0L),
                step.multiplyAdds()));
      }
    }
    trained.forEach((path, count) -> addConstant(rows, path, count));
    return new Summary(title, inputShape.batched(1), List.copyOf(rows));
  }

  /** Trained numbers that are only handed on, such as a learned constant, before what is below. */
  private static void addConstant(List<Row> rows, String path, long count) {
    int at = 0;
    while (at < rows.size() && !rows.get(at).path().startsWith(path + ".")) {
      at++;
    }
    rows.add(at, new Row(path, "constant", Shape.of(count), count, 0));
  }

  /** Number of trained elements. */
  public long parameters() {
    return rows.stream().mapToLong(Row::parameters).sum();
  }

  /** Multiplications with addition for one sample. */
  public long multiplyAdds() {
    return rows.stream().mapToLong(Row::multiplyAdds).sum();
  }

  /** A table for people. */
  public String text() {
    int path = Math.max(5, rows.stream().mapToInt(r -> r.path().length()).max().orElse(0));
    int operations =
        Math.max(9, rows.stream().mapToInt(r -> r.operations().length()).max().orElse(0));
    String format = "  %-" + path + "s  %-" + operations + "s  %-16s %12s %14s%n";
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%s, input %s%n", title, input));
    text.append(
        String.format(
            Locale.ROOT, format, "layer", "computes", "output", "parameters", "mult-adds"));
    for (Row row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              format,
              row.path(),
              row.operations(),
              row.output(),
              grouped(row.parameters()),
              grouped(row.multiplyAdds())));
    }
    text.append(
        String.format(
            Locale.ROOT, format, "total", "", "", grouped(parameters()), grouped(multiplyAdds())));
    return text.toString();
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
