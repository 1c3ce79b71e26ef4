/// The elements of pain.002 that mean something here, by their local names.
///
/// - Source: docs/spec/payment-status.md#form
enum StatusElement: String {
    case report = "CstmrPmtStsRpt"
    case header = "GrpHdr"
    case messageID = "MsgId"
    case group = "OrgnlGrpInfAndSts"
    case originalMessageID = "OrgnlMsgId"
    case originalMessageName = "OrgnlMsgNmId"
    case originalCount = "OrgnlNbOfTxs"
    case originalSum = "OrgnlCtrlSum"
    case groupStatus = "GrpSts"
    case payment = "OrgnlPmtInfAndSts"
    case originalPaymentID = "OrgnlPmtInfId"
    case paymentStatus = "PmtInfSts"
    case transaction = "TxInfAndSts"
    case endToEndID = "OrgnlEndToEndId"
    case transactionStatus = "TxSts"
    case statusReason = "StsRsnInf"
    case reason = "Rsn"
    case code = "Cd"
    case proprietary = "Prtry"
    case addition = "AddtlInf"
    case reference = "OrgnlTxRef"
    case amount = "Amt"
    case instructedAmount = "InstdAmt"
    case other = ""

    init(name: String) { self = Self(rawValue: name) ?? .other }
}
