package org.esgrima.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.esgrima.train.Presets;
import org.esgrima.train.StepWork;
import org.esgrima.train.TrainingConfig;

/**
 * What a long training would cost on graphics processors, worked out from published figures; nobody
 * ran it. The formulas and the source of each constant stand in the page's template, {@code
 * GROWTH.md}.
 */
final class OnPaper {
  private static final double IMAGES = 25e6;
  private static final int PER_NODE = 8;
  private static final double TERA = 1e12;

  /** A graphics processor of a data sheet: dense 16-bit operations/s, memory's bytes/s. */
  private record Gpu(double flops, double bandwidth) {
    /** How much faster at best, and where only memory counts. */
    double[] fasterThan(Gpu other) {
      double compute = flops / other.flops;
      double memory = bandwidth / other.bandwidth;
      return new double[] {Math.min(compute, memory), Math.max(compute, memory)};
    }
  }

  private static final Gpu V100 = new Gpu(125e12, 0.9e12);
  private static final Gpu A100 = new Gpu(312e12, 2.039e12); // of 80 GB
  private static final Gpu H100 = new Gpu(989.4e12, 3.35e12); // SXM
  private static final double V100_FLOAT32 = 15.7e12;
  private static final double NVLINK = 450e9; // bytes/s each way
  private static final double NODE = 8 * 50e9; // all eight adapters of 400 Gbit/s
  private static final double ADAPTER = 50e9;

  // Seconds for 1,000 images on A100s: stylegan3, docs/configs.md, "Old StyleGAN2-ADA".
  private static final double A100_256_ON_4 = 3.20;
  private static final double A100_256_ON_8 = 2.38;
  private static final double A100_1024_ON_8 = 11.66;

  /**
   * A training of the authors.
   *
   * @param batch images of a minibatch of all processors together
   * @param perGpu images of it that one processor had
   * @param fixed seconds of a step that do not shrink with the images of a processor
   * @param perImage further seconds for each image of a processor, A100
   */
  private record Job(
      String name, TrainingConfig config, int batch, int perGpu, double fixed, double perImage) {
    double flopsPerImage() {
      return StepWork.flops(config) / config.batch();
    }

    /** Gradients of both players as float32. */
    double gradientBytes() {
      return 4.0
          * (config.generatorSummary().parameters() + config.discriminatorSummary().parameters());
    }
  }

  private static final int BATCH_256 = 64;
  // 64 images a step: a + 16 b on four processors, a + 8 b on eight.
  private static final double PER_IMAGE_256 =
      (A100_256_ON_4 - A100_256_ON_8) * BATCH_256 / 1000 / (16 - 8);
  private static final double FIXED = A100_256_ON_8 * BATCH_256 / 1000 - 8 * PER_IMAGE_256;

  private static final Job SMALL =
      new Job("256 px", config(256, 64, 16_384), BATCH_256, 8, FIXED, PER_IMAGE_256);
  // 32 images a step on eight processors; the same fixed part
  private static final Job LARGE =
      new Job(
          "1024 px",
          config(1024, 32, 32_768),
          32,
          4,
          FIXED,
          (A100_1024_ON_8 * 32 / 1000 - FIXED) / 4);

  private OnPaper() {}

  private static TrainingConfig config(int resolution, int batch, int capacity) {
    return Presets.config(
        "stylegan2-ffhq256",
        "{resolution: %d, batch: %d, architecture: {resolution: %d, channels: 3, capacity: %d}}"
            .formatted(resolution, batch, resolution, capacity));
  }

  /** Tables and numbers of the template. */
  static Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("paper-work", String.join("\n", work()));
    texts.put("paper-shares", String.join("\n", shares()));
    texts.put("paper-reduce", String.join("\n", reduce()));
    texts.put("paper-times", String.join("\n", times()));
    texts.put("paper-fixed", number("%.0f", FIXED * 1e3));
    texts.put("paper-per-image-256", number("%.1f", SMALL.perImage() * 1e3));
    texts.put("paper-per-image-1024", number("%.1f", LARGE.perImage() * 1e3));
    texts.put("paper-slow", number("%.2f", H100.fasterThan(A100)[0]));
    texts.put("paper-fast", number("%.2f", H100.fasterThan(A100)[1]));
    double steps = IMAGES / SMALL.batch();
    texts.put("paper-steps-256", number("%,.0f", steps));
    texts.put("paper-floor-256", duration(steps * FIXED));
    return texts;
  }

  private static List<String> work() {
    List<String> rows = new ArrayList<>();
    rows.add(
        "| | G: parameters | D: parameters | TFLOP an image | 25,000,000 images | gradients |");
    rows.add("|---|---|---|---|---|---|");
    for (Job job : List.of(SMALL, LARGE)) {
      rows.add(
          "| %s | %s | %s | %s | %s EFLOP | %s MB |"
              .formatted(
                  job.name(),
                  number("%,d", job.config().generatorSummary().parameters()),
                  number("%,d", job.config().discriminatorSummary().parameters()),
                  number("%.3f", job.flopsPerImage() / TERA),
                  number("%.1f", IMAGES * job.flopsPerImage() / 1e18),
                  number("%.0f", job.gradientBytes() / 1e6)));
    }
    return rows;
  }

  private static List<String> shares() {
    List<String> rows = new ArrayList<>();
    rows.add("| published | s for 1,000 images | TFLOP/s a GPU | of peak |");
    rows.add("|---|---|---|---|");
    double large = LARGE.flopsPerImage();
    double small = SMALL.flopsPerImage();
    rows.add(
        share(
            "1024 px, 1 V100, float32 (25,000,000 images in 69 d 23 h)",
            241.8,
            1,
            large,
            V100_FLOAT32));
    rows.add(share("1024 px, 8 V100, float32 (9 d 18 h)", 33.70, 8, large, V100_FLOAT32));
    rows.add(share("256 px, 8 V100, mixed", 3.89, 8, small, V100.flops()));
    rows.add(share("1024 px, 8 V100, mixed", 18.47, 8, large, V100.flops()));
    rows.add(share("256 px, 1 A100, mixed", 12.53, 1, small, A100.flops()));
    rows.add(share("256 px, 4 A100, mixed", A100_256_ON_4, 4, small, A100.flops()));
    rows.add(share("256 px, 8 A100, mixed", A100_256_ON_8, 8, small, A100.flops()));
    rows.add(share("1024 px, 1 A100, mixed", 90.39, 1, large, A100.flops()));
    rows.add(share("1024 px, 8 A100, mixed", A100_1024_ON_8, 8, large, A100.flops()));
    return rows;
  }

  private static String share(
      String what, double secondsPerThousand, int gpus, double flops, double peak) {
    double achieved = 1000 * flops / secondsPerThousand / gpus;
    return "| %s | %s | %s | %s %% |"
        .formatted(
            what,
            number("%.2f", secondsPerThousand),
            number("%.1f", achieved / TERA),
            number("%.1f", 100 * achieved / peak));
  }

  /** Seconds of a ring over n processors at so many bytes/s. */
  private static double ring(Job job, int gpus, double bandwidth) {
    return 2.0 * (gpus - 1) / gpus * job.gradientBytes() / bandwidth;
  }

  private static double slowest(int gpus) {
    return gpus > PER_NODE ? ADAPTER : NVLINK;
  }

  private static double fastest(int gpus) {
    return gpus > PER_NODE ? NODE : NVLINK;
  }

  private static List<String> reduce() {
    List<String> rows = new ArrayList<>();
    rows.add(
        "| ms a step | 8 GPUs, NVLink | 64 GPUs, eight adapters a node | 64 GPUs, one adapter at a time |");
    rows.add("|---|---|---|---|");
    for (Job job : List.of(SMALL, LARGE)) {
      rows.add(
          "| %s | %s | %s | %s |"
              .formatted(
                  job.name(),
                  number("%.2f", 1e3 * ring(job, 8, NVLINK)),
                  number("%.2f", 1e3 * ring(job, 64, NODE)),
                  number("%.2f", 1e3 * ring(job, 64, ADAPTER))));
    }
    return rows;
  }

  private static List<String> times() {
    List<String> rows = new ArrayList<>();
    rows.add(
        "| | GPUs | batch | images a GPU | ms a step | of it all-reduce | 25,000,000 images | GPU hours |");
    rows.add("|---|---|---|---|---|---|---|---|");
    for (Job job : List.of(SMALL, LARGE)) {
      rows.add(row(job, 1, job.batch()));
      rows.add(row(job, 8, job.batch()));
      if (job.batch() >= 64) {
        rows.add(row(job, 64, job.batch()));
      } else {
        rows.add(
            "| %s | 64 | %d | less than one | — | — | — | — |".formatted(job.name(), job.batch()));
      }
      rows.add(row(job, 64, 64 * job.perGpu()));
    }
    return rows;
  }

  private static String row(Job job, int gpus, int batch) {
    double[] faster = H100.fasterThan(A100);
    double perGpu = (double) batch / gpus;
    double mostReduce = gpus == 1 ? 0 : ring(job, gpus, slowest(gpus));
    double leastReduce = gpus == 1 ? 0 : ring(job, gpus, fastest(gpus));
    double most = job.fixed() + perGpu * job.perImage() / faster[0] + mostReduce;
    double least = job.fixed() + perGpu * job.perImage() / faster[1] + leastReduce;
    double steps = IMAGES / batch;
    return "| %s | %d | %d%s | %s | %s–%s | %s | %s to %s | %s–%s |"
        .formatted(
            job.name(),
            gpus,
            batch,
            batch == job.batch() ? "" : " (another training)",
            number("%.0f", perGpu),
            number("%.0f", 1e3 * least),
            number("%.0f", 1e3 * most),
            gpus == 1
                ? "—"
                : number("%.1f %%", 100 * leastReduce / least)
                    + " to "
                    + number("%.1f %%", 100 * mostReduce / most),
            duration(steps * least),
            duration(steps * most),
            number("%,.0f", gpus * steps * least / 3600),
            number("%,.0f", gpus * steps * most / 3600));
  }

  private static String duration(double seconds) {
    double hours = seconds / 3600;
    return hours >= 48 ? number("%.1f d", hours / 24) : number("%.1f h", hours);
  }

  private static String number(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }
}
