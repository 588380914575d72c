package org.esgrima.studio.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.esgrima.InputException;
import org.esgrima.run.RunDirectory;
import org.esgrima.runtime.GeneratorInfo;
import org.esgrima.runtime.Samples;
import org.esgrima.studio.http.Answer;
import org.esgrima.studio.http.Call;
import org.esgrima.studio.http.HttpError;
import org.esgrima.studio.http.Reply;
import org.esgrima.studio.http.Route;
import org.esgrima.studio.http.Routes;
import org.esgrima.studio.runs.Runs;

/** Addresses that make pictures of seeds and latents. */
public final class GenerateRoutes {
  /** Pictures of one request. */
  public static final int MOST_PICTURES = Asked.MOST;

  private static final double FARTHEST = 1e4;

  private final Runs runs;
  private final Models models;
  private final String command;

  /**
   * Makes pictures.
   *
   * @param command how a person calls the command line
   */
  public GenerateRoutes(Runs runs, Models models, String command) {
    this.runs = runs;
    this.models = models;
    this.command = command;
  }

  /** Adds the addresses. */
  public void addTo(Routes routes) {
    routes.add(new Route("GET", "/api/runs/{run}/generator", this::generator));
    routes.add(new Route("GET", "/api/runs/{run}/images", this::images));
    routes.add(new Route("POST", "/api/runs/{run}/images", this::imagesOfLatents));
  }

  /** The run that a request names. */
  static RunDirectory run(Runs runs, String name) {
    try {
      return runs.open(name);
    } catch (NoSuchElementException e) {
      throw HttpError.missing(e.getMessage());
    } catch (InputException e) {
      throw HttpError.broken(e.getMessage());
    }
  }

  /** Pictures in the format that is asked for, as soon as they are made. */
  static Reply later(Models models, RunDirectory run, Call call, Function<Model, Pictures> work) {
    String format = Asked.format(call);
    return new Reply.Later(
        models.with(run, Asked.checkpoint(call), model -> work.apply(model).answer(format)));
  }

  private Reply generator(Call call) {
    RunDirectory run = run(runs, call.path("run"));
    return new Reply.Later(
        models.with(run, Asked.checkpoint(call), model -> Answer.json(described(model))));
  }

  private static ObjectNode described(Model model) {
    GeneratorInfo info = model.info();
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("step", model.key().step()).put("kind", info.makesImages() ? "images" : "points");
    if (info.makesImages()) {
      tree.put("channels", info.sampleShape().get(0));
      tree.put("height", info.sampleShape().get(1));
      tree.put("width", info.sampleShape().get(2));
    }
    tree.put("latent", info.latentSize());
    tree.put("styles", info.styles().isPresent() ? info.styleSize() : null);
    tree.put("layers", info.styles().map(shape -> shape.get(0)).orElse(null));
    ArrayNode classes = tree.putArray("classes");
    info.classes().forEach(classes::add);
    tree.put("directions", directions(model));
    return tree;
  }

  private static int directions(Model model) {
    try {
      return model.info().makesImages() ? model.axes().count() : 0;
    } catch (InputException e) {
      return 0; // its first layer sees more than the latents
    }
  }

  private Reply images(Call call) {
    RunDirectory run = run(runs, call.path("run"));
    long[] listed = Asked.seeds(call, "seeds");
    long first = call.integer("seed", 0, Long.MAX_VALUE / 10, 0);
    long count = call.integer("count", 1, Asked.MOST, 1);
    long[] seeds = listed.length > 0 ? listed : LongStream.range(first, first + count).toArray();
    double psi = Asked.truncation(call);
    int columns = Asked.columns(call);
    return later(
        models,
        run,
        call,
        model -> {
          int cls = Asked.classOf(call, model);
          Asked.requireFits(model, seeds.length, Asked.format(call));
          Samples samples = model.generator().samples(seeds, cls, psi);
          List<Long> named = Arrays.stream(seeds).boxed().toList();
          return new Pictures(
              model.key().step(),
              "z",
              columns,
              generate(run, call, seeds, listed.length == 0),
              named.stream().map(seed -> "seed " + seed).toList(),
              named,
              samples);
        });
  }

  private String generate(RunDirectory run, Call call, long[] seeds, boolean inRow) {
    if (!inRow && seeds.length > 1) {
      return ""; // no command makes a sheet of chosen seeds
    }
    return "%s generate %s --seed %d --count %d%s%s --out sheet.png"
        .formatted(
            command,
            run.path(),
            seeds[0],
            seeds.length,
            call.parameter("class").map(c -> " --class " + quoted(c)).orElse(""),
            Asked.truncation(call) == 1 ? "" : " --truncation " + Asked.truncation(call));
  }

  /** A word for a shell. */
  static String quoted(String word) {
    return word.matches("[\\w.,:=/-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private Reply imagesOfLatents(Call call) throws IOException {
    RunDirectory run = run(runs, call.path("run"));
    ObjectNode body = call.json();
    String space = body.path("space").asText("z");
    List<double[]> points = points(body.path("latents"));
    int columns = Asked.columns(call);
    return later(
        models,
        run,
        call,
        model -> {
          LatentMath math = LatentMath.of(model, space, Asked.classOf(call, model));
          int size = space.equals("w") ? model.info().styleSize() : model.info().latentSize();
          for (double[] point : points) {
            if (point.length != size) {
              throw HttpError.wrong("latents", "rows of " + size + " numbers", point.length);
            }
          }
          Asked.requireFits(model, points.size(), Asked.format(call));
          Samples samples = math.samples(points, i -> 0L);
          return new Pictures(
              model.key().step(),
              math.space(),
              columns,
              "",
              Collections.nCopies(points.size(), "latent"),
              Collections.nCopies(points.size(), -1L),
              samples);
        });
  }

  private static List<double[]> points(JsonNode latents) {
    Asked.requireFew(latents.size());
    List<double[]> points = new ArrayList<>();
    for (JsonNode row : latents) {
      double[] point = new double[row.size()];
      for (int i = 0; i < point.length; i++) {
        double value = row.get(i).isNumber() ? row.get(i).doubleValue() : Double.NaN;
        if (!(Math.abs(value) <= FARTHEST)) {
          throw HttpError.wrong("latents", "numbers of at most " + FARTHEST, row.get(i));
        }
        point[i] = value;
      }
      points.add(point);
    }
    return points;
  }
}
