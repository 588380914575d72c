package org.esgrima.train;

import java.util.EnumMap;
import java.util.Map;
import org.esgrima.torch.Device;
import org.esgrima.torch.Scope;
import org.esgrima.train.Profile.Part;

/** Makes the {@link Profile} of a session of training. */
final class Profiler {
  private static final double NANOS = 1e9;

  private final TrainingConfig config;
  private final double peak;
  private final StepClock clock;

  /** Measures what the machine can do, then starts the clock. */
  Profiler(TrainingConfig config) {
    this.config = config;
    this.peak = MachinePeak.measure();
    this.clock = new StepClock(Device::nanoTime);
  }

  StepClock clock() {
    return clock;
  }

  /** What was found so far. */
  Profile profile() {
    Map<Part, Long> nanos = clock.nanos();
    Map<Part, Double> seconds = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      seconds.put(part, nanos.getOrDefault(part, 0L) / NANOS);
    }
    return new Profile(
        config.device(),
        config.threads(),
        clock.steps(),
        seconds.values().stream().mapToDouble(s -> s).sum(),
        seconds,
        clock.loaderWaitNanos() / NANOS,
        Scope.peakResidentBytes(),
        StepWork.flops(config) / 1e9,
        peak / 1e9);
  }
}
