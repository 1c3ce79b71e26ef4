import Glibc

/// The gamma function.
enum GammaFunction {
    /// The logarithm of gamma at a positive point, by Stirling's series from 10 upwards.
    ///
    /// - Source: NIST Digital Library of Mathematical Functions 5.11.1
    static func logarithm(_ x: Double) -> Double {
        var shifted = x
        var product = 1.0
        while shifted < 10 {
            product *= shifted
            shifted += 1
        }
        let inverse = 1 / shifted
        let square = inverse * inverse
        var series = -1.0 / 360_360 * 691
        for coefficient in [1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12] {
            series = series * square + coefficient
        }
        let stirling =
            (shifted - 0.5) * log(shifted) - shifted + 0.5 * log(2 * Double.pi) + series * inverse
        return stirling - log(product)
    }
}
