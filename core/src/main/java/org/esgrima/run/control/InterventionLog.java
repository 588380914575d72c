package org.esgrima.run.control;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.esgrima.io.JsonLines;

/**
 * What people changed while a run was trained, {@code interventions.jsonl}: one {@link
 * Intervention} a line, with steps that never fall.
 *
 * <pre>
 * {"step":420,"key":"players","value":"discriminator","until":440}
 * {"step":700,"key":"generator-optimizer.learning-rate","value":1.0E-4,"becomes":1.0E-4}
 * </pre>
 *
 * <p>It belongs to the run as its configuration does: whoever plays step {@code n + 1} plays it
 * with everything that has a step of at most {@code n}, also after a resume from an earlier
 * checkpoint and after a roll-back. Whoever intervenes anew before a recorded step has come makes
 * another course: what was to follow is removed. The file is replaced as a whole at every change.
 */
public final class InterventionLog {
  private InterventionLog() {}

  /**
   * Reads all of them.
   *
   * @param path see {@link org.esgrima.run.RunDirectory#interventionsFile}; an absent file has none
   * @throws org.esgrima.InputException if it cannot be read or a line is damaged
   */
  public static List<Intervention> read(Path path) {
    return JsonLines.read(path, Intervention.class, "interventions of a run");
  }

  /**
   * Adds one, and removes those of later steps.
   *
   * @return all of them
   * @throws org.esgrima.InputException if the file cannot be read or written; it is then as before
   */
  public static List<Intervention> add(Path path, Intervention added) {
    List<Intervention> all = new ArrayList<>(read(path));
    all.removeIf(other -> other.step() > added.step());
    all.add(added);
    JsonLines.write(path, all);
    return List.copyOf(all);
  }
}
