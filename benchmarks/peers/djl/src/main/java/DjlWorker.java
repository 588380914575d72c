import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A worker of the peer bench (worker.py says what it answers): COUNT THREADS WARM-UP FILE. It makes
 * images with a TorchScript file of {@code esgrima export}.
 */
public final class DjlWorker {
  private DjlWorker() {}

  public static void main(String[] args) throws Exception {
    PrintStream answers = System.out;
    System.setOut(System.err);
    System.setProperty("ai.djl.pytorch.num_threads", args[1]);
    System.setProperty("ai.djl.offline", "true");
    try {
      DjlGeneration work = new DjlGeneration(Path.of(args[3]), Integer.parseInt(args[0]));
      answers.println("ready " + warmUp(work, Double.parseDouble(args[2])));
      BufferedReader questions =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = questions.readLine(); line != null; line = questions.readLine()) {
        int repetitions = Integer.parseInt(line.split(" ")[1]);
        long begin = System.nanoTime();
        for (int i = 0; i < repetitions; i++) {
          work.step();
        }
        answers.println((System.nanoTime() - begin) / 1e9);
      }
    } catch (Exception e) {
      answers.println("cannot " + e);
      throw e;
    }
  }

  private static double warmUp(DjlGeneration work, double seconds) throws Exception {
    long begin = System.nanoTime();
    double last = 0;
    for (int i = 0; i < 3 || System.nanoTime() - begin < seconds * 1e9; i++) {
      long start = System.nanoTime();
      work.step();
      last = (System.nanoTime() - start) / 1e9;
    }
    return last;
  }
}
