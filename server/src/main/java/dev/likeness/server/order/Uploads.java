package dev.likeness.server.order;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException;
import dev.likeness.store.ObjectName;
import dev.likeness.store.ObjectStore;
import dev.likeness.store.SignedLinks;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Photos that a client left here to order with later: they go by a link of ours that anybody may open for 24 hours. An
 * order that names such a link is given the photo from the shelf; nothing is fetched over the network.
 */
public final class Uploads {
    /** What the path of every link begins with. */
    public static final String PATH = "/u/";

    private final SignedLinks links;
    private final ObjectStore objects;
    private final PublicAddress address;

    public Uploads(SignedLinks links, ObjectStore objects, PublicAddress address) {
        this.links = links;
        this.objects = objects;
        this.address = address;
    }

    /**
     * Keeps the photo.
     *
     * @return the link to it, for the client that asks
     * @throws PortraitException.UnusablePhoto when it is no picture, too large or claims too many pixels
     */
    public String keep(byte[] photo, HttpServletRequest asking) {
        ObjectName name = ObjectName.freshUpload(PhotoGlance.ending(photo));
        objects.put(name, photo);
        return address.of(asking) + PATH + name.dayAndFile() + "?" + links.sign(name, SignedLinks.LONGEST).query();
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
            Map<String, String> query = UriComponentsBuilder.fromUri(URI.create(url)).build().getQueryParams()
                    .toSingleValueMap().entrySet().stream().filter(pair -> pair.getValue() != null)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            return SignedLinks.Signature.parse(query.getOrDefault("e", ""), query.getOrDefault("k", ""),
                    query.getOrDefault("s", ""));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
