package org.esgrima.export;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;

/** The builds of ONNX Runtime for the web that stand in pages. */
enum WebRuntime {
  /** WebAssembly alone: the small one. */
  WASM("onnxruntime-web 1.23.2", "ort.wasm.min.mjs", "ort-wasm-simd-threaded"),

  /**
   * WebGPU and WebAssembly in one binary, twice as large. Its WebAssembly takes about 1.5 times as
   * long as that of the other, since it can be suspended at every call while the graphics card
   * computes.
   */
  WEBGPU("onnxruntime-web 1.29.0", "ort.webgpu.min.mjs", "ort-wasm-simd-threaded.asyncify");

  private final String version;
  private final String script;
  private final String engine;

  WebRuntime(String version, String script, String engine) {
    this.version = version;
    this.script = script;
    this.engine = engine;
  }

  /**
   * WebGPU for networks that convolve what was resized: style-based, R3GAN, ResNet. DCGANs, all
   * whose layers are transposed convolutions, and fully connected networks make a page of pictures
   * in a tenth of a second on a processor; they would only get a larger page, and transposed
   * convolutions on WebGPU have a record of wrong results (ONNX Runtime's pull requests 24503 and
   * 27749, issue 28976). Those of style-based networks only filter; the page compares before it
   * trusts.
   */
  static WebRuntime of(ModelProto model) {
    return model.getGraph().getNodeList().stream().anyMatch(n -> n.getOpType().equals("Conv"))
        ? WEBGPU
        : WASM;
  }

  String version() {
    return version;
  }

  /** The module that a page imports, in base 64. */
  String script() throws IOException {
    return WebPage.packed(file(script));
  }

  /** The module that starts the binary, in base 64. */
  String loader() throws IOException {
    return WebPage.packed(file(engine + ".mjs"));
  }

  /** In base 64. */
  String binary() throws IOException {
    return WebPage.base64(file(engine + ".wasm.gz"));
  }

  private static byte[] file(String name) throws IOException {
    return WebPage.bytes("onnxruntime-web/" + name);
  }
}
