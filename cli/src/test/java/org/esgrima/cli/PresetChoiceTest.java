package org.esgrima.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import org.esgrima.data.Datasets;
import org.esgrima.train.Presets;
import org.junit.jupiter.api.Test;

class PresetChoiceTest {
  @Test
  void everySetThatIsKnownByNameHasAPresetWithoutBeingOpened() {
    for (String name : Datasets.names()) {
      assertThat(PresetChoice.known(name)).as(name).get().isIn(Presets.names());
    }
  }

  @Test
  void variantsOfASetHaveItsPreset() {
    Map.of(
            "", Presets.DEFAULT,
            "strokes", Presets.DEFAULT,
            "ring", "ring",
            "ring:wgan-gp", "ring",
            "swiss-roll", "ring",
            "points:drawing.csv", "ring",
            "grid:pacgan", "grid",
            "avatars", "dcgan64",
            "mnist", "dcgan-mnist",
            "stacked-mnist:path/to/mnist", "dcgan-mnist")
        .forEach((data, preset) -> assertThat(chosen(data)).as(data).isEqualTo(preset));
  }

  private static String chosen(String data) {
    return PresetChoice.of(JsonNodeFactory.instance.objectNode().put("data", data));
  }
}
