package dev.likeness.service.pictures;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Ledger;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.accounts.Prices;
import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.keys.RateGate;
import dev.likeness.service.links.SignedLinks;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Photos that clients upload for later orders. Each has a signed link that is valid for 24 hours. For an order that
 * names such a link the photo is read from the object store instead of being fetched over the network.
 */
public final class Uploads {
    /** Prefix of the path of every link. */
    public static final String PATH = "/u/";

    private final Admission admission;
    private final SignedLinks links;
    private final ObjectStore objects;

    /**
     * What is checked before an upload is accepted.
     *
     * @param engine the account must be able to pay this engine's price of a portrait
     */
    public record Admission(UploadMeter meter, RateGate gate, Accounts accounts, Prices prices, String engine,
            DiskReserve disk) {
        /**
         * @throws PortraitException when the key's rate is exceeded, or its account cannot pay for one portrait
         */
        void admit(Caller caller) {
            disk.check();
            gate.pass(caller);
            Money price = prices.of(engine);
            if (accounts.balance(caller.account()).compareTo(price) < 0) {
                throw Ledger.balanceShort(price);
            }
        }
    }

    public Uploads(Admission admission, SignedLinks links, ObjectStore objects) {
        this.admission = admission;
        this.links = links;
        this.objects = objects;
    }

    /**
     * Checks whether the caller may upload a photo now, and counts it against the rate of the caller's key. Called
     * before the photo is read.
     *
     * @throws PortraitException.LimitReached when the key sends requests too fast
     * @throws PortraitException.Refused when the account could not pay for one portrait
     */
    public void admit(Caller caller) {
        admission.admit(caller);
    }

    /**
     * Stores the photo for a caller who was admitted.
     *
     * @return path and query of the link to it; the dialect prepends its address
     * @throws PortraitException.UnusablePhoto when it is not a picture, too large or declares too many pixels
     * @throws PortraitException.LimitReached when the account has too many uploads
     */
    public String keep(Caller caller, byte[] photo) {
        ObjectName name = ObjectName.freshUpload(PhotoPrecheck.ending(photo));
        admission.meter().take(caller.account(), name, photo.length);
        boolean kept = false;
        try {
            objects.put(name, photo);
            kept = true;
        } finally {
            if (!kept) {
                admission.meter().giveBack(name);
            }
        }
        return PATH + name.dayAndFile() + "?" + links.sign(name, SignedLinks.LONGEST).query();
    }

    /** The uploaded photo; empty when the link is forged or expired, or the photo was erased. */
    public Optional<byte[]> open(String day, String file, SignedLinks.Signature signature) {
        return ObjectName.upload(day, file).filter(name -> links.holds(name, signature)).flatMap(objects::get);
    }

    /** As {@link #open}, as a stream that the caller closes. */
    public Optional<ObjectStore.Content> stream(String day, String file, SignedLinks.Signature signature) {
        return ObjectName.upload(day, file).filter(name -> links.holds(name, signature)).flatMap(objects::open);
    }

    /**
     * The uploaded photo that an address refers to, if it is a signed link of this service, whatever its host. Anybody
     * who knows the link may use it.
     *
     * @throws PortraitException.UnusablePhoto when it is an expired link of this service
     */
    public Optional<byte[]> photo(String url) {
        int path = url.indexOf(PATH);
        if (path < 0) {
            return Optional.empty();
        }
        Optional<SignedLinks.Signature> signature = signature(url);
        String[] parts = url.substring(path + PATH.length()).split("[/?]", -1);
        if (signature.isEmpty() || parts.length != 3 || ObjectName.upload(parts[0], parts[1]).isEmpty()) {
            return Optional.empty();
        }
        Optional<byte[]> photo = open(parts[0], parts[1], signature.get());
        if (photo.isEmpty() && links.knows(signature.get())) {
            throw new PortraitException.UnusablePhoto(ErrorCode.PHOTO_URL_FAILED,
                    "the link to the uploaded photo has expired or is damaged: upload the photo again");
        }
        return photo;
    }

    /** The uploaded photo if the input is a link to one; otherwise the input. */
    public PhotoInput resolved(PhotoInput given) {
        return given instanceof PhotoInput.Link(String url)
                ? photo(url).<PhotoInput>map(PhotoInput.Upload::new).orElse(given)
                : given;
    }

    private static Optional<SignedLinks.Signature> signature(String url) {
        try {
            Map<String, String> query = Arrays.stream(url.substring(url.indexOf('?') + 1).split("&"))
                    .map(pair -> pair.split("=", 2)).filter(pair -> pair.length == 2)
                    .collect(Collectors.toMap(pair -> decoded(pair[0]), pair -> decoded(pair[1]), (first, _) -> first));
            return SignedLinks.Signature.parse(query.getOrDefault("e", ""), query.getOrDefault("k", ""),
                    query.getOrDefault("s", ""));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }
}
