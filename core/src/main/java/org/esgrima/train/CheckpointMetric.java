package org.esgrima.train;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import java.util.Locale;

/** By what the best checkpoint is chosen; measured at every checkpoint. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum CheckpointMetric {
  /** Distance of the samples themselves along 256 random directions: cheap, for all data. */
  SLICED_WASSERSTEIN(true),
  /** Fréchet distance of features. */
  FID(true),
  /** Kernel distance of features. */
  KID(true),
  /** Number of modes that are reached, of data whose modes are known. */
  MODES_COVERED(false),
  /** Share of samples near a mode, of data whose modes are known. */
  HIGH_QUALITY(false);

  private final boolean lowerIsBetter;

  CheckpointMetric(boolean lowerIsBetter) {
    this.lowerIsBetter = lowerIsBetter;
  }

  /** Whether small values are good. */
  public boolean lowerIsBetter() {
    return lowerIsBetter;
  }

  /** Whether a value is better than another. */
  public boolean better(double value, double than) {
    return lowerIsBetter ? value < than : value > than;
  }

  /** Its name in {@code best.json}, {@code stats.jsonl} and {@code metric-….jsonl}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
