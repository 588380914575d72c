package org.esgrima.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.esgrima.torch.Scope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example runs, with few steps; what it prints and leaves behind is what it says. */
class ExamplesTest {
  private static final Path SOURCES = Path.of("src", "main", "java", "org", "esgrima", "examples");
  private static final Pattern COMMAND =
      Pattern.compile("mvn -q -pl examples -am compile exec:exec -Dexample=(\\w+)");

  @TempDir Path runs;

  @BeforeAll
  static void firstUseOfTheLibraryMakesObjectsThatStay() {
    run("Example04CustomLoss", "1");
  }

  private static String run(String example, String... args) {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(out);
      Class.forName("org.esgrima.examples." + example)
          .getMethod("main", String[].class)
          .invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw new AssertionError(example + " failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(example + " cannot be run", e);
    } finally {
      System.setOut(console);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  static List<String> examples() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files
          .map(file -> file.getFileName().toString().replace(".java", ""))
          .filter(name -> name.startsWith("Example"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void endsWithTheCommandThatRunsIt(String example) throws IOException {
    Matcher command = COMMAND.matcher(Files.readString(SOURCES.resolve(example + ".java")));
    assertThat(command.find()).isTrue();
    assertThat(command.group(1)).isEqualTo(example);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void leavesNoNativeMemoryBehind(String example) {
    long before = Scope.liveHandles();
    run(example, "2", runs.toString());
    assertThat(Scope.liveHandles()).isEqualTo(before);
  }

  @Test
  void helloGanSaysWhereTheSheetsLie() {
    String printed = run("Example01HelloGan", "2", runs.toString());
    Path samples = runs.resolve("00000-digits").resolve("samples");
    assertThat(samples.resolve("reals.png")).exists();
    assertThat(samples.resolve("fakes-000002.png")).exists();
    assertThat(printed)
        .contains("FINISHED")
        .contains(samples.resolve("fakes-000002.png").toString())
        .contains("000002.safetensors");
  }

  @Test
  void algorithmOneReportsTheGameAndShowsTheMistakes() {
    assertThat(run("Example02AlgorithmOne", "20"))
        .contains("step    20")
        .contains("of 8 modes")
        .contains("without a scope:    no Scope is open")
        .contains("after its scope:    this tensor was freed");
  }

  @Test
  void yourOwnDataAreLearnt() {
    run("Example03YourOwnData", "2", runs.toString());
    assertThat(runs.resolve("00000-triangles").resolve("samples").resolve("reals.png")).exists();
  }

  @Test
  void customLossHasTheValuesOfItsEquation() {
    assertThat(run("Example04CustomLoss", "2"))
        .contains("D: [0.0, 4.0]")
        .contains("G: [0.5, 0.5]")
        .contains("least squares: mean distance")
        .containsPattern("outside the graph: \\S+");
  }

  @Test
  void modeCollapseCountsBothGamesAndDrawsThem() {
    String printed = run("Example05ModeCollapse", "2", runs.toString());
    assertThat(printed)
        .containsPattern("real points: +25 of 25 modes, 98\\.[0-9] %")
        .containsPattern("plain GAN: +[0-9]+ of 25 modes")
        .containsPattern("RpGAN, R1 and R2: +[0-9]+ of 25 modes")
        .containsPattern("even if scattered: +25 of 25 modes, 1\\.[0-9] %");
    assertThat(runs.resolve("grid-rpgan.png")).exists();
    assertThat(runs.resolve("00000-grid")).exists();
    assertThat(runs.resolve("00001-rpgan-r1r2-grid")).exists();
  }

  @Test
  void latentSpaceWalksCalculatesAndFinds() {
    assertThat(run("Example06LatentSpace", "2", runs.toString()))
        .contains("walk:        " + runs.resolve("walk.png"))
        .contains("classifier:  right about the person on")
        .contains("arithmetic:  ")
        .containsPattern("projection:  +[0-9.]+ levels away")
        .contains("found.safetensors, 100 numbers");
    assertThat(runs.resolve("walk.png")).exists();
  }
}
