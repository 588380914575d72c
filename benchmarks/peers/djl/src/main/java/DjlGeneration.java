import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import java.nio.file.Path;

/** Images of a TorchScript generator, from latents to numbers in memory. */
final class DjlGeneration {
  private static final int LATENT = 100;

  private final int count;
  private final ZooModel<NDList, NDList> model;
  private final Predictor<NDList, NDList> predictor;

  DjlGeneration(Path file, int count) throws Exception {
    this.count = count;
    model =
        Criteria.builder()
            .setTypes(NDList.class, NDList.class)
            .optModelPath(file)
            .optEngine("PyTorch")
            .build()
            .loadModel();
    predictor = model.newPredictor();
  }

  void step() throws Exception {
    try (NDManager manager = model.getNDManager().newSubManager()) {
      NDList z = new NDList(manager.randomNormal(new Shape(count, LATENT)));
      try (NDList images = predictor.predict(z)) {
        images.singletonOrThrow().toFloatArray();
      }
    }
  }
}
