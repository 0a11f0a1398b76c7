package dev.likeness.server.ai302;

import dev.likeness.core.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The errors of 302.ai's gateway, in its own envelope. The Chinese and Japanese texts name the kind of error; the
 * details are in English.
 */
public enum Ai302Error {
    /** The request has no key. */
    KEY_MISSING(401, -10001, "缺少 302 API 密钥", "302 APIキーがありません"),
    /** The key is unknown. (302.ai's own number for this case could not be found out.) */
    KEY_INVALID(401, -10001, "API 密钥无效", "APIキーが無効です"),
    /** The key lacks the scope. */
    TOOL_DISABLED(403, -10002, "该工具已禁用/删除", "このツールは無効化または削除されています"),
    /** The service is unavailable. */
    UNAVAILABLE(503, -10003, "网络错误，请稍后重试", "ネットワークエラー、後でもう一度お試しください。"),
    /** The balance is too low. */
    BALANCE_SHORT(402, -10004, "账户余额不足", "アカウントの残高が不足しています"),
    /** The key has expired. */
    KEY_EXPIRED(401, -10005, "账户凭证已过期", "アカウントの資格情報の有効期限が切れています"),
    /** The key's total quota is reached. */
    QUOTA_TOTAL(429, -10006, "账户总额度已达上限", "アカウントの総利用枠に達しました"),
    /** The key's daily quota is reached. */
    QUOTA_DAILY(429, -10007, "账户日额度已达上限", "アカウントの1日の利用枠に達しました"),
    /** The key's monthly quota is reached. */
    QUOTA_MONTHLY(429, -10018, "账户月额度已达上限", "アカウントの月間利用枠に達しました"),
    /** The key's hourly quota is reached. */
    QUOTA_HOURLY(429, -10012, "账户小时额度已达上限", "アカウントの1時間の利用枠に達しました"),
    /** Too many requests at the moment. */
    NO_CHANNEL(429, -10008, "当前没有可用的模型/渠道", "現在利用可能なモデル/チャネルがありません"),
    /** A drawing that this service does not offer. */
    NOT_SUPPORTED(404, -10009, "暂不支持该 API 功能", "このAPI機能はサポートされていません"),
    /** The path is unknown. */
    UNKNOWN_PATH(404, -10010, "资源不存在", "リソースが見つかりません"),
    /** The request is malformed. */
    INVALID_REQUEST(400, -10011, "无效的请求", "無効なリクエストです"),
    /** The path does not support the method. */
    WRONG_METHOD(405, -10011, "无效的请求方法", "無効なリクエストメソッドです");

    private final int status;
    private final int number;
    private final String chinese;
    private final String japanese;

    Ai302Error(int status, int number, String chinese, String japanese) {
        this.status = status;
        this.number = number;
        this.chinese = chinese;
        this.japanese = japanese;
    }

    /** The gateway's error for this code; empty when the service behind the gateway answers. */
    static Optional<Ai302Error> of(ErrorCode code) {
        return switch (code) {
            case KEY_MISSING -> Optional.of(KEY_MISSING);
            case KEY_INVALID, KEY_REVOKED -> Optional.of(KEY_INVALID);
            case KEY_EXPIRED -> Optional.of(KEY_EXPIRED);
            case SCOPE_MISSING -> Optional.of(TOOL_DISABLED);
            case BALANCE_SHORT -> Optional.of(BALANCE_SHORT);
            case QUOTA_TOTAL_REACHED -> Optional.of(QUOTA_TOTAL);
            case QUOTA_DAILY_REACHED -> Optional.of(QUOTA_DAILY);
            case QUOTA_MONTHLY_REACHED -> Optional.of(QUOTA_MONTHLY);
            case QUOTA_HOURLY_REACHED -> Optional.of(QUOTA_HOURLY);
            case TOO_BUSY -> Optional.of(NO_CHANNEL);
            default -> Optional.empty();
        };
    }

    /** Of HTTP. */
    int status() {
        return status;
    }

    /**
     * @param message in English, what is wrong and what to do
     * @param lang    the language that the client asks for: {@code cn}, {@code jp}, or anything else for English
     */
    Map<String, Object> body(ErrorCode code, String message, String lang) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("err_code", number);
        error.put("message", switch (lang) {
            case "cn", "zh" -> chinese;
            case "jp", "ja" -> japanese;
            default -> message;
        });
        error.put("message_en", message);
        error.put("message_cn", chinese);
        error.put("message_jp", japanese);
        error.put("type", "api_error");
        error.put("error_code", code.wireName());
        return Map.of("error", error);
    }
}
