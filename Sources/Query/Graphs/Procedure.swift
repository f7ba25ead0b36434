/// A procedure that `CALL` runs: takes values, gives rows.
public struct Procedure: Sendable {
  /// The types that arguments and columns may be declared with.
  public enum FieldType: String, Sendable, Hashable {
    case any = "ANY"
    case boolean = "BOOLEAN"
    case integer = "INTEGER"
    case float = "FLOAT"
    case number = "NUMBER"
    case string = "STRING"
    case list = "LIST"
    case map = "MAP"
    case node = "NODE"
    case relationship = "RELATIONSHIP"
    case path = "PATH"
  }

  public struct Field: Sendable, Hashable {
    public var name: String
    public var type: FieldType

    public init(_ name: String, _ type: FieldType = .any) {
      self.name = name
      self.type = type
    }
  }

  public var name: String
  public var inputs: [Field]
  /// None for a procedure that is called for what it does.
  public var outputs: [Field]
  /// Gives the rows for some arguments, each with one value a column.
  public var call: @Sendable (_ arguments: [Value]) throws(QueryError) -> [[Value]]

  public init(
    _ name: String, inputs: [Field], outputs: [Field],
    call: @escaping @Sendable (_ arguments: [Value]) throws(QueryError) -> [[Value]]
  ) {
    self.name = name
    self.inputs = inputs
    self.outputs = outputs
    self.call = call
  }
}

extension Procedure.FieldType {
  /// Whether a value of a type that is known before the query runs may be passed.
  func admits(_ type: StaticType) -> Bool {
    switch (self, type) {
    case (_, .any), (_, .null), (.any, _): true
    case (.boolean, .boolean), (.string, .string), (.map, .map), (.node, .node), (.relationship, .relationship),
      (.path, .path), (.list, .list):
      true
    case (.integer, .integer), (.integer, .number): true
    case (.float, .float), (.float, .integer), (.float, .number): true
    case (.number, .integer), (.number, .float), (.number, .number): true
    default: false
    }
  }
}
