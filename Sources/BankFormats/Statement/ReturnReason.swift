/// What the reason codes of returned payments mean.
///
/// - Source: ISO 20022 external code list, ExternalReturnReason1Code; docs/spec/bank-import.md#returns
package enum ReturnReason {
    /// The meaning of a code; nil for one that is not in the list.
    package static func meaning(_ code: String) -> String? { meanings[code] }

    /// The first word of a text that is a reason code.
    static func code(in text: String) -> String? {
        text.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.lazy.map(String.init)
            .first { meanings[$0] != nil && $0 != "NARR" }
    }

    private static let meanings: [String: String] = [
        "AC01": "account number wrong", "AC03": "creditor's account number wrong",
        "AC04": "account closed", "AC06": "account blocked", "AC13": "account of a consumer",
        "AG01": "payment forbidden on this account", "AG02": "transaction code wrong",
        "AM04": "not enough money", "AM05": "sent twice", "AM09": "amount wrong",
        "BE04": "creditor's address missing", "BE05": "creditor id unknown",
        "CNOR": "creditor's bank not registered", "CURR": "currency wrong",
        "CUST": "asked for by the payer", "DNOR": "debtor's bank not registered",
        "DUPL": "sent twice", "ERIN": "option not supported", "FF05": "instrument wrong",
        "FOCR": "returned after a cancellation request", "FR01": "fraud", "FRAD": "fraud",
        "MD01": "no mandate", "MD02": "mandate data missing", "MD06": "payer wants it back",
        "MD07": "account holder dead", "MS02": "refused by the customer",
        "MS03": "no reason given by the bank", "NARR": "see the text",
        "RC01": "bank code wrong", "RC07": "creditor's bank code wrong",
        "RR01": "payer's account missing", "RR02": "payer's name or address missing",
        "RR03": "payee's name or address missing", "RR04": "regulatory reason",
        "SL01": "specific service of the bank", "SVNR": "service not rendered",
        "TM01": "sent after the cut-off time", "UPAY": "payment undue",
    ]
}
