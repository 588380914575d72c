package org.esgrima.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.esgrima.InputException;
import org.junit.jupiter.api.Test;

class OneLabelTest {
  private static final int PIXELS = 3 * 64 * 64;

  private static LabelColumn label(String name, Dataset data) {
    return LabelProduct.of(name, data.labelColumns()).orElseThrow().column();
  }

  @Test
  void theSamplesStayAndTheirLabelsBecomeOne() {
    Dataset faces = Subset.of(new Avatars(0), 0, 20);
    Dataset one = OneLabel.of(faces, label("glasses+person", faces)).orElseThrow();
    assertThat(one.labelColumns()).containsExactly(label("glasses+person", faces));
    assertThat(one.size()).isEqualTo(20);
    float[] all = new float[faces.labelColumns().size()];
    float[] own = new float[1];
    for (long i = 0; i < 20; i++) {
      faces.readLabels(i, all);
      one.readLabels(i, own);
      assertThat(own[0]).isEqualTo(2 * all[1] + all[0]);
    }
    ByteBuffer expected = ByteBuffer.allocate(PIXELS);
    ByteBuffer got = ByteBuffer.allocate(PIXELS);
    faces.read(7, expected);
    one.read(7, got);
    assertThat(got.array()).isEqualTo(expected.array());
    assertThat(one.fingerprint())
        .isNotEqualTo(faces.fingerprint())
        .isNotEqualTo(OneLabel.of(faces, label("person", faces)).orElseThrow().fingerprint());
  }

  @Test
  void aSetWithoutTheseClassesHasNone() {
    assertThat(OneLabel.of(new Strokes(0), LabelColumn.classes("animal", List.of("cat"))))
        .isEmpty();
  }

  @Test
  void aSampleWithoutClassIsRefused() {
    Dataset unknown =
        new NumberedDataset(3) {
          @Override
          public void readLabels(long index, float[] target) {
            target[0] = -1;
          }
        };
    Dataset one = OneLabel.of(unknown, unknown.labelColumns().get(0)).orElseThrow();
    assertThatThrownBy(() -> one.readLabels(1, new float[1]))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a sample without class: numbered, sample 1");
  }
}
