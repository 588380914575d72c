package org.esgrima.data;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.esgrima.InputException;
import org.esgrima.data.image.ImageHeader;
import org.esgrima.data.image.ImageSource;
import org.esgrima.data.image.Pixels;
import org.esgrima.data.image.Resize;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;

/**
 * A data set of image files that are decoded each time they are read.
 *
 * <p>Opening reads the header of every file, so a file that is no image, an image bomb and sizes
 * that do not fit are reported before training starts; damage further inside a file is reported
 * when it is read. Which files belong to the set: {@link ImageSource}. What their labels are:
 * {@link #labelColumns}. How a file becomes pixels: {@link org.esgrima.data.image.ImageDecoder} and
 * {@link Resize}.
 */
abstract sealed class ImageFiles implements Dataset permits ImageFolder, ImageZip, CelebA {
  private static final int MAX_RESOLUTION = 8192;

  private final ImageSource source;
  private final ImageLabels labels;
  private final Shape sampleShape;
  private final int resolution;
  private volatile String fingerprint = "";

  ImageFiles(ImageSource source, int resolution, int channels) {
    this(source, ImageLabels.of(source), resolution, channels);
  }

  ImageFiles(ImageSource source, ImageLabels labels, int resolution, int channels) {
    checkOptions(resolution, channels);
    if (source.images().isEmpty()) {
      throw new InputException(
          "no images",
          source.path(),
          "at least one PNG, JPEG, GIF, BMP or WebP file",
          source.ignoredFiles() == 0
              ? "none, and no other file"
              : "only files of other kinds: " + source.ignoredFiles(),
          "Check the path");
    }
    List<ImageHeader> headers = headers(source);
    if (resolution == 0) {
      checkSameSize(source, headers);
    }
    boolean colour = headers.stream().anyMatch(header -> header.channels() == 3);
    long depth = channels != 0 ? channels : colour ? 3 : 1;
    this.source = source;
    this.labels = labels;
    this.resolution = resolution;
    this.sampleShape =
        resolution == 0
            ? Shape.of(depth, headers.get(0).height(), headers.get(0).width())
            : Shape.of(depth, resolution, resolution);
  }

  private static void checkOptions(int resolution, int channels) {
    if (resolution < 0 || resolution > MAX_RESOLUTION) {
      throw new InputException(
          "unusable resolution",
          "--resolution",
          "1 to " + MAX_RESOLUTION + ", or 0 for the size as stored",
          resolution,
          "Choose another");
    }
    if (channels != 0 && channels != 1 && channels != 3) {
      throw new InputException(
          "unusable number of channels",
          "--channels",
          "1 (gray), 3 (colour) or 0 (as stored)",
          channels,
          "Choose another");
    }
  }

  private static List<ImageHeader> headers(ImageSource source) {
    List<String> images = source.images();
    ImageHeader[] headers = new ImageHeader[images.size()];
    InputException[] problems = new InputException[images.size()];
    IntStream.range(0, headers.length)
        .parallel()
        .forEach(
            i -> {
              try {
                headers[i] = source.header(images.get(i));
              } catch (InputException e) {
                problems[i] = e;
              }
            });
    List<InputException> found =
        IntStream.range(0, problems.length)
            .mapToObj(i -> problems[i])
            .filter(Objects::nonNull)
            .toList();
    if (!found.isEmpty()) {
      throw new InputException(
          "unreadable images",
          source.path(),
          "image files only",
          found.size()
              + " of "
              + headers.length
              + " that cannot be read; the first is "
              + found.get(0).getMessage().replaceFirst("\\.$", ""),
          "Run `esgrima data inspect " + source.path() + "` to see them all",
          found.get(0));
    }
    return List.of(headers);
  }

  private static void checkSameSize(ImageSource source, List<ImageHeader> headers) {
    ImageHeader first = headers.get(0);
    for (int i = 1; i < headers.size(); i++) {
      ImageHeader header = headers.get(i);
      if (header.width() != first.width() || header.height() != first.height()) {
        throw new InputException(
            "images of different sizes",
            source.where(source.images().get(i)),
            first.size() + " as " + source.images().get(0),
            header.size(),
            "Bring all to one size with --resolution, for example --resolution 64");
      }
    }
  }

  @Override
  public final String name() {
    return source.name();
  }

  @Override
  public final ElementType elementType() {
    return ElementType.U8;
  }

  @Override
  public final Shape sampleShape() {
    return sampleShape;
  }

  @Override
  public final long size() {
    return source.images().size();
  }

  /**
   * The classes or numbers of {@code dataset.json} where there is one; otherwise one class for each
   * sub-folder, in sorted order, if there are at least two; otherwise nothing.
   */
  @Override
  public final List<LabelColumn> labelColumns() {
    return labels.columns();
  }

  @Override
  public final void read(long index, ByteBuffer target) {
    String image = source.images().get((int) Objects.checkIndex(index, size()));
    Pixels pixels = source.pixels(image).withChannels((int) sampleShape.size(0));
    if (resolution > 0) {
      pixels = Resize.toSquare(pixels, resolution);
    } else if (pixels.height() != sampleShape.size(1) || pixels.width() != sampleShape.size(2)) {
      throw new InputException(
          "image changed since the data set was opened",
          source.where(image),
          "shape " + sampleShape,
          pixels.width() + "x" + pixels.height(),
          "Leave the files as they are while they are in use");
    }
    target.put(pixels.values());
  }

  @Override
  public final void readLabels(long index, float[] target) {
    float[] values = labels.values().get((int) Objects.checkIndex(index, size()));
    System.arraycopy(values, 0, target, 0, values.length);
  }

  /**
   * The digest of every file's bytes in order, the labels, the resolution, the number of channels
   * and {@link Resize#RULE}. The first call reads all files; a folder and an archive of it agree.
   */
  @Override
  public final String fingerprint() {
    if (fingerprint.isEmpty()) {
      String rule = "images " + sampleShape + " resolution " + resolution + " " + Resize.RULE;
      fingerprint = ImageFingerprint.of(rule, source, labels);
    }
    return fingerprint;
  }

  @Override
  public final void close() {
    source.close();
  }
}
