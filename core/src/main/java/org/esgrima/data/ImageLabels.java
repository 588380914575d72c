package org.esgrima.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esgrima.InputException;
import org.esgrima.data.image.ImageSource;

/**
 * What is known about the images of a folder or archive.
 *
 * <ul>
 *   <li>A file {@code dataset.json} as the StyleGAN2-ADA and StyleGAN3 tools write it, {@code
 *       {"labels": [["00000/img00000000.png", 3], …]}}, decides alone: a whole number is a class, a
 *       list of numbers becomes columns {@code label0}, {@code label1} …, {@code null} means no
 *       labels. Every image needs an entry; entries without an image are ignored.
 *   <li>Otherwise, when all images lie in two or more sub-folders, each sub-folder is a class, but
 *       for numbered folders as in FFHQ (Karras et al. 2019, arXiv 1812.04948): {@code 00000},
 *       {@code 01000} … where image 1234 is {@code 01000/01234.png}. They only count.
 *   <li>Otherwise there are no labels. Folders above all images (a single one in an archive) count
 *       for nothing.
 * </ul>
 *
 * @param columns none, one column {@code class}, or measured numbers
 * @param values for each image in the order of the source, one number a column
 */
record ImageLabels(List<LabelColumn> columns, List<float[]> values) {
  private static final String FILE = "dataset.json";
  private static final Pattern NUMBERED = Pattern.compile("(\\d{5})/(\\d{5})\\.[a-zA-Z]+");
  private static final ObjectMapper JSON = new ObjectMapper();

  ImageLabels {
    columns = List.copyOf(columns);
    values = List.copyOf(values);
  }

  static ImageLabels of(ImageSource source) {
    String common = commonFolder(source.images());
    for (String folder : common.isEmpty() ? List.of("") : List.of("", common)) {
      Optional<byte[]> json = source.otherFile(folder + FILE);
      if (json.isPresent()) {
        return ofJson(source, folder, json.get());
      }
    }
    return ofFolders(source, common);
  }

  private static ImageLabels none(ImageSource source) {
    return new ImageLabels(List.of(), source.images().stream().map(image -> new float[0]).toList());
  }

  /** The deepest folder that holds all images, with a slash at its end; empty for the root. */
  private static String commonFolder(List<String> images) {
    if (images.isEmpty()) {
      return "";
    }
    // The names are sorted, so the first and the last differ most.
    String first = images.get(0);
    String last = images.get(images.size() - 1);
    int end = 0;
    for (int i = 0; i < Math.min(first.length(), last.length()); i++) {
      if (first.charAt(i) != last.charAt(i)) {
        break;
      }
      end = first.charAt(i) == '/' ? i + 1 : end;
    }
    return first.substring(0, end);
  }

  private static ImageLabels ofFolders(ImageSource source, String common) {
    List<String> folders = new ArrayList<>();
    List<String> loose = new ArrayList<>();
    for (String image : source.images()) {
      int slash = image.indexOf('/', common.length());
      if (slash < 0) {
        loose.add(image);
      } else {
        folders.add(image.substring(common.length(), slash));
      }
    }
    if (folders.isEmpty()) {
      return none(source);
    }
    if (!loose.isEmpty()) {
      throw new InputException(
          "images both beside and inside class folders",
          source.path(),
          "all images in one folder, or each in the folder of its class",
          folders.size()
              + " in sub-folders and "
              + loose.size()
              + " beside them, first "
              + loose.get(0),
          "Move the loose images into a class folder or out of the way");
    }
    if (source.images().stream().allMatch(image -> isNumbered(image.substring(common.length())))) {
      return none(source);
    }
    List<String> names = List.copyOf(new TreeSet<>(folders));
    Map<String, Integer> number = new HashMap<>();
    names.forEach(name -> number.put(name, number.size()));
    return new ImageLabels(
        List.of(LabelColumn.classes("class", names)),
        folders.stream().map(folder -> new float[] {number.get(folder)}).toList());
  }

  /** Whether a folder is the number of its image in whole thousands, as in FFHQ. */
  private static boolean isNumbered(String image) {
    Matcher numbers = NUMBERED.matcher(image);
    return numbers.matches()
        && Integer.parseInt(numbers.group(1)) == Integer.parseInt(numbers.group(2)) / 1000 * 1000;
  }

  private static ImageLabels ofJson(ImageSource source, String folder, byte[] json) {
    JsonNode labels;
    try {
      labels = JSON.readTree(json).path("labels");
    } catch (IOException e) {
      throw wrong(source, folder, "valid JSON", e.getMessage(), e);
    }
    if (labels.isNull() || labels.isMissingNode()) {
      return none(source);
    }
    Map<String, JsonNode> byName = new HashMap<>();
    for (JsonNode pair : labels) {
      if (!pair.isArray() || pair.size() != 2 || !pair.get(0).isTextual()) {
        throw wrong(source, folder, "pairs [\"file\", label]", pair, null);
      }
      byName.put(folder + pair.get(0).asText().replace('\\', '/'), pair.get(1));
    }
    List<float[]> values = new ArrayList<>();
    for (String image : source.images()) {
      JsonNode label = byName.get(image);
      if (label == null) {
        throw wrong(source, folder, "a label for every image", "none for " + image, null);
      }
      values.add(numbers(source, folder, image, label));
    }
    return ofValues(source, folder, values, byName);
  }

  private static ImageLabels ofValues(
      ImageSource source, String folder, List<float[]> values, Map<String, JsonNode> byName) {
    int width = values.isEmpty() ? 0 : values.get(0).length;
    for (float[] value : values) {
      if (value.length != width) {
        throw wrong(source, folder, width + " numbers a label as in the first", value.length, null);
      }
    }
    boolean classes = source.images().stream().allMatch(image -> byName.get(image).isInt());
    List<LabelColumn> columns = new ArrayList<>();
    if (classes) {
      int count = 0;
      for (float[] value : values) {
        if (value[0] < 0 || value[0] >= 1 << 20) {
          throw wrong(source, folder, "class numbers 0, 1, 2 …", (long) value[0], null);
        }
        count = Math.max(count, (int) value[0] + 1);
      }
      List<String> names = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        names.add(Integer.toString(i));
      }
      columns.add(LabelColumn.classes("class", names));
    } else {
      for (int i = 0; i < width; i++) {
        columns.add(LabelColumn.number("label" + i));
      }
    }
    return new ImageLabels(columns, values);
  }

  private static float[] numbers(ImageSource source, String folder, String image, JsonNode label) {
    if (label.isNumber()) {
      return new float[] {label.floatValue()};
    }
    float[] numbers = new float[label.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!label.get(i).isNumber()) {
        throw wrong(source, folder, "numbers as the label of " + image, label, null);
      }
      numbers[i] = label.get(i).floatValue();
    }
    if (numbers.length == 0) {
      throw wrong(source, folder, "a number or a list of numbers for " + image, label, null);
    }
    return numbers;
  }

  private static InputException wrong(
      ImageSource source, String folder, Object expected, Object got, Exception cause) {
    return new InputException(
        "unusable labels",
        source.where(folder + FILE),
        expected,
        got,
        "Repair the file, or remove it to train without these labels",
        cause);
  }
}
