import EscrowCore
import EscrowEngine
import MoneyCore

/// Reads texts of the command line whose errors deserve a reason; the messages name the option.
enum Reading {
    static func iban(_ text: String, _ option: String) throws -> IBAN {
        do throws(IBANError) {
            return try IBAN(text)
        } catch {
            throw Failure(
                "iban.wrong", "\(option) \(text) is no IBAN: \(error)",
                hint: "give the IBAN as the bank prints it", .refused)
        }
    }

    static func bic(_ text: String, _ option: String) throws -> BIC {
        guard let bic = BIC(text) else {
            throw Failure(
                "bic.wrong", "\(option) \(text) is no BIC",
                hint: "give 8 or 11 capital letters and digits, such as COBADEFF", .refused)
        }
        return bic
    }

    /// Reads the name of who holds a trust account.
    static func holder(_ name: String) throws -> String {
        guard !name.isEmpty, name.count <= 70 else {
            throw Failure(
                "holder.length", "the holder's name does not have 1 to 70 characters",
                hint: "give the name as the bank has it", .refused)
        }
        return name
    }

    /// Reads an optional amount in the book's currency.
    static func money(_ text: String?, _ option: String, _ engine: Engine) async throws -> Money? {
        guard let text else { return nil }
        return try money(text, try await engine.look { try $0.opened().1.currency }, option)
    }

    static func money(_ text: String, _ currency: Currency, _ option: String) throws -> Money {
        guard let money = Money(text, currency) else {
            throw Failure(
                "amount.wrong", "\(option) \(text) is no exact amount in \(currency)",
                hint: "write an amount such as 100.00, with a point and without a currency",
                .refused)
        }
        guard money.isPositive else {
            throw Failure(
                "amount.not-positive", "\(option) \(text) is not more than zero",
                hint: "give a positive amount", .refused)
        }
        return money
    }
}
