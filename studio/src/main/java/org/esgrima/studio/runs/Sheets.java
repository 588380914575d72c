package org.esgrima.studio.runs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.esgrima.InputException;
import org.esgrima.io.UnreadableFile;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.control.GameViews;

/** Pictures in a run: sheets of samples, figures, views of a game in the plane. */
public final class Sheets {
  private static final Pattern FAKES = Pattern.compile("fakes-(\\d{6,18})\\.png");
  private static final Pattern SHEET = Pattern.compile("reals|fakes-\\d{6,18}");
  private static final Pattern FIGURE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Pattern FRAME = Pattern.compile("now|\\d{6,18}");
  private static final int THUMBNAIL = 160;
  private static final long MOST_PIXELS = 64L << 20;

  private Sheets() {}

  /** Steps of which there is a sheet of synthetic samples, ascending. */
  static List<Long> steps(RunDirectory run) {
    return names(run.samplesDirectory())
        .map(FAKES::matcher)
        .filter(Matcher::matches)
        .map(matcher -> Long.valueOf(matcher.group(1)))
        .sorted()
        .toList();
  }

  private static Stream<String> names(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).toList().stream();
    } catch (NoSuchFileException e) {
      return Stream.empty();
    } catch (IOException e) {
      throw UnreadableFile.of(directory, "a directory of a run", e);
    }
  }

  /** All sheets, as the schema {@code Samples}. */
  public static ObjectNode list(RunDirectory run) {
    return list(run, Integer.MAX_VALUE);
  }

  /**
   * Sheets, as the schema {@code Samples}.
   *
   * @param most where there are more, only every second, fourth, eighth … and the last one, so that
   *     those that are named stay the same for long
   */
  public static ObjectNode list(RunDirectory run, int most) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    String base = "/api/runs/" + run.name() + "/samples/";
    boolean reals = Files.exists(run.samplesDirectory().resolve("reals.png"));
    tree.put("reals", reals ? base + "reals" : null);
    ArrayNode fakes = tree.putArray("fakes");
    for (long step : thinned(steps(run), most)) {
      fakes.addObject().put("step", step).put("url", base + RunDirectory.fakesName(step));
    }
    return tree;
  }

  static List<Long> thinned(List<Long> steps, int most) {
    int stride = 1;
    while (steps.size() / stride >= most) {
      stride *= 2;
    }
    int every = stride;
    int last = steps.size() - 1;
    return IntStream.rangeClosed(0, last)
        .filter(i -> i % every == 0 || i == last)
        .mapToObj(steps::get)
        .toList();
  }

  /** A sheet as it is; empty if there is none of this name. */
  public static Optional<byte[]> sheet(RunDirectory run, String name) {
    return SHEET.matcher(name).matches()
        ? bytes(run, run.samplesDirectory().resolve(name + ".png"))
        : Optional.empty();
  }

  /** All figures. */
  public static ObjectNode figures(RunDirectory run) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    ArrayNode figures = tree.putArray("figures");
    names(run.figuresDirectory())
        .filter(name -> name.endsWith(".png"))
        .map(name -> name.substring(0, name.length() - 4))
        .filter(name -> FIGURE.matcher(name).matches())
        .sorted()
        .forEach(
            name ->
                figures
                    .addObject()
                    .put("name", name)
                    .put("url", "/api/runs/%s/figures/%s".formatted(run.name(), name)));
    return tree;
  }

  /** A figure as it is; empty if there is none of this name. */
  public static Optional<byte[]> figure(RunDirectory run, String name) {
    return FIGURE.matcher(name).matches()
        ? bytes(run, run.figuresDirectory().resolve(name + ".png"))
        : Optional.empty();
  }

  /** The frames of a game in the plane. */
  public static ObjectNode frames(RunDirectory run) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    String base = "/api/runs/" + run.name() + "/game/";
    ArrayNode frames = tree.putArray("frames");
    for (long step : new GameViews(run.gameDirectory()).steps()) {
      frames.addObject().put("step", step).put("url", base + "%06d".formatted(step));
    }
    boolean now = Files.exists(run.gameDirectory().resolve(GameViews.NOW));
    tree.put("now", now ? base + "now" : null);
    return tree;
  }

  /** A frame as the trainer wrote it; empty if there is none of this name. */
  public static Optional<byte[]> frame(RunDirectory run, String name) {
    return FRAME.matcher(name).matches()
        ? bytes(run, run.gameDirectory().resolve(name + ".json"))
        : Optional.empty();
  }

  private static Optional<byte[]> bytes(RunDirectory run, Path file) {
    try {
      return Optional.of(Files.readAllBytes(Limit.checked(run.path(), file, Limit.PICTURE)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw UnreadableFile.of(file, "a picture of a run", e);
    }
  }

  /** A small picture of the newest sheet, as PNG; empty if there is none. */
  public static Optional<byte[]> thumbnail(RunDirectory run) {
    List<Long> steps = steps(run);
    if (steps.isEmpty()) {
      return Optional.empty();
    }
    String name = RunDirectory.fakesName(steps.get(steps.size() - 1));
    boolean points = Kinds.of(run.readConfig().path("data").asText()).equals("points");
    return sheet(run, name)
        .map(png -> small(png, run.samplesDirectory().resolve(name + ".png"), points));
  }

  private static byte[] small(byte[] png, Path where, boolean whole) {
    BufferedImage picture = decode(png, where);
    int side = Math.min(picture.getWidth(), picture.getHeight());
    // A sheet of many pictures says more by a corner of it than by all of it in miniature.
    int shown = !whole && side > 2 * THUMBNAIL ? side / 2 : side;
    while (shown >= 2 * THUMBNAIL) { // by halves, since one step would skip pixels
      picture = scaled(picture, shown, shown / 2);
      shown /= 2;
    }
    return encoded(scaled(picture, shown, THUMBNAIL));
  }

  private static BufferedImage scaled(BufferedImage picture, int from, int to) {
    BufferedImage scaled = new BufferedImage(to, to, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(picture, 0, 0, to, to, 0, 0, from, from, null);
    graphics.dispose();
    return scaled;
  }

  private static byte[] encoded(BufferedImage small) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(small, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing into memory failed", e);
    }
    return out.toByteArray();
  }

  /** A picture, if it is not too large to hold. */
  private static BufferedImage decode(byte[] file, Path where) {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw damaged(where, "another kind of file", null);
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
          throw damaged(where, "one of more than " + MOST_PIXELS + " pixels", null);
        }
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    } catch (IOException e) {
      throw damaged(where, String.valueOf(e.getMessage()), e);
    }
  }

  private static InputException damaged(Path where, String got, IOException e) {
    return new InputException(
        "damaged picture", where, "a PNG", got, "Delete it; training draws new ones", e);
  }
}
