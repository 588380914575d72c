package org.esgrima.torch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.QualifiedName;

/** Modules within modules, as the names of their tensors say. Lives in the scope that is open. */
final class ScriptTree {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_]\\w*");

  private final String type;
  private final JitModule module;
  private final Map<String, ScriptTree> children = new LinkedHashMap<>();

  ScriptTree(String type) {
    this.type = type;
    module = new JitModule(new QualifiedName("__torch__." + type));
  }

  void put(String name, Tensor tensor, boolean buffer) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      module.register_parameter(name, tensor.handle().detach(), buffer);
      return;
    }
    children
        .computeIfAbsent(name.substring(0, dot), key -> new ScriptTree(type + "_" + key))
        .put(name.substring(dot + 1), tensor, buffer);
  }

  /** The module with all that was put in; the tree takes no more. */
  JitModule module() {
    children.forEach((name, child) -> module.register_module(name, child.module()));
    return module;
  }

  /** {@code main.0.weight} as {@code getattr(self.main, "0").weight}. */
  static String reference(String name) {
    String reference = "self";
    for (String part : name.split("\\.", -1)) {
      reference =
          IDENTIFIER.matcher(part).matches()
              ? reference + "." + part
              : "getattr(" + reference + ", \"" + part + "\")";
    }
    return reference;
  }
}
