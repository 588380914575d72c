package org.esgrima.examples;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.esgrima.data.Dataset;
import org.esgrima.data.LabelColumn;
import org.esgrima.io.ElementType;
import org.esgrima.io.Shape;
import org.esgrima.train.Outcome;
import org.esgrima.train.Presets;
import org.esgrima.train.Trainer;
import org.esgrima.train.TrainingListener;

/**
 * Data that no reader knows: implement {@link Dataset} and hand it to the trainer. Here triangles
 * are drawn; it could as well be a data base, a simulation or a camera.
 *
 * <p>Pictures in a folder or ZIP need none of this: name the path in {@code data}.
 */
public final class Example03YourOwnData {
  private Example03YourOwnData() {}

  /** Gray triangles on black, 28 × 28 pixels; there is no end to them. */
  static final class Triangles implements Dataset {
    private static final int SIDE = 28;
    private final long seed;

    Triangles(long seed) {
      this.seed = seed;
    }

    @Override
    public String name() {
      return "triangles"; // becomes part of the run's directory and of its records
    }

    @Override
    public ElementType elementType() {
      return ElementType.U8; // images are bytes in [0, 255]; the trainer maps them to [-1, 1]
    }

    @Override
    public Shape sampleShape() {
      return Shape.of(1, SIDE, SIDE); // [C,H,W]
    }

    @Override
    public long size() {
      return UNLIMITED;
    }

    @Override
    public void read(long index, ByteBuffer target) {
      // Sample i depends on seed and i alone, and on no state of this object: loader threads call
      // this at the same time, and a resumed run asks for the same numbers again.
      // The wrong version has one java.util.Random in a field: another run each time.
      SplittableRandom random = random(index);
      int gray = 128 + random.nextInt(128);
      BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
      Graphics2D pen = image.createGraphics();
      pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      pen.setColor(new Color(gray, gray, gray));
      int radius = 6 + random.nextInt(7);
      int turn = random.nextInt(360);
      int[] x = new int[3];
      int[] y = new int[3];
      for (int corner = 0; corner < 3; corner++) {
        double angle = Math.toRadians(turn + 120 * corner + random.nextInt(40));
        x[corner] = (int) Math.round(SIDE / 2.0 + radius * Math.cos(angle));
        y[corner] = (int) Math.round(SIDE / 2.0 + radius * Math.sin(angle));
      }
      pen.fillPolygon(x, y, 3);
      pen.dispose();
      // Row by row, channel by channel, exactly one sample.
      target.put(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
    }

    private SplittableRandom random(long index) {
      // A generator seeded with the bare index would start where its neighbour is one draw later:
      // one stream, shifted. The inner ones scatter the seeds.
      long start = new SplittableRandom(seed).nextLong();
      return new SplittableRandom(new SplittableRandom(start + index).nextLong());
    }

    @Override
    public List<LabelColumn> labelColumns() {
      return List.of(LabelColumn.number("gray"));
    }

    @Override
    public void readLabels(long index, float[] target) {
      target[0] = 128 + random(index).nextInt(128);
    }

    @Override
    public String fingerprint() {
      // Changes whenever a sample changes. A run remembers it and refuses to go on with other data.
      return "triangles, version 1, seed " + seed;
    }

    @Override
    public void close() {} // nothing to free: no file, no connection
  }

  /** Arguments: number of steps (1000), directory for runs (runs). */
  public static void main(String[] args) {
    long steps = args.length > 0 ? Long.parseLong(args[0]) : 1000;
    Path runs = Path.of(args.length > 1 ? args[1] : "runs");

    // Networks and settings come from a preset; the size of the images comes from the data.
    var config =
        Presets.config("digits", "{name: triangles, steps: " + steps + ", sample-ticks: 1}");

    // The trainer closes the set with itself.
    try (Trainer trainer = Trainer.start(config, new Triangles(0), runs)) {
      Outcome outcome = trainer.run(TrainingListener.NONE);
      System.out.println("real and synthetic triangles: " + outcome.run().samplesDirectory());
    }
  }

  /*
   * HOW TO RUN, from the top directory of Esgrima (the arguments may be left out):
   *
   *   mvn -q -pl examples -am compile exec:exec -Dexample=Example03YourOwnData -Dargs="1000 runs"
   *
   * To go on with a stopped run, give the same data to Trainer.resume(run, changes, dataset).
   */
}
