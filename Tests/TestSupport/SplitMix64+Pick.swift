extension SplitMix64 {
  /// One of some values, each as likely as the others; there must be one.
  public mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: values.indices, using: &self)]
  }
}
