package org.esgrima.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.esgrima.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurvesFigureTest {
  @TempDir Path root;

  @Test
  void drawsThreePanelsOfALongRun() throws Exception {
    RunDirectory run = RunDirectory.create(root, "curves");
    writeHistory(run, 400);
    Path file = CurvesFigure.write(run);
    assertThat(file).isEqualTo(run.path().resolve("figures/curves.png"));
    BufferedImage picture = ImageIO.read(file.toFile());
    assertThat(picture.getWidth()).isEqualTo(CurvesFigure.WIDTH);
    assertThat(picture.getHeight()).isEqualTo(CurvesFigure.HEIGHT);
    for (int panel = 0; panel < 3; panel++) {
      assertThat(count(picture, panel, ChartStyle.BLUE.getRGB()))
          .as("blue pixels in panel " + panel)
          .isGreaterThan(500);
    }
    assertThat(count(picture, 0, ChartStyle.VERMILION.getRGB())).isGreaterThan(500);
    assertThat(count(picture, 1, ChartStyle.VERMILION.getRGB())).isGreaterThan(500);
    assertThat(count(picture, 2, ChartStyle.VERMILION.getRGB())).isZero();
  }

  @Test
  void drawsASingleTickAndTicksWithoutNumbers() throws Exception {
    RunDirectory run = RunDirectory.create(root, "short");
    try (StatsLog log = StatsLog.create(run.statsFile())) {
      log.append(Map.of("step", 0, "images", 0));
    }
    assertThat(CurvesFigure.write(run)).exists();
  }

  @Test
  void saysThatThereIsNothingToDraw() throws Exception {
    RunDirectory run = RunDirectory.create(root, "empty");
    Files.createFile(run.statsFile());
    assertThatThrownBy(() -> CurvesFigure.write(run))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("empty history");
    assertThat(run.figuresDirectory()).isEmptyDirectory();
  }

  @Test
  void trendFollowsALineExactlyUpToItsEndsAndKeepsGaps() {
    double[] line = new double[100];
    for (int i = 0; i < line.length; i++) {
      line[i] = 3 - 0.5 * i;
    }
    line[40] = Double.NaN;
    assertThat(Smoothing.window(line.length)).isEqualTo(8);
    double[] trend = Smoothing.trend(line, 8);
    assertThat(trend[40]).isNaN();
    for (int i : new int[] {0, 1, 39, 41, 98, 99}) {
      assertThat(trend[i]).as("at " + i).isCloseTo(line[i], Offset.offset(1e-9));
    }
  }

  @Test
  void trendRemovesMostOfTheNoise() {
    double[] noise = new Random(0).doubles(1200, -1, 1).toArray();
    double[] trend = Smoothing.trend(noise, Smoothing.window(noise.length));
    assertThat(Arrays.stream(trend).map(v -> v * v).average().orElseThrow()).isLessThan(0.02);
  }

  private static int count(BufferedImage picture, int panel, int rgb) {
    int count = 0;
    int height = CurvesFigure.HEIGHT / 3;
    // Below the heading, whose legend has the same colours.
    for (int y = panel * height + 50; y < (panel + 1) * height; y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        count += picture.getRGB(x, y) == rgb ? 1 : 0;
      }
    }
    return count;
  }

  private static void writeHistory(RunDirectory run, int ticks) {
    Random random = new Random(0);
    try (StatsLog log = StatsLog.create(run.statsFile())) {
      for (int tick = 1; tick <= ticks; tick++) {
        double t = (double) tick / ticks;
        double real = 0.97 - 0.35 * t + 0.04 * random.nextGaussian();
        double fake = 0.99 - 0.39 * t + 0.04 * random.nextGaussian();
        double d = 0.35 + 0.9 * t + 0.1 * random.nextGaussian();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("step", tick * 20);
        line.put("images", tick * 20 * 64);
        line.put("loss/g/adversarial", 4.2 - 3.3 * Math.sqrt(t) + 0.3 * random.nextGaussian());
        line.put("loss/d/adversarial", d);
        line.put("accuracy/real", Math.min(1, real));
        line.put("accuracy/fake", tick == 200 ? Double.NaN : Math.min(1, fake));
        line.put("value", -d);
        log.append(line);
      }
    }
  }
}
