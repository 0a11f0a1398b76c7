package dev.likeness.relay;

import dev.likeness.core.ErrorCode;
import java.util.Map;
import java.util.Optional;

/**
 * What an error of the clouds means here, by the number or word that they use for it: Volcengine's service (which 302.ai
 * passes on), Volcengine's gateway, and 302.ai's gateway.
 *
 * @param error what the client is told
 * @param what  why, for people; the message puts the upstream's code behind it
 * @param fault whose it is
 * @param retry whether the same request may be sent again after a while
 */
record UpstreamCode(ErrorCode error, String what, Fault fault, boolean retry) {
    /** Whose fault it is; that decides whether another engine may do better. */
    enum Fault {
        /** The photo cannot be used, or is refused. */
        PHOTO,
        /** The words are refused. */
        WORDS,
        /** The picture that came out was refused. */
        OUTPUT,
        /** The upstream does not understand what we sent. */
        REQUEST,
        /** The upstream does not let us in: credentials, balance, a service that is not enabled. */
        ADMISSION,
        /** The upstream has too much to do, or a limit of the operator's account is reached. */
        BUSY,
        /** The upstream failed. */
        UPSTREAM
    }

    /** As the upstreams number a success. */
    static final int SUCCESS = 10_000;

    private static final String ASK_OPERATOR = ": the operator of this service has to see to it";
    private static final UpstreamCode UNKNOWN = failed("an error this version does not know", Fault.UPSTREAM, false);

    private static final Map<String, UpstreamCode> KNOWN = Map.ofEntries(
            // Volcengine's service.
            Map.entry("50200", failed("an argument was found wrong", Fault.REQUEST, false)),
            Map.entry("50201", failed("an argument was missed", Fault.REQUEST, false)),
            Map.entry("50204", failed("the request was not understood", Fault.REQUEST, false)),
            Map.entry("50205", photo(ErrorCode.PHOTO_TOO_LARGE, "the photo is too large for it")),
            Map.entry("50206", photo(ErrorCode.PHOTO_MISSING, "it found no photo")),
            Map.entry("50207", photo(ErrorCode.PHOTO_UNREADABLE, "it cannot decode the photo")),
            Map.entry("50213", photo(ErrorCode.PHOTO_TOO_LARGE, "the request was too large for it")),
            Map.entry("50215", refused("it cannot use the photo: send another one", Fault.PHOTO, false)),
            Map.entry("50411", refused("its check of photos refuses the photo", Fault.PHOTO, false)),
            Map.entry("50412", refused("its check of words refuses the prompt", Fault.WORDS, false)),
            Map.entry("50413", refused("its check of words refuses the prompt", Fault.WORDS, false)),
            Map.entry("50518", refused("it holds the photo to be protected by copyright", Fault.PHOTO, false)),
            Map.entry("60208", refused("its check of photos refuses the person", Fault.PHOTO, false)),
            Map.entry("50511", refused("its check refuses the picture that it made", Fault.OUTPUT, true)),
            Map.entry("50512", refused("its check refuses the words that came out", Fault.OUTPUT, false)),
            Map.entry("50516", refused("its check refuses the video that it made", Fault.OUTPUT, false)),
            Map.entry("50517", refused("its check refuses the sound that it made", Fault.OUTPUT, false)),
            Map.entry("50519", refused("it holds the picture that it made to be protected by copyright", Fault.OUTPUT,
                    false)),
            Map.entry("50520", failed("its check failed", Fault.UPSTREAM, false)),
            Map.entry("50521", failed("its check failed", Fault.UPSTREAM, false)),
            Map.entry("50522", failed("its check for copyright failed", Fault.UPSTREAM, false)),
            Map.entry("50429", failed("it takes no more requests a second", Fault.BUSY, true)),
            Map.entry("50430", failed("it takes no more orders at once", Fault.BUSY, true)),
            Map.entry("50500", failed("it failed", Fault.UPSTREAM, true)),
            Map.entry("50501", failed("a part of it failed", Fault.UPSTREAM, true)),
            Map.entry("50400", failed("it denies access" + ASK_OPERATOR, Fault.ADMISSION, false)),
            Map.entry("50402", failed("it has no such service" + ASK_OPERATOR, Fault.ADMISSION, false)),
            Map.entry("60102", photo(ErrorCode.NO_FACE, "it finds no face in the photo: send one that shows the face")),
            // Volcengine's gateway.
            Map.entry("MissingParameter", failed("a parameter was missed", Fault.REQUEST, false)),
            Map.entry("InvalidParameter", failed("a parameter was found wrong", Fault.REQUEST, false)),
            Map.entry("MissingRequestInfo", failed("the signature was missed", Fault.REQUEST, false)),
            Map.entry("InvalidTimestamp", failed("the clock of this machine is wrong" + ASK_OPERATOR, Fault.ADMISSION,
                    false)),
            Map.entry("InvalidAuthorization", failed("the signature was not understood", Fault.REQUEST, false)),
            Map.entry("InvalidCredential", failed("the credentials are wrong" + ASK_OPERATOR, Fault.ADMISSION, false)),
            Map.entry("InvalidAccessKey", failed("the access key is unknown" + ASK_OPERATOR, Fault.ADMISSION, false)),
            Map.entry("SignatureDoesNotMatch", failed("the secret access key is wrong" + ASK_OPERATOR, Fault.ADMISSION,
                    false)),
            Map.entry("InvalidSecretToken", failed("the credentials are wrong" + ASK_OPERATOR, Fault.ADMISSION, false)),
            Map.entry("AccessDenied", failed("it denies access" + ASK_OPERATOR, Fault.ADMISSION, false)),
            Map.entry("ServiceNotFound", failed("it has no such service" + ASK_OPERATOR, Fault.ADMISSION, false)),
            Map.entry("InvalidActionOrVersion", failed("it has no such action" + ASK_OPERATOR, Fault.ADMISSION, false)),
            Map.entry("FlowLimitExceeded", failed("it takes no more requests a second", Fault.BUSY, true)),
            Map.entry("InternalError", failed("it failed", Fault.UPSTREAM, false)),
            Map.entry("InternalServiceError", failed("it failed", Fault.UPSTREAM, false)),
            Map.entry("ServiceUnavailableTemp", failed("it is out of service", Fault.UPSTREAM, false)),
            Map.entry("InternalServiceTimeout", failed("it took too long", Fault.UPSTREAM, false)),
            // 302.ai's gateway.
            Map.entry("-10001", failed("the key is missing or wrong" + ASK_OPERATOR, Fault.ADMISSION, false)),
            Map.entry("-10002", failed("the service is switched off" + ASK_OPERATOR, Fault.ADMISSION, false)),
            Map.entry("-10003", failed("its network failed", Fault.UPSTREAM, false)),
            Map.entry("-10004", failed("the balance there is used up" + ASK_OPERATOR, Fault.ADMISSION, false)),
            Map.entry("-10005", failed("the key has expired" + ASK_OPERATOR, Fault.ADMISSION, false)),
            Map.entry("-10006", failed("the quota there is used up" + ASK_OPERATOR, Fault.ADMISSION, false)),
            Map.entry("-10007", failed("the quota of the day is used up there", Fault.BUSY, false)),
            Map.entry("-10018", failed("the quota of the month is used up there", Fault.BUSY, false)),
            Map.entry("-10012", failed("the quota of the hour is used up there", Fault.BUSY, false)),
            Map.entry("-10008", failed("it has no free channel", Fault.BUSY, false)),
            Map.entry("-10009", failed("it has no such service" + ASK_OPERATOR, Fault.ADMISSION, false)),
            Map.entry("-10010", failed("it has no such address" + ASK_OPERATOR, Fault.ADMISSION, false)),
            Map.entry("-10011", failed("the request was not understood", Fault.REQUEST, false)),
            Map.entry("-1024", failed("it took too long", Fault.UPSTREAM, false)));

    static UpstreamCode of(String code) {
        return Optional.ofNullable(KNOWN.get(code)).orElse(UNKNOWN);
    }

    /** The codes that have a meaning here. */
    static java.util.Set<String> known() {
        return KNOWN.keySet();
    }

    private static UpstreamCode failed(String what, Fault fault, boolean retry) {
        return new UpstreamCode(ErrorCode.UPSTREAM_FAILED, what, fault, retry);
    }

    private static UpstreamCode refused(String what, Fault fault, boolean retry) {
        return new UpstreamCode(ErrorCode.UPSTREAM_REFUSED, what, fault, retry);
    }

    private static UpstreamCode photo(ErrorCode error, String what) {
        return new UpstreamCode(error, what, Fault.PHOTO, false);
    }

    /** Whether another engine may do better: what is refused as a photo or for its words is not carried elsewhere. */
    boolean passable() {
        return fault != Fault.PHOTO && fault != Fault.WORDS;
    }
}
