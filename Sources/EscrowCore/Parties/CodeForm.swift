/// The form of the codes that people give to parties, engagements, rules and milestones.
public enum CodeForm {
    /// Whether a text is 1 to 32 letters and digits of ASCII, points, dashes and underscores.
    public static func isCode(_ text: some StringProtocol) -> Bool {
        (1...32).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                ($0 >= 48 && $0 <= 57) || ($0 >= 65 && $0 <= 90) || ($0 >= 97 && $0 <= 122)
                    || $0 == 45 || $0 == 46 || $0 == 95
            }
    }
}
