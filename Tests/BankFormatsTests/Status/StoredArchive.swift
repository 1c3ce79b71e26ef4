/// A ZIP file of files that are stored as they are.
enum StoredArchive {
    static func of(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for (name, content) in files {
            let size = number(content.count, 4)
            let common =
                number(0, 2) + number(0, 2) + number(0, 4) + number(Int(checksum(content)), 4)
                + size + size + number(name.utf8.count, 2) + number(0, 2)
            directory +=
                [0x50, 0x4B, 1, 2] + number(20, 2) + number(20, 2) + common + number(0, 2)
                + number(0, 2) + number(0, 2) + number(0, 4) + number(bytes.count, 4)
                + Array(name.utf8)
            bytes += [0x50, 0x4B, 3, 4] + number(20, 2) + common + Array(name.utf8) + content
        }
        var end: [UInt8] = [0x50, 0x4B, 5, 6]
        end += number(0, 4)
        end += number(files.count, 2)
        end += number(files.count, 2)
        end += number(directory.count, 4)
        end += number(bytes.count, 4)
        end += number(0, 2)
        return bytes + directory + end
    }

    private static func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 {
                let shifted = sum >> 1
                sum = sum & 1 == 1 ? shifted ^ 0xEDB8_8320 : shifted
            }
        }
        return ~sum
    }
}
