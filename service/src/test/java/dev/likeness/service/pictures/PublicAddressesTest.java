package dev.likeness.service.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255",
            "100.100.100.200", "127.0.0.1", "127.8.8.8", "169.254.169.254", "172.16.0.1", "172.31.255.255",
            "192.0.0.192",
            "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.7",
            "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "168.63.129.16", "::", "::1",
            "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:192.168.1.1", "::127.0.0.1", "64:ff9b::7f00:1",
            "64:ff9b:1::a00:1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "fc00::1",
            "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1", "4000::1"})
    void keepsOutWhatIsNotThePublicInternet(String address) throws UnknownHostException {

        assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1",
            "172.15.255.255", "172.32.0.1", "192.167.255.255", "198.17.255.255", "198.20.0.1", "223.255.255.255",
            "2606:4700:4700::1111", "2001:4860:4860::8888", "2a00:1450:4001::1"})
    void letsThePublicInternetThrough(String address) throws UnknownHostException {
        assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[fd00::1]/",
            "http://[64:ff9b::7f00:1]/", "http://localhost/", "http://LOCALHOST./", "http://a.localhost/",
            "http://printer.local/", "http://metadata.google.internal/", "http://2130706433/", "http://0x7f000001/",
            "http://127.1/", "http://0177.0.0.1/", "http://1.2.3.256/", "http://127.0.0.1./", "https://example.com:22/",
            "http://user@example.com/", "gopher://example.com/", "//example.com/", "http://", "javascript:alert(1)",
            "http://127。0。0。1/", "http://①②⑦.0.0.1/"})
    void refusesAnAddressThatIsPlainlyNotOfTheWeb(String url) {
        assertThatThrownBy(() -> new PhotoUrls(Set.of()).check(url)).isInstanceOfSatisfying(PortraitException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.PHOTO_URL_REFUSED));
    }

    @Test
    void takesWebAddressesAndWhatTheOperatorNamed() {
        PhotoUrls urls = new PhotoUrls(Set.of("intranet.local", "127.0.0.1"));
        assertThat(urls.check("HTTPS://Example.com/a b.jpg?x=[1]").host()).isEqualTo("example.com");
        assertThat(urls.check("http://8.8.8.8/a.jpg").port()).isEqualTo(80);
        assertThat(urls.check("http://127.0.0.1:9999/a.jpg").port()).isEqualTo(9999);
        assertThat(urls.check("http://Intranet.local:8000/").port()).isEqualTo(8000);
    }
}
