package org.esgrima.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.esgrima.InputException;
import org.esgrima.torch.Device;
import org.esgrima.torch.Threads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunDirectoryTest {
  @TempDir Path root;

  record Config(String preset, int batchSize) {}

  private RunDirectory complete(String name) {
    RunDirectory run = RunDirectory.create(root, name);
    run.writeConfig(new Config("digits", 64));
    run.writeProvenance(Provenance.now("mnist", "abc", 7, Device.CPU, List.of("train")));
    return run;
  }

  @Test
  void numbersRunsFromZeroAndAfterTheHighest() throws IOException {
    assertThat(RunDirectory.create(root, "a").name()).isEqualTo("00000-a");
    Files.createDirectory(root.resolve("00041-by-hand"));
    Files.createDirectory(root.resolve("notes"));
    RunDirectory run = RunDirectory.create(root, "b");
    assertThat(run.name()).isEqualTo("00042-b");
    assertThat(run.samplesDirectory()).isEmptyDirectory();
    assertThat(run.figuresDirectory()).isEmptyDirectory();
    assertThat(run.checkpointsDirectory()).isEmptyDirectory();
  }

  @Test
  void neverGivesANumberTwice() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<RunDirectory>> tasks =
          IntStream.range(0, 80)
              .<Callable<RunDirectory>>mapToObj(
                  i -> () -> RunDirectory.create(root.resolve("runs"), "name-" + i % 7))
              .toList();
      for (Future<RunDirectory> done : threads.invokeAll(tasks)) {
        assertThat(done.get().checkpointsDirectory()).isDirectory();
      }
    } finally {
      threads.shutdown();
    }
    String[] names = root.resolve("runs").toFile().list();
    assertThat(names).hasSize(80);
    assertThat(List.of(names).stream().map(n -> n.substring(0, 5)).distinct()).hasSize(80);
  }

  @ParameterizedTest
  @CsvSource({
    "DCGAN on MNIST,dcgan-on-mnist",
    "../../etc/passwd,etc-passwd",
    "Dígitos São,digitos-sao",
    "...,run",
    "'',run",
    "a:b*c?,a-b-c",
    "r3gan_v1.2,r3gan_v1.2"
  })
  void makesNamesThatEveryFileSystemTakes(String name, String expected) {
    assertThat(RunDirectory.create(root, name).name()).isEqualTo("00000-" + expected);
  }

  @Test
  void opensWhatItWrote() {
    Path path = complete("x").path();
    RunDirectory run = RunDirectory.open(path);
    assertThat(run.readConfig().path("batch-size").intValue()).isEqualTo(64);
    Provenance provenance = run.readProvenance();
    assertThat(provenance.seed()).isEqualTo(7);
    assertThat(provenance.dataFingerprint()).isEqualTo("abc");
    assertThat(provenance.torchThreads()).isEqualTo(Threads.count());
    assertThat(provenance.libtorchVersion()).startsWith("2.");
    assertThat(provenance.javaVersion()).isEqualTo(System.getProperty("java.version"));
    assertThat(provenance.startTime()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(provenance.environment().keySet()).allMatch(key -> !key.contains("PATH"));
  }

  @Test
  void listsTheRunsThatExistWhenOneDoesNot() {
    complete("one");
    complete("two");
    RunDirectory.create(root, "unfinished");
    assertThatThrownBy(() -> RunDirectory.open(root.resolve("00009-x")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no such run")
        .hasMessageContaining("are 00001-two, 00000-one.");
  }

  @Test
  void refusesWhatIsNoRun() throws IOException {
    Path unfinished = RunDirectory.create(root, "unfinished").path();
    assertThatThrownBy(() -> RunDirectory.open(unfinished))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("not a run directory")
        .hasMessageContaining("no config.yaml");
    Path file = Files.createFile(root.resolve("file"));
    assertThatThrownBy(() -> RunDirectory.open(file)).hasMessageContaining("got a file");
  }

  @Test
  void refusesANewerFormatAndNamesTheVersionThatReadsIt() throws IOException {
    RunDirectory run = complete("new");
    String text = Files.readString(run.provenanceFile());
    Files.writeString(
        run.provenanceFile(),
        text.replace("\"run-format\" : 1", "\"run-format\" : 2")
            .replaceFirst("(\"esgrima-version\" : )\"[^\"]*\"", "$1\"9.1\""));
    assertThatThrownBy(() -> RunDirectory.open(run.path()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("got 2")
        .hasMessageContaining("Esgrima 9.1 or later");
    Files.writeString(run.provenanceFile(), "{}");
    assertThatThrownBy(() -> RunDirectory.open(run.path())).hasMessageContaining("got none");
    Files.writeString(run.provenanceFile(), "{\"run-form");
    assertThatThrownBy(() -> RunDirectory.open(run.path()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("not readable as JSON");
  }

  @Test
  void letsOneTrainerIn() {
    RunDirectory run = complete("busy");
    try (RunLock lock = run.lock()) {
      assertThatThrownBy(run::lock)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("run in use")
          .hasMessageContaining("00000-busy")
          .hasMessageContaining("process");
      lock.close();
      try (RunLock again = run.lock()) {
        lock.close(); // a second close must not free what another holds now
        assertThatThrownBy(run::lock).hasMessageContaining("run in use");
      }
    }
  }

  @Test
  void keepsAnotherProcessOutAndSaysWhoHoldsTheRun() throws Exception {
    RunDirectory run = complete("busy");
    try (RunLock lock = run.lock()) {
      assertThatThrownBy(run::lock).hasMessageContaining("run in use");
      // After the refusal above the lock must still be held: closing a second channel drops it.
      assertThat(lockElsewhere(run))
          .contains("run in use")
          .contains("process " + ProcessHandle.current().pid());
    }
    assertThat(lockElsewhere(run)).contains("locked");
  }

  private static String lockElsewhere(RunDirectory run) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockInAnotherProcess.class.getName(),
                run.path().toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  /** Run as a process of its own. */
  static final class LockInAnotherProcess {
    private LockInAnotherProcess() {}

    public static void main(String[] arguments) {
      try (RunLock lock = RunDirectory.open(Path.of(arguments[0])).lock()) {
        System.out.println("locked");
      } catch (InputException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void saysThatADirectoryIsReadOnly() {
    File directory = root.toFile();
    assumeFalse(!directory.setWritable(false) || directory.canWrite(), "root may write anywhere");
    try {
      assertThatThrownBy(() -> RunDirectory.create(root, "x"))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("no permission");
    } finally {
      assertThat(directory.setWritable(true)).isTrue();
    }
  }

  @Test
  void saysThatTheParentIsAFile() throws IOException {
    Path file = Files.createFile(root.resolve("file"));
    assertThatThrownBy(() -> RunDirectory.create(file, "x"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cannot write");
  }
}
