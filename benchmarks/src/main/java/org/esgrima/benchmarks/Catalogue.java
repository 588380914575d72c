package org.esgrima.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * All contests. Wanted ratios are those that this project set itself.
 *
 * @param root top directory of Esgrima
 * @param directory with the {@link Materials} and logs
 * @param python program with the packages of {@code benchmarks/peers/requirements.txt}
 */
record Catalogue(Path root, Path directory, String python, int threads) {
  private static final String WARM_UP = "3"; // seconds
  private static final String COMPILED = "--compile";
  private static final String BFLOAT16 = "--bf16";

  /** In the order of the page. */
  List<Contest> contests() {
    List<Contest> all = new ArrayList<>();
    all.add(training("mlp", "networks of 2014, batch 100", 0.85));
    all.add(training("dcgan28", "DCGAN 28, batch 64", 0.85));
    all.add(training("dcgan64", "DCGAN 64, batch 64", 0.80));
    all.add(training("dcgan64-r1", "DCGAN 64 with R1, batch 64", 0));
    all.add(training("dcgan64-wgan-gp", "DCGAN 64 as WGAN-GP, batch 64", 0));
    all.add(training("stylegan2-32", "StyleGAN2 32, batch 16", 0));
    all.add(training("r3gan-32", "R3GAN 32, batch 32", 0));
    all.add(bfloat16("mlp", "networks of 2014, batch 100", 0.60));
    all.add(bfloat16("dcgan28", "DCGAN 28, batch 64", 0.60));
    all.add(bfloat16("dcgan64", "DCGAN 64, batch 64", 0.50));
    all.add(generation("1", "1 image of DCGAN 64", 0.35));
    all.add(generation("64", "64 images of DCGAN 64", 0.75));
    all.add(metric("fid", "FID (torch-fidelity)"));
    all.add(metric("kid", "KID (torch-fidelity)"));
    all.add(metric("prdc", "precision, recall, density, coverage (prdc)"));
    all.add(metric("all", "all of these, as `evaluate` computes them"));
    all.add(start());
    all.add(loading("idx", "28 × 28 gray, IDX"));
    all.add(loading("folder", "64 × 64 colour, PNG folder"));
    all.add(loading("packed", "the same, packed; torchvision: the PNG folder"));
    return all;
  }

  private Contest training(String name, String title, double wanted) {
    Map<String, Contender.Entry> entries = new LinkedHashMap<>();
    List<String> names = Group.TRAINING.contenders();
    entries.put(names.get(0), java("training", name, WARM_UP));
    entries.put(names.get(1), python("training", name, WARM_UP));
    entries.put(names.get(2), python("training", name, WARM_UP, COMPILED));
    if (name.equals("mlp")) { // the only network that is written down for it
      entries.put(names.get(3), dl4j(name));
    }
    int lazy = name.startsWith("stylegan2") ? 16 : 1; // its R1 is due every 16 steps
    return new Contest(
        Group.TRAINING,
        name,
        title,
        entries,
        wanted > 0 ? OptionalDouble.of(wanted) : OptionalDouble.empty(),
        lazy);
  }

  private Contest bfloat16(String name, String title, double wanted) {
    Map<String, Contender.Entry> entries = new LinkedHashMap<>();
    List<String> names = Group.TRAINING_BF16.contenders();
    entries.put(names.get(0), java("training-bf16", name, WARM_UP));
    entries.put(names.get(1), python("training", name, WARM_UP));
    entries.put(names.get(2), python("training", name, WARM_UP, BFLOAT16));
    entries.put(names.get(3), python("training", name, WARM_UP, BFLOAT16, COMPILED));
    return new Contest(Group.TRAINING_BF16, name, title, entries, OptionalDouble.of(wanted), 1);
  }

  private Contest generation(String count, String title, double wanted) {
    Map<String, Contender.Entry> entries = new LinkedHashMap<>();
    List<String> names = Group.GENERATION.contenders();
    entries.put(names.get(0), java("generation-onnx", count, WARM_UP, Map.of(), "java"));
    entries.put(names.get(1), java("generation-libtorch", count, WARM_UP, Map.of(), "plain-java"));
    entries.put(names.get(2), java("generation-libtorch", count, WARM_UP));
    entries.put(names.get(3), python("generation", count, WARM_UP));
    entries.put(names.get(4), python("generation", count, WARM_UP, COMPILED));
    entries.put(names.get(5), djl(count));
    return new Contest(Group.GENERATION, count, title, entries, OptionalDouble.of(wanted), 1);
  }

  private Contest metric(String name, String title) {
    Map<String, Contender.Entry> entries = new LinkedHashMap<>();
    List<String> names = Group.METRICS.contenders();
    entries.put(names.get(0), java("metrics", name, "0"));
    entries.put(names.get(1), python("metrics", name, "0"));
    return new Contest(Group.METRICS, name, title, entries, OptionalDouble.of(1), 1);
  }

  private Contest loading(String name, String title) {
    Map<String, Contender.Entry> entries = new LinkedHashMap<>();
    List<String> names = Group.LOADING.contenders();
    entries.put(names.get(0), java("loading", name, WARM_UP));
    entries.put(names.get(1), python("loading", name, WARM_UP));
    return new Contest(Group.LOADING, name, title, entries, OptionalDouble.empty(), 1);
  }

  private Contest start() {
    Path ours = directory.resolve("first-esgrima.png");
    Path theirs = directory.resolve("first-python.png");
    Map<String, Contender.Entry> entries = new LinkedHashMap<>();
    List<String> names = Group.START.contenders();
    entries.put(
        names.get(0),
        () -> {
          String run = Materials.digitsRun(directory).toString();
          return new FirstImage(
              List.of("./esgrima", "generate", run, "--count", "1", "--out", ours.toString()),
              ours,
              root,
              log("start"));
        });
    entries.put(
        names.get(1),
        () ->
            new FirstImage(
                List.of(
                    python,
                    "first_image.py",
                    directory.resolve("first.pt").toString(),
                    theirs.toString()),
                theirs,
                scripts(),
                log("start")));
    return new Contest(
        Group.START,
        "dcgan28",
        "first image of DCGAN 28 on disk",
        entries,
        OptionalDouble.empty(),
        1);
  }

  private Path scripts() {
    return root.resolve("benchmarks").resolve("peers");
  }

  private Path log(String name) {
    return directory.resolve(name + ".log");
  }

  private Contender.Entry java(String kind, String name, String warmUp) {
    return java(kind, name, warmUp, JavaProcess.LAUNCHER_ENVIRONMENT, "java");
  }

  private Contender.Entry java(
      String kind, String name, String warmUp, Map<String, String> environment, String end) {
    List<String> command =
        JavaProcess.command(
            Worker.class, kind, name, String.valueOf(threads), warmUp, directory.toString());
    Path log = log(kind + "-" + name + "-" + end);
    return () -> new WorkerProcess(command, environment, root, log);
  }

  private Contender.Entry djl(String count) {
    return project(
        "djl",
        "generation-" + count,
        "DjlWorker",
        count,
        String.valueOf(threads),
        WARM_UP,
        directory.resolve(Materials.SCRIPT).toString());
  }

  private Contender.Entry dl4j(String name) {
    return project("dl4j", "training-" + name, "Dl4jWorker", String.valueOf(threads), WARM_UP);
  }

  /** A worker in Java with a project, and so with a class path, of its own. */
  private Contender.Entry project(String peer, String work, String worker, String... arguments) {
    Path target = scripts().resolve(peer).resolve("target");
    Path classpath = target.resolve("classpath");
    return () -> {
      if (!Files.exists(classpath)) {
        throw new Contender.Absent("not built: mvn -q -f benchmarks/peers/" + peer + " compile");
      }
      List<String> command =
          JavaProcess.command(
              target.resolve("classes") + File.pathSeparator + read(classpath), worker, arguments);
      return new WorkerProcess(command, Map.of(), root, log(work + "-" + peer));
    };
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A worker of {@code benchmarks/peers}, with options of {@code worker.py}. */
  private Contender.Entry python(String kind, String name, String warmUp, String... options) {
    List<String> command = new ArrayList<>(List.of(python, "worker.py", kind, name));
    command.addAll(List.of("--threads", String.valueOf(threads), "--warm-up", warmUp));
    command.addAll(List.of("--directory", directory.toString()));
    command.addAll(List.of(options));
    String end = "-python" + String.join("", options).replace("--", "-");
    return () -> new WorkerProcess(command, Map.of(), scripts(), log(kind + "-" + name + end));
  }
}
