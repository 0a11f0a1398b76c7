package dev.likeness.service.pictures;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Distinguishes addresses of the public internet from all others, so that no client can make the service fetch from its
 * own network.
 *
 * <p>IPv4: everything but the special-purpose blocks of RFC 6890 and one cloud's metadata service, which has a public
 * address. IPv6: only 2000::/3 (RFC 4291), without its blocks that embed other addresses (Teredo, 6to4) or are not
 * routed. That excludes loopback, ULA, link-local, multicast, IPv4-mapped and NAT64.
 */
public final class PublicAddresses {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Block(byte[] prefix, int bits) {
        static Block of(int bits, int... bytes) {
            byte[] prefix = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                prefix[i] = (byte) bytes[i];
            }
            return new Block(prefix, bits);
        }

        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit & 7);
                if (((address[bit >> 3] ^ prefix[bit >> 3]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Block> REFUSED_4 = List.of(Block.of(8, 0), Block.of(8, 10), Block.of(10, 100, 64),
            Block.of(8, 127), Block.of(16, 169, 254), Block.of(12, 172, 16), Block.of(24, 192, 0, 0),
            Block.of(24, 192, 0, 2), Block.of(24, 192, 88, 99), Block.of(16, 192, 168), Block.of(15, 198, 18),
            Block.of(24, 198, 51, 100), Block.of(24, 203, 0, 113), Block.of(4, 224), Block.of(4, 240),
            // Azure's metadata service
            Block.of(32, 168, 63, 129, 16));

    private static final Block GLOBAL_6 = Block.of(3, 0x20);
    private static final List<Block> REFUSED_6 = List.of(
            // IETF assignments, Teredo and ORCHID among them
            Block.of(23, 0x20, 0x01, 0x00),
            // documentation
            Block.of(32, 0x20, 0x01, 0x0d, 0xb8), Block.of(20, 0x3f, 0xff, 0x00),
            // 6to4
            Block.of(16, 0x20, 0x02));

    private PublicAddresses() {}

    public static boolean contain(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return REFUSED_4.stream().noneMatch(block -> block.holds(bytes));
        }
        return GLOBAL_6.holds(bytes) && REFUSED_6.stream().noneMatch(block -> block.holds(bytes));
    }
}
