package dev.likeness.service.pictures;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import okhttp3.CookieJar;
import okhttp3.Dns;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * An HTTP client for addresses that clients of the service name, guarded against server-side request forgery. A host
 * name is resolved once, all its addresses are checked, and the connection goes to a checked address, so DNS rebinding
 * does not help an attacker. The client does not resolve hosts that are IP addresses: these are checked by {@link
 * PhotoUrls#check} before, and the address of every connection is checked once more before a byte is sent. Redirects
 * are left to the caller.
 */
public final class GuardedHttp {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

    private final PhotoUrls urls;
    private final Dns names;

    private GuardedHttp(PhotoUrls urls, Dns names) {
        this.urls = urls;
        this.names = names;
    }

    /**
     * @param whole longest time of a call, from the DNS query to the last byte
     */
    public static OkHttpClient client(PhotoUrls urls, Dns names, Duration whole) {
        GuardedHttp guard = new GuardedHttp(urls, names);
        return new OkHttpClient.Builder().dns(guard::lookup).proxy(Proxy.NO_PROXY).followRedirects(false)
                .followSslRedirects(false).cookieJar(CookieJar.NO_COOKIES).connectTimeout(CONNECT_TIMEOUT)
                .readTimeout(READ_TIMEOUT)
                .callTimeout(whole).addNetworkInterceptor(guard::checkConnection).build();
    }

    /** The address is not on the public internet. */
    public static final class RefusedAddress extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        RefusedAddress(String host) {
            super(host);
        }
    }

    private List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> addresses = names.lookup(host);
        if (!urls.allows(host) && !addresses.stream().allMatch(PublicAddresses::contain)) {
            throw new RefusedAddress(host);
        }
        return addresses;
    }

    private Response checkConnection(Interceptor.Chain chain) throws IOException {
        var connection = chain.connection();
        String host = chain.request().url().host();
        if (connection == null || !urls.allows(host)
                && !PublicAddresses.contain(connection.route().socketAddress().getAddress())) {
            throw new RefusedAddress(host);
        }
        return chain.proceed(chain.request());
    }
}
