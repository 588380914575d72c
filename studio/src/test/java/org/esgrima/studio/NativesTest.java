package org.esgrima.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** libtorch is never loaded into the studio's process. */
class NativesTest {
  /** Asks a studio for everything that it reads by itself. */
  public static final class Visitor {
    private Visitor() {}

    /** Visits a studio on the runs given. */
    public static void main(String[] arguments) throws Exception {
      Path runs = Path.of(arguments[0]);
      Files.write(
          StandInCommandLine.makeRun(runs, "styled")
              .checkpointsDirectory()
              .resolve("000020.safetensors"),
          new byte[8]);
      StandInCommandLine.makeRun(runs, "other");
      try (OpenStudio open = OpenStudio.of(runs)) {
        String run = "/api/runs/00000-styled";
        for (String path :
            List.of(
                "/",
                "/api/runs",
                run,
                run + "/stats",
                run + "/samples",
                run + "/figures",
                run + "/report",
                run + "/measurements",
                run + "/game",
                run + "/generator",
                run + "/images?count=4",
                run + "/latent/arithmetic?a=1&b=2&c=3",
                run + "/latent/directions?number=0",
                "/api/presets/ring",
                "/api/settings",
                "/api/data",
                "/api/dirac?measured=false&penalties=%5B%7Btype%3A%20r1%7D%5D",
                "/api/compare?runs=00000-styled,00001-other")) {
          int status = open.get(path).statusCode();
          if (status != 200) {
            throw new IllegalStateException(path + ": " + status);
          }
        }
        open.post("/api/check", "{\"preset\":\"stylegan2-avatars64\"}");
        open.post("/api/points", "{\"points\":[[0,0],[1,1]]}");
      }
      System.out.println("visited everything");
      System.exit(0);
    }
  }

  @Test
  void noClassOfTheBindingIsLoaded(@TempDir Path temporary) throws Exception {
    Path log = temporary.resolve("log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Xlog:class+load:file=" + temporary.resolve("classes"),
                "-cp",
                System.getProperty("java.class.path"),
                Visitor.class.getName(),
                Files.createDirectories(temporary.resolve("runs")).toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    process.waitFor();
    assertThat(Files.readString(log, StandardCharsets.UTF_8)).contains("visited everything");
    assertThat(Files.readAllLines(temporary.resolve("classes")))
        .anyMatch(line -> line.contains("org.esgrima.runtime.Generator "))
        .noneMatch(line -> line.contains("org.bytedeco"));
  }
}
