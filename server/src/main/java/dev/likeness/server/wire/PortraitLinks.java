package dev.likeness.server.wire;

import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.links.SignedLinks;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Makes and honours the links that portraits are handed out by: plain GET, no key, 24 hours. */
public final class PortraitLinks {
    /** What the path of every link begins with. */
    public static final String PATH = "/o/";

    private final SignedLinks links;
    private final PublicAddress address;

    public PortraitLinks(SignedLinks links, PublicAddress address) {
        this.links = links;
        this.address = address;
    }

    /** A link for the client that asks. */
    public String link(ObjectName portrait, HttpServletRequest asking) {
        return address.of(asking) + PATH + portrait.dayAndFile() + "?"
                + links.sign(portrait, SignedLinks.LONGEST).query();
    }

    /** A link that begins with this; a mere path where it is empty. */
    public String link(ObjectName portrait, String base) {
        return base + PATH + portrait.dayAndFile() + "?" + links.sign(portrait, SignedLinks.LONGEST).query();
    }

    /** What the link leads to; empty for a forged and an expired one alike. */
    public Optional<ObjectName> target(String day, String file, SignedLinks.Signature signature) {
        return ObjectName.portrait(day, file).filter(name -> links.holds(name, signature));
    }
}
