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
 * Photos that a client left here to order with later: they go by a link of ours that anybody may open for 24 hours. An
 * order that names such a link takes the photo from the object store; nothing is fetched over the network.
 */
public final class Uploads {
    /** What the path of every link begins with. */
    public static final String PATH = "/u/";

    private final Counter counter;
    private final SignedLinks links;
    private final ObjectStore objects;

    /**
     * What an upload is weighed against before it is kept.
     *
     * @param engine whose price for a portrait the account must be able to pay
     */
    public record Counter(UploadMeter meter, RateGate gate, Accounts accounts, Prices prices, String engine) {
        /**
         * @throws PortraitException when the key may do nothing now, or its account cannot pay for one portrait
         */
        void admit(Caller caller) {
            gate.pass(caller);
            Money price = prices.of(engine);
            if (accounts.balance(caller.account()).compareTo(price) < 0) {
                throw Ledger.balanceShort(price);
            }
        }
    }

    public Uploads(Counter counter, SignedLinks links, ObjectStore objects) {
        this.counter = counter;
        this.links = links;
        this.objects = objects;
    }

    /**
     * Whether the caller may upload a photo now; it counts against the rate of the caller's key. Asked before the photo is
     * read.
     *
     * @throws PortraitException.LimitReached when the key sends too much at once
     * @throws PortraitException.Refused      when its account could not pay for one portrait
     */
    public void admit(Caller caller) {
        counter.admit(caller);
    }

    /**
     * Keeps the photo for a caller who was admitted.
     *
     * @return the path and query of the link to it; the dialect puts its own address before
     * @throws PortraitException.UnusablePhoto when it is no picture, too large or claims too many pixels
     * @throws PortraitException.LimitReached  when the account has too much here
     */
    public String keep(Caller caller, byte[] photo) {
        ObjectName name = ObjectName.freshUpload(PhotoPrecheck.ending(photo));
        counter.meter().take(caller.account(), name, photo.length);
        boolean kept = false;
        try {
            objects.put(name, photo);
            kept = true;
        } finally {
            if (!kept) {
                counter.meter().giveBack(name);
            }
        }
        return PATH + name.dayAndFile() + "?" + links.sign(name, SignedLinks.LONGEST).query();
    }

    /** What the link leads to; empty for a forged, an expired and an erased one alike. */
    public Optional<byte[]> open(String day, String file, SignedLinks.Signature signature) {
        return ObjectName.upload(day, file).filter(name -> links.holds(name, signature)).flatMap(objects::get);
    }

    /**
     * The photo behind an address, if that is a link of ours; whoever knows it may use it, whatever host stands in it.
     *
     * @throws PortraitException.UnusablePhoto when it was a link of ours and has expired
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

    /** The photo itself where it was given by a link of ours; else what was given. */
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
