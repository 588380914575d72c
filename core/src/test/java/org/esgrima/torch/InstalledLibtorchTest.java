package org.esgrima.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A copy of the usual libtorch stands for another one. Each look is at a process of its own. */
@EnabledOnOs(OS.LINUX)
class InstalledLibtorchTest {
  private static final List<String> LIBRARIES = List.of("c10", "torch_cpu", "torch", "gomp");

  @TempDir private Path directory;

  /** Computes one sum, and prints it and the files of libtorch that the process has opened. */
  static final class Program {
    public static void main(String[] arguments) throws IOException {
      try (Scope scope = Scope.open();
          Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
        System.out.println(Tensor.of(new float[] {3, 4}, org.esgrima.io.Shape.of(2)).sum().item());
        maps.filter(line -> line.contains("/libtorch_cpu.so"))
            .map(line -> line.substring(line.indexOf('/')))
            .distinct()
            .forEach(System.out::println);
      }
    }
  }

  private List<String> run() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + InstalledLibtorch.PROPERTY + "=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return output.lines().toList();
  }

  @Test
  void takesThePlaceOfTheUsualOne() throws IOException, InterruptedException {
    copyLibraries();
    assertThat(run()).containsExactly("7.0", directory.resolve("libtorch_cpu.so").toString());
  }

  @Test
  void aDirectoryWithoutItIsNamed() throws IOException, InterruptedException {
    assertThat(run())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("no libtorch there: ESGRIMA_LIBTORCH")
                    .contains("a directory with libc10.so, got " + directory));
  }

  @Test
  void whatIsNoLibraryIsNamed() throws IOException, InterruptedException {
    for (String name : List.of("libc10.so", "libtorch_cpu.so")) {
      Files.writeString(directory.resolve(name), "text");
    }
    assertThat(run())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("the system cannot open this libtorch: ESGRIMA_LIBTORCH")
                    .contains("libc10.so"));
  }

  private void copyLibraries() throws IOException {
    Native.load();
    for (Class<?> presets :
        List.of(
            org.bytedeco.pytorch.presets.torch.class,
            org.bytedeco.openblas.presets.openblas.class)) {
      String name = presets.getPackageName().replace(".presets", "").replace('.', '/');
      for (File cache : Loader.cacheResources(presets, "/" + name + "/" + Loader.getPlatform())) {
        try (Stream<Path> files = Files.list(cache.toPath())) {
          for (Path file : files.filter(this::isWanted).toList()) {
            Path target = directory.resolve(file.getFileName());
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
    }
  }

  private boolean isWanted(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file)
        && (LIBRARIES.stream().anyMatch(library -> name.startsWith("lib" + library + ".so"))
            || name.matches("lib(openblas|gfortran|quadmath)\\.so.*"));
  }
}
