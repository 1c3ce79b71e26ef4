import Glibc

/// The standard normal distribution.
///
/// - Source: docs/spec/simulation-chance.md#distributions
public enum Normal {
    /// The density at a point.
    public static func density(_ x: Double) -> Double {
        exp(-0.5 * x * x) / (2 * Double.pi).squareRoot()
    }

    /// The probability of at most `x`; by the complementary error function, so that the lower tail
    /// keeps its digits.
    public static func cumulative(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

    /// The point that is not exceeded with a probability; minus and plus infinity at 0 and 1.
    ///
    /// - Source: Wichura, Applied Statistics 37 (1988) 477, algorithm AS 241 (PPND16)
    public static func quantile(_ probability: Double) -> Double {
        let q = probability - 0.5
        if abs(q) <= 0.425 { return central(q) }
        let tail = q < 0 ? probability : 1 - probability
        guard tail > 0 else { return q < 0 ? -.infinity : .infinity }
        let z = outer((-log(tail)).squareRoot())
        return q < 0 ? -z : z
    }

    private static func central(_ q: Double) -> Double {
        let r = 0.180625 - q * q
        let top = polynomial(
            r,
            [
                3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427,
                13731.693765509461125, 45921.953931549871457, 67265.770927008700853,
                33430.575583588128105, 2509.0809287301226727,
            ])
        let bottom = polynomial(
            r,
            [
                1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077,
                21213.794301586595867, 39307.895800092710610, 28729.085735721942674,
                5226.4952788528545610,
            ])
        return q * top / bottom
    }

    private static func outer(_ root: Double) -> Double {
        if root <= 5 {
            let r = root - 1.6
            let top = polynomial(
                r,
                [
                    1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550,
                    3.64784832476320460504, 1.27045825245236838258, 0.241780725177450611770,
                    0.0227238449892691845833, 0.000774545014278341407640,
                ])
            let bottom = polynomial(
                r,
                [
                    1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550,
                    0.148103976427480074590, 0.0151986665636164571966, 0.000547593808499534494600,
                    1.05075007164441684324e-9,
                ])
            return top / bottom
        }
        let r = root - 5
        let top = polynomial(
            r,
            [
                6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580,
                0.296560571828504891230, 0.0265321895265761230930, 0.00124266094738807843860,
                2.71155556874348757815e-5, 2.01033439929228813265e-7,
            ])
        let bottom = polynomial(
            r,
            [
                1, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525,
                0.000786869131145613259100, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
                2.04426310338993978564e-15,
            ])
        return top / bottom
    }

    /// By Horner's rule, the constant term first.
    private static func polynomial(_ x: Double, _ coefficients: [Double]) -> Double {
        coefficients.reversed().reduce(0) { $0 * x + $1 }
    }
}
