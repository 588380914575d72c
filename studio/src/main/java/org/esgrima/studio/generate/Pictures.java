package org.esgrima.studio.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.esgrima.runtime.Samples;
import org.esgrima.studio.http.Answer;
import org.esgrima.studio.http.HttpError;

/**
 * What a generator has made for one request.
 *
 * @param step of its checkpoint
 * @param space in which the points lie, {@code z} or {@code w}
 * @param columns pictures in a row of a sheet; 0 for one picture by itself
 * @param command the command line that does the same; empty where there is none
 * @param labels one for each sample
 * @param seeds one for each sample; −1 for none
 * @param samples the samples
 */
record Pictures(
    long step,
    String space,
    int columns,
    String command,
    List<String> labels,
    List<Long> seeds,
    Samples samples) {
  private static final byte[] NPY_MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int NPY_ALIGNMENT = 64;

  static {
    ImageIO.setUseCache(false); // the pictures are in memory anyway
  }

  /**
   * In the format that was asked for.
   *
   * @param format {@code png}, {@code pictures}, {@code json} or {@code npy}
   * @throws HttpError if points are to be drawn
   */
  Answer answer(String format) {
    Answer answer =
        switch (format) {
          case "png" -> Answer.png(png(sheet()));
          case "pictures" -> Answer.json(pictures());
          case "json" -> Answer.json(numbers());
          case "npy" -> Answer.bytes("application/octet-stream", npy());
          default -> throw HttpError.wrong("format", "png, pictures, json or npy", format);
        };
    return answer.with("Esgrima-Step", Long.toString(step)).with("Cache-Control", Answer.ASK_AGAIN);
  }

  private void requireImages() {
    if (samples.shape().size() != 3) {
      throw HttpError.wrong("format", "json or npy: this generator makes points", "a picture");
    }
  }

  private BufferedImage sheet() {
    requireImages();
    if (samples.count() == 1 && columns == 0) {
      return samples.image(0);
    }
    int across = columns > 0 ? columns : (int) Math.ceil(Math.sqrt(samples.count()));
    int down = (samples.count() + across - 1) / across;
    int height = samples.shape().get(1);
    int width = samples.shape().get(2);
    BufferedImage sheet =
        new BufferedImage(across * width, down * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    for (int i = 0; i < samples.count(); i++) {
      graphics.drawImage(samples.image(i), i % across * width, i / across * height, null);
    }
    graphics.dispose();
    return sheet;
  }

  private static byte[] png(BufferedImage picture) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing into memory failed", e);
    }
    return out.toByteArray();
  }

  private ObjectNode pictures() {
    requireImages();
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("step", step).put("space", space).put("columns", columns);
    tree.put("command", command.isEmpty() ? null : command);
    ArrayNode images = tree.putArray("images");
    for (int i = 0; i < samples.count(); i++) {
      String data = Base64.getEncoder().encodeToString(png(samples.image(i)));
      ObjectNode image = images.addObject().put("label", labels.get(i));
      image.put("seed", seeds.get(i) < 0 ? null : seeds.get(i));
      image.put("png", "data:image/png;base64," + data);
    }
    return tree;
  }

  private ObjectNode numbers() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("step", step);
    ArrayNode shape = tree.putArray("shape");
    shape.add(samples.count());
    samples.shape().forEach(shape::add);
    ArrayNode values = tree.putArray("values");
    for (float value : samples.values()) {
      if (Float.isFinite(value)) {
        values.add(value);
      } else {
        values.addNull();
      }
    }
    return tree;
  }

  /** Version 1.0 of NumPy's format: float32, C order. */
  private byte[] npy() {
    String shape =
        samples.count() + samples.shape().stream().map(n -> ", " + n).collect(Collectors.joining());
    String head =
        String.format(
            Locale.ROOT, "{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }", shape);
    int length = NPY_MAGIC.length + 2 + head.length() + 1;
    int padding = (NPY_ALIGNMENT - length % NPY_ALIGNMENT) % NPY_ALIGNMENT;
    ByteBuffer out =
        ByteBuffer.allocate(length + padding + samples.values().length * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put(NPY_MAGIC).putShort((short) (head.length() + padding + 1));
    out.put((head + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII));
    out.asFloatBuffer().put(samples.values());
    return out.array();
  }
}
