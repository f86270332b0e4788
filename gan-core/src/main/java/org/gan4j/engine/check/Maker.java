package org.gan4j.engine.check;

/** Who computes, and what to do where it is wrong. */
enum Maker {
  ONEDNN(
      "oneDNN",
      "let oneDNN take other instructions by the environment variable DNNL_MAX_CPU_ISA=AVX2, then"
          + " SSE41, or do without it by Java's option -Dorg.gan4j.kernels=nd4j"),
  ND4J(
      "ND4J",
      "set the environment variable DNNL_MAX_CPU_ISA=AVX2, then SSE41, and OPENBLAS_CORETYPE=Haswell,"
          + " then Nehalem; or take ND4J's plain natives"),
  DL4J(
      "Deeplearning4j",
      "set the environment variables OPENBLAS_CORETYPE=Haswell, then Nehalem, and"
          + " DNNL_MAX_CPU_ISA=AVX2, then SSE41; or take ND4J's plain natives"),
  BLAS(
      "OpenBLAS",
      "let OpenBLAS take the code of another processor by the environment variable"
          + " OPENBLAS_CORETYPE=Haswell, then Nehalem"),
  JAVA(
      "gan4j",
      "let Java take other instructions by its option -XX:UseAVX=2, then 0, or take another version"
          + " of Java");

  private final String label;
  private final String advice;

  Maker(String label, String advice) {
    this.label = label;
    this.advice = advice;
  }

  String label() {
    return label;
  }

  String advice() {
    return advice;
  }
}
