import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.nd4j.linalg.factory.Nd4j;

/** A worker of the peer bench (worker.py says what it answers): THREADS WARM-UP. */
public final class Dl4jWorker {
  private Dl4jWorker() {}

  public static void main(String[] args) throws Exception {
    PrintStream answers = System.out;
    System.setOut(System.err);
    try {
      Nd4j.getEnvironment().setMaxMasterThreads(Integer.parseInt(args[0]));
      Nd4j.getRandom().setSeed(0);
      Dl4jTraining work = new Dl4jTraining();
      answers.println("ready " + warmUp(work, Double.parseDouble(args[1])));
      System.err.println("loss of D " + work.discriminatorLoss());
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

  private static double warmUp(Dl4jTraining work, double seconds) {
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
