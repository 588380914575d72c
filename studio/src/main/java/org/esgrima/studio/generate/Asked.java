package org.esgrima.studio.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esgrima.runtime.Generator;
import org.esgrima.studio.http.Call;
import org.esgrima.studio.http.HttpError;

/** Parameters that requests for pictures have in common, read with their limits. */
final class Asked {
  /** Pictures of one request. */
  static final int MOST = 256;

  // Floats of all pictures of one request: 96 MiB; a tree of JSON takes ten times as much.
  private static final long MOST_NUMBERS = 24L << 20;
  private static final long MOST_NUMBERS_AS_TEXT = 1L << 20;

  private static final Pattern RANGE = Pattern.compile("(\\d{1,3})(?:-(\\d{1,3}))?");

  private Asked() {}

  static String checkpoint(Call call) {
    return call.parameter("checkpoint").orElse("latest");
  }

  static String format(Call call) {
    String format = call.parameter("format").orElse("png");
    if (!List.of("png", "pictures", "json", "npy").contains(format)) {
      throw HttpError.wrong("format", "png, pictures, json or npy", format);
    }
    return format;
  }

  static int columns(Call call) {
    return (int) call.integer("columns", 1, MOST, 0);
  }

  static double truncation(Call call) {
    return call.number("truncation", -2, 2, 1);
  }

  /** Seeds with commas between; empty if the parameter is missing. */
  static long[] seeds(Call call, String name) {
    String text = call.parameter(name).orElse("");
    if (text.isEmpty()) {
      return new long[0];
    }
    String[] parts = text.split(",", -1);
    if (parts.length > MOST
        || !Arrays.stream(parts).allMatch(part -> part.strip().matches("\\d{1,18}"))) {
      throw HttpError.wrong(name, "at most " + MOST + " seeds such as 3,8,21", text);
    }
    return Arrays.stream(parts).mapToLong(part -> Long.parseLong(part.strip())).toArray();
  }

  /** As the other; at least {@code least} of them. */
  static long[] seeds(Call call, String name, int least) {
    long[] seeds = seeds(call, name);
    if (seeds.length < least) {
      throw HttpError.wrong(name, least + " seeds or more, such as 3,8,21", seeds.length);
    }
    return seeds;
  }

  /** Numbers with commas between. */
  static double[] numbers(Call call, String name, String usual, double least, double most) {
    String text = call.parameter(name).orElse(usual);
    if (text.isEmpty()) {
      return new double[0];
    }
    String[] parts = text.split(",", -1);
    if (parts.length > MOST) {
      throw HttpError.wrong(name, "at most " + MOST + " numbers", parts.length);
    }
    double[] numbers = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      numbers[i] = Call.number(name, parts[i].strip(), least, most);
    }
    return numbers;
  }

  /** Number of the class that is asked for, or {@link Generator#ANY}. */
  static int classOf(Call call, Model model) {
    return call.parameter("class")
        .map(
            text ->
                model
                    .classNumber(text)
                    .orElseThrow(
                        () ->
                            HttpError.wrong(
                                "class",
                                model.info().classes().isEmpty()
                                    ? "none: this generator was not told classes"
                                    : "one of " + model.info().classes(),
                                text)))
        .orElse(Generator.ANY);
  }

  /** Layers such as {@code 0-3,5}. */
  static List<Integer> layers(Call call, int count) {
    String text = call.parameter("layers").orElse("");
    List<Integer> layers = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher range = RANGE.matcher(part.strip());
      if (!range.matches()) {
        throw HttpError.wrong("layers", "numbers and ranges such as 0-3", text);
      }
      int from = Integer.parseInt(range.group(1));
      int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
      if (from > to || to >= count) {
        throw HttpError.wrong("layers", "layers from 0 to " + (count - 1), text);
      }
      for (int layer = from; layer <= to; layer++) {
        layers.add(layer);
      }
    }
    return layers;
  }

  /** Refuses requests for more numbers than may be in memory at once. */
  static void requireFits(Model model, long pictures, String format) {
    long most = format.equals("json") ? MOST_NUMBERS_AS_TEXT : MOST_NUMBERS;
    long fitting = most / model.info().sampleSize();
    if (pictures > fitting) {
      throw HttpError.wrong(
          "pictures", "at most " + fitting + " of this size in one request", pictures);
    }
  }

  /** Refuses requests for too many pictures. */
  static void requireFew(long pictures) {
    if (pictures < 1 || pictures > MOST) {
      throw HttpError.wrong("pictures", "1 to " + MOST + " in one request", pictures);
    }
  }
}
