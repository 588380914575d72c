package org.esgrima.train;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.esgrima.Setting;
import org.esgrima.io.Json;
import org.esgrima.report.Basis;
import org.esgrima.report.Report;
import org.esgrima.run.RunDirectory;

/** The page of a run, with the settings of {@link TrainingConfig} explained. */
public final class RunReport {
  private RunReport() {}

  /**
   * Writes the page of a run, finished or not; see {@link Report}.
   *
   * @param file usually {@link RunDirectory#reportFile}; replaced if it exists
   * @throws org.esgrima.InputException if the run cannot be read or the page cannot be written
   */
  public static void write(RunDirectory run, Path file) {
    Report.write(run, basis(), file);
  }

  private static Basis basis() {
    TrainingConfig defaults = TrainingConfig.of(Presets.defaults(), "defaults");
    Map<String, String> meanings = new HashMap<>();
    for (RecordComponent component : TrainingConfig.class.getRecordComponents()) {
      String key = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
      Setting setting = component.getAnnotation(Setting.class);
      if (setting != null) {
        meanings.put(key, setting.value());
      }
    }
    return new Basis(Json.tree(defaults), meanings);
  }
}
