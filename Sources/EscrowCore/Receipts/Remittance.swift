public import MoneyCore

/// What a payer's words can name.
///
/// - Source: docs/spec/matching.md#words
public enum Remittance {
    /// Creditor references with right check digits in a text, also when written in groups.
    ///
    /// A group is joined with those behind it for as long as the result can be a reference, and
    /// every join that has right check digits counts.
    public static func references(in text: String) -> [CreditorReference] {
        var found: [CreditorReference] = []
        let words = Self.words(of: text)
        for start in words.indices where beginsReference(words[start]) {
            var joined = ""
            for word in words[start...] {
                joined += word
                guard joined.utf8.count <= 25 else { break }
                if let reference = CreditorReference(reading: joined), !found.contains(reference) {
                    found.append(reference)
                }
            }
        }
        return found
    }

    /// The words of a text that could be an invoice number: they hold a digit.
    public static func numberWords(in text: String) -> [String] {
        var seen: Set<String> = []
        return words(of: text).filter { word in
            word.utf8.contains { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
                && seen.insert(word).inserted
        }
    }

    /// The words of a text that could be the id of an order: banks join several by commas or plus signs.
    public static func orderWords(in text: String) -> [String] {
        text.split { $0.isWhitespace || $0 == "," || $0 == "+" }.map(String.init)
    }

    private static func beginsReference(_ word: String) -> Bool {
        word.utf8.count >= 2 && word.prefix(2).uppercased() == "RF"
    }

    /// Words between white space and marks that no number contains, without marks at their ends.
    private static func words(of text: String) -> [String] {
        text.split { $0.isWhitespace || ",;:()\"'".contains($0) }
            .map { word in
                var word = word
                while let last = word.last, ".-/#".contains(last) { word.removeLast() }
                while let first = word.first, ".-/#".contains(first) { word.removeFirst() }
                return String(word)
            }
            .filter { !$0.isEmpty }
    }
}
