#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `base` to the power of `exponent`.
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

/// The value of a function of one number; nil where it is none.
func mathematics(_ function: Function, _ x: Double) -> Double? {
  switch function {
  case .ceil: x.rounded(.up)
  case .floor: x.rounded(.down)
  case .sqrt: x.squareRoot()
  case .exp: exp(x)
  case .log: log(x)
  case .log10: log10(x)
  case .sin: sin(x)
  case .cos: cos(x)
  case .tan: tan(x)
  case .cot: 1 / tan(x)
  case .asin: asin(x)
  case .acos: acos(x)
  case .atan: atan(x)
  case .degrees: x * 180 / .pi
  case .radians: x * .pi / 180
  case .haversin: sin(x / 2) * sin(x / 2)
  default: nil
  }
}

func arctangent(_ y: Double, _ x: Double) -> Double { atan2(y, x) }
