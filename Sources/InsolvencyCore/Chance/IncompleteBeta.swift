import Glibc

/// The regularised incomplete beta function and its inverse.
enum IncompleteBeta {
    /// The probability that a Beta(a, b) variable is at most `x`, which is from 0 to 1.
    ///
    /// - Source: NIST Digital Library of Mathematical Functions 8.17.22, by Lentz's method
    static func value(_ x: Double, _ a: Double, _ b: Double) -> Double {
        guard x > 0 else { return 0 }
        guard x < 1 else { return 1 }
        let logFactor = a * log(x) + b * log1p(-x) - logBeta(a, b)
        if x < (a + 1) / (a + b + 2) { return exp(logFactor) * fraction(x, a, b) / a }
        return 1 - exp(logFactor) * fraction(1 - x, b, a) / b
    }

    /// The density of Beta(a, b).
    static func density(_ x: Double, _ a: Double, _ b: Double) -> Double {
        exp((a - 1) * log(x) + (b - 1) * log1p(-x) - logBeta(a, b))
    }

    /// The point at which the function has a value from 0 to 1.
    ///
    /// Newton's method kept inside a bracket: where the density has a pole (a < 1) its steps come
    /// from below and never leave it.
    static func inverse(_ probability: Double, _ a: Double, _ b: Double) -> Double {
        guard probability > 0 else { return 0 }
        guard probability < 1 else { return 1 }
        var (low, high) = (0.0, 1.0)
        // For small x the function is x^a / (a B(a, b)).
        var x = exp((log(probability) + log(a) + logBeta(a, b)) / a)
        if !(x > 0 && x < 1) { x = a / (a + b) }
        for _ in 0..<200 {
            let error = value(x, a, b) - probability
            if error == 0 { return x }
            if error > 0 { high = x } else { low = x }
            var next = x - error / density(x, a, b)
            if !(next > low && next < high) { next = low + (high - low) / 2 }
            if abs(next - x) <= 1e-16 * next { return next }
            x = next
        }
        return x
    }

    static func logBeta(_ a: Double, _ b: Double) -> Double {
        GammaFunction.logarithm(a) + GammaFunction.logarithm(b) - GammaFunction.logarithm(a + b)
    }

    private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let tiny = 1e-300
        let guarded = { (value: Double) in abs(value) < tiny ? tiny : value }
        var c = 1.0
        var d = 1 / guarded(1 - (a + b) * x / (a + 1))
        var result = d
        for step in 1...10_000 {
            let m = Double(step)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / guarded(1 + even * d)
            c = guarded(1 + even / c)
            result *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / guarded(1 + odd * d)
            c = guarded(1 + odd / c)
            let change = d * c
            result *= change
            if abs(change - 1) < 1e-16 { break }
        }
        return result
    }
}
