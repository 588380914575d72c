package org.esgrima.report;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.esgrima.run.Provenance;
import org.esgrima.run.RunDirectory;
import org.esgrima.run.StatsLog;
import org.esgrima.torch.Device;

/** Run directories written by hand. */
final class WrittenRun {
  private WrittenRun() {}

  /** A run without ticks. */
  static RunDirectory begun(Path root, String data, Map<String, Object> config) {
    RunDirectory run = RunDirectory.create(root, "test");
    run.writeConfig(config);
    run.writeProvenance(Provenance.now(data, "abc", 7, Device.CPU, List.of("train", data)));
    StatsLog.create(run.statsFile()).close();
    return run;
  }

  static Map<String, Object> config(int batch, String loss) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("data", "strokes");
    config.put("batch", batch);
    config.put("steps", 1000);
    config.put("loss", Map.of("type", loss));
    config.put("penalties", List.of(Map.of("type", "r1")));
    return config;
  }

  /** Writes ticks of one step each; every tenth has a distance. */
  static void ticks(RunDirectory run, int count) {
    Random random = new Random(1);
    try (StatsLog log = StatsLog.resume(run.statsFile(), 0)) {
      for (int step = 1; step <= count; step++) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("step", step);
        line.put("images", 64L * step);
        line.put("seconds", 0.5 * step);
        line.put("loss/g/adversarial", 1 + 0.1 * random.nextGaussian());
        line.put("loss/d/adversarial", step == 5 ? Double.NaN : 1.2);
        line.put("accuracy/real", 0.75);
        line.put("accuracy/fake", 0.7);
        line.put("value", -1.3);
        if (step % 10 == 0) {
          line.put("sliced-wasserstein", 1.0 / step);
        }
        line.put("diversity/pairs", 0.4);
        line.put("images-per-second", 100.0);
        line.put("resources/native-handles", 10);
        log.append(line);
      }
    }
  }

  static void sheet(RunDirectory run, String name, int side) {
    BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(name.hashCode());
    for (int i = 0; i < side * side; i++) {
      picture.setRGB(i % side, i / side, random.nextInt(1 << 24));
    }
    run.writeSamples(name, picture);
  }
}
