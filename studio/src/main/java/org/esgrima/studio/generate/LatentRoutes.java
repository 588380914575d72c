package org.esgrima.studio.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.esgrima.latent.ArithmeticSheet;
import org.esgrima.latent.Interpolation;
import org.esgrima.latent.LatentLength;
import org.esgrima.latent.LatentPoints;
import org.esgrima.run.RunDirectory;
import org.esgrima.studio.http.Call;
import org.esgrima.studio.http.HttpError;
import org.esgrima.studio.http.Reply;
import org.esgrima.studio.http.Route;
import org.esgrima.studio.http.Routes;
import org.esgrima.studio.runs.Runs;

/** Addresses of the latent lab: sums, walks, truncation, mixing, directions. */
public final class LatentRoutes {
  private static final int NEIGHBOURS = 8;
  private static final long NOISE_SEED = 0;

  private final Runs runs;
  private final Models models;
  private final String command;

  /**
   * Plays with latents.
   *
   * @param command how a person calls the command line
   */
  public LatentRoutes(Runs runs, Models models, String command) {
    this.runs = runs;
    this.models = models;
    this.command = command;
  }

  /** Adds the addresses. */
  public void addTo(Routes routes) {
    String base = "/api/runs/{run}/latent/";
    routes.add(new Route("GET", base + "arithmetic", this::arithmetic));
    routes.add(new Route("GET", base + "interpolation", this::interpolation));
    routes.add(new Route("GET", base + "truncation", this::truncation));
    routes.add(new Route("GET", base + "mix", this::mix));
    routes.add(new Route("GET", base + "directions", this::directions));
  }

  /** Samples to be made: points with labels. */
  private static final class Wanted {
    private final List<double[]> points = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final List<Long> seeds = new ArrayList<>();

    void add(double[] point, String label, long seed) {
      points.add(point);
      labels.add(label);
      seeds.add(seed);
    }

    /** Makes them; the condition of those without a seed is that of {@code usual}. */
    Pictures made(LatentMath math, Call call, int columns, String command, long usual) {
      Asked.requireFits(math.model(), points.size(), Asked.format(call));
      return new Pictures(
          math.model().key().step(),
          math.space(),
          columns,
          command,
          labels,
          seeds,
          math.samples(points, i -> seeds.get(i) < 0 ? usual : seeds.get(i)));
    }
  }

  private static LatentMath math(Model model, Call call, String space) {
    return LatentMath.of(model, space, Asked.classOf(call, model));
  }

  private static String space(Call call) {
    return call.parameter("space").orElse("");
  }

  private String latent(String name, RunDirectory run, Call call, LatentMath math, String rest) {
    return "%s latent %s %s %s --space %s%s"
        .formatted(
            command,
            name,
            run.path(),
            rest,
            math.space(),
            call.parameter("class").map(c -> " --class " + GenerateRoutes.quoted(c)).orElse(""));
  }

  private static String list(long[] seeds) {
    return LongStream.of(seeds).mapToObj(Long::toString).collect(Collectors.joining(","));
  }

  private Reply arithmetic(Call call) {
    RunDirectory run = GenerateRoutes.run(runs, call.path("run"));
    long[] a = Asked.seeds(call, "a", 1);
    long[] b = Asked.seeds(call, "b");
    long[] c = Asked.seeds(call, "c");
    double spread = call.number("spread", 0, 4, ArithmeticSheet.PUBLISHED_NOISE);
    return GenerateRoutes.later(
        models,
        run,
        call,
        model -> {
          LatentMath math = math(model, call, space(call));
          Wanted wanted = new Wanted();
          double[] result = group(math, wanted, "A", a);
          if (b.length > 0) {
            result = LatentPoints.add(result, group(math, wanted, "B", b), -1);
          }
          if (c.length > 0) {
            result = LatentPoints.add(result, group(math, wanted, "C", c), 1);
          }
          neighbours(wanted, LatentLength.TYPICAL.of(result, math.normal()), spread);
          String expression =
              "\"mean(%s)%s%s\""
                  .formatted(
                      list(a),
                      b.length > 0 ? " - mean(" + list(b) + ")" : "",
                      c.length > 0 ? " + mean(" + list(c) + ")" : "");
          String noise = spread == ArithmeticSheet.PUBLISHED_NOISE ? "" : " --noise " + spread;
          return wanted.made(
              math, call, 3, latent("arithmetic", run, call, math, expression + noise), a[0]);
        });
  }

  private static double[] group(LatentMath math, Wanted wanted, String label, long[] seeds) {
    double[] mean = LatentPoints.mean(math.points(seeds, 1));
    wanted.add(LatentLength.TYPICAL.of(mean, math.normal()), label, -1);
    return mean;
  }

  // As the figure of the command line: uniform noise on every number, always the same.
  private static void neighbours(Wanted wanted, double[] result, double spread) {
    wanted.add(result, "result", -1);
    SplittableRandom random = new SplittableRandom(NOISE_SEED);
    for (int i = 0; i < NEIGHBOURS; i++) {
      double[] neighbour = result.clone();
      for (int k = 0; k < neighbour.length; k++) {
        neighbour[k] += spread * (2 * random.nextDouble() - 1);
      }
      wanted.add(neighbour, "neighbour", -1);
    }
  }

  private Reply interpolation(Call call) {
    RunDirectory run = GenerateRoutes.run(runs, call.path("run"));
    long[] seeds = Asked.seeds(call, "seeds", 2);
    double last = seeds.length - 1;
    double[] places = Asked.numbers(call, "at", "", 0, last);
    double[] at = places.length > 0 ? places : evenly(seeds.length);
    int columns = Asked.columns(call);
    return GenerateRoutes.later(
        models,
        run,
        call,
        model -> {
          LatentMath math = math(model, call, space(call));
          List<double[]> stops = math.points(seeds, 1);
          Interpolation way = math.styles() ? Interpolation.LINEAR : Interpolation.SPHERICAL;
          Wanted wanted = new Wanted();
          for (double place : at) {
            int from = (int) Math.min(Math.floor(place), last - 1);
            wanted.add(
                way.between(stops.get(from), stops.get(from + 1), place - from),
                Double.toString(place),
                -1);
          }
          return wanted.made(
              math,
              call,
              columns,
              latent("interpolate", run, call, math, "--seeds " + list(seeds)),
              seeds[0]);
        });
  }

  private static double[] evenly(int stops) {
    int legs = Math.min(8, Asked.MOST / stops);
    double[] at = new double[(stops - 1) * legs + 1];
    for (int i = 0; i < at.length; i++) {
      at[i] = (double) i / legs;
    }
    return at;
  }

  private Reply truncation(Call call) {
    RunDirectory run = GenerateRoutes.run(runs, call.path("run"));
    long[] seeds = Asked.seeds(call, "seeds", 1);
    double[] psi = Asked.numbers(call, "psi", "0,0.25,0.5,0.75,1", -2, 2);
    Asked.requireFew((long) seeds.length * psi.length);
    return GenerateRoutes.later(
        models,
        run,
        call,
        model -> {
          LatentMath math = math(model, call, "w");
          Wanted wanted = new Wanted();
          List<List<double[]>> columns = new ArrayList<>();
          for (double one : psi) {
            columns.add(math.points(seeds, one));
          }
          for (int row = 0; row < seeds.length; row++) {
            for (int column = 0; column < psi.length; column++) {
              wanted.add(columns.get(column).get(row), Double.toString(psi[column]), seeds[row]);
            }
          }
          String amounts =
              Arrays.stream(psi).mapToObj(Double::toString).collect(Collectors.joining(","));
          return wanted.made(
              math,
              call,
              psi.length,
              latent("truncate", run, call, math, "--seeds " + list(seeds) + " --psi " + amounts),
              seeds[0]);
        });
  }

  private Reply mix(Call call) {
    RunDirectory run = GenerateRoutes.run(runs, call.path("run"));
    long[] rows = Asked.seeds(call, "rows", 1);
    long[] cols = Asked.seeds(call, "cols", 1);
    Asked.requireFew((long) rows.length * cols.length);
    return GenerateRoutes.later(
        models,
        run,
        call,
        model -> {
          LatentMath math = math(model, call, "w");
          List<Integer> shape = model.info().styles().orElseThrow();
          List<Integer> layers = Asked.layers(call, shape.get(0));
          List<double[]> taking = math.points(rows, 1);
          List<double[]> giving = math.points(cols, 1);
          Wanted wanted = new Wanted();
          for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < cols.length; column++) {
              double[] mixed = taking.get(row).clone();
              for (int layer : layers) {
                System.arraycopy(
                    giving.get(column),
                    layer * shape.get(1),
                    mixed,
                    layer * shape.get(1),
                    shape.get(1));
              }
              wanted.add(mixed, rows[row] + " with " + cols[column], -1);
            }
          }
          String rest =
              "--rows %s --columns %s --layers %s"
                  .formatted(list(rows), list(cols), call.parameter("layers").orElse(""));
          return wanted.made(
              math, call, cols.length, latent("mix", run, call, math, rest), rows[0]);
        });
  }

  private Reply directions(Call call) {
    RunDirectory run = GenerateRoutes.run(runs, call.path("run"));
    long seed = call.integer("seed", 0, Long.MAX_VALUE / 10, 0);
    double reach = call.number("reach", 0, 20, 3);
    int count = (int) call.integer("count", 2, 32, 7);
    double[] amounts = Asked.numbers(call, "amounts", "", -20, 20);
    int number = (int) call.integer("number", 0, 15, -1);
    return GenerateRoutes.later(
        models,
        run,
        call,
        model -> {
          LatentMath math = math(model, call, "");
          Axes axes = model.axes();
          if (number >= axes.count() || amounts.length > axes.count()) {
            throw HttpError.wrong(
                "directions", "at most " + axes.count(), Math.max(number, amounts.length));
          }
          double[] start = math.points(new long[] {seed}, 1).get(0);
          Wanted wanted = new Wanted();
          if (number >= 0) {
            for (int i = 0; i < count; i++) {
              double amount = reach * (2.0 * i / (count - 1) - 1);
              wanted.add(axes.moved(start, number, amount), Double.toString(amount), -1);
            }
          } else {
            double[] moved = start;
            for (int k = 0; k < amounts.length; k++) {
              moved = axes.moved(moved, k, amounts[k]);
            }
            wanted.add(moved, "moved", -1);
          }
          String rest = "--seed %d --reach %s".formatted(seed, reach);
          int columns = number >= 0 ? count : 0;
          return wanted.made(
              math, call, columns, latent("directions", run, call, math, rest), seed);
        });
  }
}
