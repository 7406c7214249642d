package io.rebeam.kernel.python;

/** Takes the primitives of a family. */
@FunctionalInterface
interface PrimitiveSink {
  /**
   * @param arity how many arguments it takes
   */
  void add(String name, int arity, Primitive.Body body);
}
