package dev.likeness.server.wire;

import dev.likeness.service.ids.ObjectName;
import dev.likeness.service.links.SignedLinks;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Makes and checks the links of portraits: plain GET, no key, valid for 24 hours. */
public final class PortraitLinks {
    /** Prefix of the path of every link. */
    public static final String PATH = "/o/";

    private final SignedLinks links;
    private final PublicAddress address;

    public PortraitLinks(SignedLinks links, PublicAddress address) {
        this.links = links;
        this.address = address;
    }

    /** A link for the client of this request. */
    public String link(ObjectName portrait, HttpServletRequest asking) {
        return address.of(asking) + PATH + portrait.dayAndFile() + "?"
                + links.sign(portrait, SignedLinks.LONGEST).query();
    }

    /** A link with this prefix; a path if it is empty. */
    public String link(ObjectName portrait, String base) {
        return base + PATH + portrait.dayAndFile() + "?" + links.sign(portrait, SignedLinks.LONGEST).query();
    }

    /** The portrait of a link; empty when the link is forged or expired. */
    public Optional<ObjectName> target(String day, String file, SignedLinks.Signature signature) {
        return ObjectName.portrait(day, file).filter(name -> links.holds(name, signature));
    }
}
