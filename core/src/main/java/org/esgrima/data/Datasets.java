package org.esgrima.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.esgrima.InputException;
import org.esgrima.data.image.ImageFormat;
import org.esgrima.data.image.Pixels;
import org.esgrima.data.image.Resize;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.io.Spelling;
import org.esgrima.io.UnreadableFile;

/** The one door to all sets: by name, or by the layout of a file or directory. */
public final class Datasets {
  private static final String STACKED = "stacked-mnist";

  /** Reaches of drawn points from which on networks for the usual ones learn badly. */
  private static final double FAR = 10;

  private static final double NEAR = 0.1;

  /** Sets that are known by name. */
  private static final Map<String, DatasetOpener> NAMED = new LinkedHashMap<>();

  static {
    NAMED.put("strokes", drawn(Strokes::new));
    NAMED.put("avatars", (options, notices) -> openAvatars(options));
    NAMED.put("ring", drawn(Ring::of));
    NAMED.put("ring:pacgan", drawn(Ring::of));
    NAMED.put("ring:unrolled", drawn(Ring::unrolled));
    NAMED.put("ring:unrolled-notebook", drawn(Ring::unrolledNotebook));
    NAMED.put("ring:wgan-gp", drawn(Ring::wganGp));
    NAMED.put("grid", drawn(Grid::of));
    NAMED.put("grid:pacgan", drawn(Grid::of));
    NAMED.put("grid:wgan-gp", drawn(Grid::wganGp));
    NAMED.put("swiss-roll", drawn(SwissRoll::new));
    NAMED.put("mnist", Datasets::openMnist);
    NAMED.put(STACKED, Datasets::openStacked);
  }

  /** Layouts of files and directories; the first that recognises a path opens it. */
  private static final List<Layout> LAYOUTS =
      List.of(
          new Layout(
              "a packed .safetensors file",
              false,
              path -> Files.isRegularFile(path) && leaf(path).endsWith(".safetensors"),
              (options, notices) -> PackedDataset.open(Path.of(options.source()))),
          new Layout(
              "IDX (train-images-idx3-ubyte, plain or .gz)",
              true,
              Idx::recognises,
              (options, notices) -> Idx.open(Path.of(options.source()), options.split())),
          new Layout(
              "CIFAR-10 binary (data_batch_1.bin, plain or .gz)",
              true,
              Cifar10::recognises,
              (options, notices) -> Cifar10.open(Path.of(options.source()), options.split())),
          new Layout(
              "CelebA (img_align_celeba beside list_attr_celeba.txt)",
              true,
              CelebA::recognises,
              (options, notices) -> CelebA.open(Path.of(options.source()), options)),
          new Layout(
              "a ZIP archive of images",
              false,
              path -> Files.isRegularFile(path) && leaf(path).endsWith(".zip"),
              (options, notices) ->
                  ImageZip.open(
                      Path.of(options.source()), options.resolution(), options.channels())),
          new Layout(
              "a folder of images (PNG, JPEG, GIF, BMP, WebP), flat or one folder for each class",
              false,
              Datasets::holdsImages,
              (options, notices) ->
                  ImageFolder.open(
                      Path.of(options.source()), options.resolution(), options.channels())));

  private Datasets() {}

  /**
   * One way in which images lie on a disk.
   *
   * @param description for people: {@code "a ZIP archive of images"}
   * @param halves whether such data may come in a training and a test half
   * @param recognises whether a path that exists looks like it
   * @param opener opens {@link DataOptions#source} as a path
   */
  private record Layout(
      String description, boolean halves, Predicate<Path> recognises, DatasetOpener opener) {}

  /** Names that {@link #open} knows. */
  public static List<String> names() {
    return List.copyOf(NAMED.keySet());
  }

  /**
   * Opens a set in the form that is asked for; {@code mnist} is fetched if it is not in the user's
   * cache. {@code stacked-mnist:SOURCE} stacks the digits of any other source, {@code points:FILE}
   * has points that somebody drew, see {@link DrawnPoints}.
   *
   * @param notices is told one line about each step that takes long, such as fetching a file
   * @return at least one sample; the caller closes it
   * @throws InputException if there is no such source, nothing in it is recognised, it is damaged,
   *     or it cannot be given in that form
   */
  public static Dataset open(DataOptions options, Consumer<String> notices) {
    Dataset dataset = opener(options.source()).open(options, notices);
    try {
      Dataset shaped = reshape(dataset, options);
      return Subset.of(shaped, options.skip(), options.take());
    } catch (RuntimeException e) {
      dataset.close();
      throw e;
    }
  }

  /** As {@link #open(DataOptions, Consumer)}, in silence. */
  public static Dataset open(DataOptions options) {
    return open(options, notice -> {});
  }

  /**
   * Whether a source may have a test half besides its training half; {@link #open} tells whether it
   * is there. Sets that are known by name have one.
   */
  static boolean comesInHalves(String source) {
    if (source.startsWith(STACKED + ":")) {
      return comesInHalves(source.substring(STACKED.length() + 1));
    }
    if (NAMED.containsKey(source)) {
      return true;
    }
    if (source.startsWith(DrawnPoints.PREFIX)) {
      return DrawnPoints.jitterOf(source) > 0;
    }
    Path path = pathOf(source);
    return LAYOUTS.stream()
        .filter(layout -> layout.recognises().test(path))
        .findFirst()
        .map(Layout::halves)
        .orElse(false);
  }

  private static DatasetOpener opener(String source) {
    if (source.startsWith(DrawnPoints.PREFIX)) {
      return Datasets::openPoints;
    }
    DatasetOpener named = NAMED.get(source.startsWith(STACKED + ":") ? STACKED : source);
    return named != null ? named : Datasets::openPath;
  }

  private static DatasetOpener drawn(LongFunction<Dataset> set) {
    return (options, notices) -> set.apply(drawnSeed(options));
  }

  /** Held-out samples of a drawn set come from another seed. */
  private static long drawnSeed(DataOptions options) {
    return options.split() == Split.TRAIN ? options.seed() : ~options.seed();
  }

  /** Drawn in the size that is asked for rather than resized. */
  private static Dataset openAvatars(DataOptions options) {
    int side = options.resolution() == 0 ? Avatars.SIDE : options.resolution();
    return new Avatars(drawnSeed(options), Math.min(side, Avatars.MAX_SIDE));
  }

  private static Dataset openPoints(DataOptions options, Consumer<String> notices) {
    DrawnPoints points = DrawnPoints.open(options.source(), drawnSeed(options));
    if (points.reach() > FAR || points.reach() < NEAR) {
      notices.accept(
          "the points reach "
              + (float) points.reach()
              + " far from the origin; settings for points expect about 1");
    }
    return points;
  }

  private static boolean holdsImages(Path path) {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files.anyMatch(file -> ImageFormat.namesImage(leaf(file)));
    } catch (IOException e) {
      throw UnreadableFile.of(path, "a folder of images", e);
    } catch (UncheckedIOException e) {
      throw UnreadableFile.of(path, "a folder of images", e.getCause());
    }
  }

  private static Dataset openMnist(DataOptions options, Consumer<String> notices) {
    Path directory = new MnistDownload().fetch(notices);
    String prefix = options.split() == Split.TRAIN ? "train" : "t10k";
    return Idx.open("mnist", directory.resolve(prefix + "-images-idx3-ubyte.gz"));
  }

  private static Dataset openStacked(DataOptions options, Consumer<String> notices) {
    String source = options.source();
    DataOptions gray =
        new DataOptions(
            source.equals(STACKED) ? "mnist" : source.substring(STACKED.length() + 1),
            options.resolution(),
            1,
            options.split(),
            0,
            0,
            options.seed());
    Dataset digits = opener(gray.source()).open(gray, notices);
    try {
      StackedMnist.digitColumn(digits); // before a remark about colours that is of no use
      return new StackedMnist(reshape(digits, gray), drawnSeed(options));
    } catch (RuntimeException e) {
      digits.close();
      throw e;
    }
  }

  private static Dataset openPath(DataOptions options, Consumer<String> notices) {
    Path path = pathOf(options.source());
    for (Layout layout : LAYOUTS) {
      if (layout.recognises().test(path)) {
        return layout.opener().open(options, notices);
      }
    }
    throw new InputException(
        "no known kind of data",
        path,
        LAYOUTS.stream().map(Layout::description).collect(Collectors.joining("; ")),
        Files.isDirectory(path) ? "a directory without any of these" : "another kind of file",
        "Give a file or directory in one of these layouts");
  }

  private static Path pathOf(String source) {
    Path path;
    try {
      path = Path.of(source);
    } catch (InvalidPathException e) {
      throw unknown(source);
    }
    if (!Files.exists(path)) {
      throw unknown(source);
    }
    return path;
  }

  private static InputException unknown(String source) {
    List<String> closest =
        names().stream()
            .sorted(
                Comparator.comparingInt(
                    name -> Spelling.distance(source.toLowerCase(Locale.ROOT), name)))
            .toList();
    boolean near = Spelling.distance(source.toLowerCase(Locale.ROOT), closest.get(0)) <= 2;
    return new InputException(
        "unknown data set",
        source,
        "a file or directory, or one of "
            + closest.stream()
                .filter(name -> !name.contains(":") || source.contains(":"))
                .collect(Collectors.joining(", ")),
        "neither",
        near ? "Did you mean " + closest.get(0) + "? Otherwise check the path" : "Check the path");
  }

  private static Dataset reshape(Dataset dataset, DataOptions options) {
    Shape stored = dataset.sampleShape();
    if (options.resolution() == 0 && options.channels() == 0) {
      return dataset;
    }
    if (dataset.elementType() != ElementType.U8 || stored.rank() != 3) {
      throw new InputException(
          "resolution or channels of samples that are no images",
          dataset.name(),
          "images U8 [C,H,W]",
          dataset.elementType() + " " + stored,
          "Leave out these options");
    }
    long side = options.resolution();
    Shape wanted =
        Shape.of(
            options.channels() == 0 ? stored.size(0) : options.channels(),
            side == 0 ? stored.size(1) : side,
            side == 0 ? stored.size(2) : side);
    return wanted.equals(stored) ? dataset : new Reshaped(dataset, wanted, Datasets::convert);
  }

  /** Crops to a square, resizes and changes colours: the same rule as for image files. */
  private static byte[] convert(byte[] image, Shape from, Shape to) {
    Pixels pixels =
        new Pixels((int) from.size(0), (int) from.size(1), (int) from.size(2), image)
            .withChannels((int) to.size(0));
    boolean resize = from.size(1) != to.size(1) || from.size(2) != to.size(2);
    return (resize ? Resize.toSquare(pixels, (int) to.size(1)) : pixels).values();
  }

  private static String leaf(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
  }
}
