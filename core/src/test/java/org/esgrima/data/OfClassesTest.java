package org.esgrima.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.esgrima.InputException;
import org.junit.jupiter.api.Test;

class OfClassesTest {
  private static final LabelColumn DIGIT = new Strokes(0).labelColumns().get(0);

  @Test
  void onlyTheWantedClassesAreLeftInOrder() {
    Dataset strokes = Subset.of(new Strokes(0), 0, 200);
    Dataset some = OfClasses.of(strokes, DIGIT, List.of(3, 7));
    float[] label = new float[strokes.labelColumns().size()];
    long expected = 0;
    for (long i = 0; i < strokes.size(); i++) {
      strokes.readLabels(i, label);
      if (label[0] == 3 || label[0] == 7) {
        float[] own = new float[label.length];
        some.readLabels(expected, own);
        assertThat(own).containsExactly(label);
        assertThat(pixels(some, expected++)).isEqualTo(pixels(strokes, i));
      }
    }
    assertThat(some.size()).isEqualTo(expected).isBetween(20L, 60L);
    assertThat(some.fingerprint())
        .isNotEqualTo(strokes.fingerprint())
        .isNotEqualTo(OfClasses.of(strokes, DIGIT, List.of(3)).fingerprint())
        .isEqualTo(OfClasses.of(strokes, DIGIT, List.of(7, 3)).fingerprint());
  }

  @Test
  void combinationsOfLabelsAreClassesToo() {
    Dataset faces = Subset.of(new Avatars(0), 0, 60);
    LabelColumn both =
        LabelProduct.of("person+glasses", faces.labelColumns()).orElseThrow().column();
    Dataset some = OfClasses.of(faces, both, List.of(both.classNames().indexOf("woman+glasses")));
    assertThat(some.size()).isBetween(5L, 30L);
    float[] labels = new float[faces.labelColumns().size()];
    for (long i = 0; i < some.size(); i++) {
      some.readLabels(i, labels);
      assertThat(labels).startsWith(1, 1); // person, glasses
    }
  }

  private static byte[] pixels(Dataset dataset, long index) {
    ByteBuffer one = ByteBuffer.allocate(28 * 28);
    dataset.read(index, one);
    return one.array();
  }

  @Test
  void otherClassesAreRefused() {
    assertThatThrownBy(
            () ->
                OfClasses.of(
                    new Strokes(0), LabelColumn.classes("animal", List.of("cat")), List.of(0)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("labels of the classes cat");
    Dataset one = Subset.of(new Strokes(0), 0, 1);
    assertThatThrownBy(() -> OfClasses.of(one, DIGIT, List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no samples of these classes");
  }
}
