package org.esgrima.train;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.esgrima.architecture.Conditions;
import org.esgrima.data.HeldOut;
import org.esgrima.run.CurvesFigure;
import org.esgrima.run.StatsLog;
import org.esgrima.torch.Scope;
import org.esgrima.torch.Tensor;

/**
 * What a run does beside its steps, for what that needs in memory; nothing is written. Opened
 * before the first step, as by the {@link Trainer}, since some of it is held throughout.
 */
final class TickRehearsal implements AutoCloseable {
  private final Preparation ready;
  private final TrainingConfig config;
  private final QualityWatch quality;
  private final Optional<GameWatch> watch;
  private final SampleSheets sheets;

  /** Reads the real samples that are looked at, and the held-out ones with their whole set. */
  TickRehearsal(Preparation ready) {
    this.ready = ready;
    this.config = ready.config();
    this.sheets = new SampleSheets(ready.dataset(), config.preview());
    this.quality = new QualityWatch(ready.dataset(), config);
    try {
      this.watch = config.monitor() == MonitorMode.OFF ? Optional.empty() : Optional.of(watch());
    } catch (RuntimeException e) {
      quality.close();
      throw e;
    }
  }

  private GameWatch watch() {
    return new GameWatch(
        ready.dataset(), HeldOut.open(config.dataOptions(), ready.dataset()), config);
  }

  /** A tick with a checkpoint and a sheet. */
  void play() {
    samples();
    quality.rehearse();
    Map<String, Object> line = new HashMap<>(Map.of(StatsLog.STEP, 1L));
    watch.ifPresent(w -> line.putAll(w.measure(ready.players())));
    encode(sheets.reals());
    encode(sheets.fakes(ready.players().average(), config));
    checkpoint();
    encode(CurvesFigure.draw(new StatsLog.Content(List.of(line), Optional.empty())));
  }

  /** As many as a generator makes at once. */
  private void samples() {
    try (Scope scope = Scope.open()) {
      int[] classes = new int[Samples.chunk(config)];
      Arrays.fill(classes, Conditions.ANY);
      Samples.ofGenerator(ready.players().average(), config, classes);
    }
  }

  private void checkpoint() {
    try (Scope scope = Scope.open()) {
      ready
          .players()
          .sections()
          .values()
          .forEach(section -> section.values().forEach(Tensor::toBytes));
    }
  }

  private static void encode(BufferedImage picture) {
    try {
      ImageIO.write(picture, "png", OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    watch.ifPresent(GameWatch::close);
    quality.close();
  }
}
