package dev.likeness.server.ai302;

import dev.likeness.core.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;

/** 302.ai's own envelope: what its gateway refuses before any service is reached. */
enum GatewayError {
    KEY_MISSING(401, -10001, "缺少 302 API 密钥", "302 APIキーがありません"), KEY_INVALID(401, -10001, "API 密钥无效",
            "APIキーが無効です"), BALANCE_SHORT(402, -10004, "账户余额不足", "アカウントの残高が不足しています"), UNKNOWN_PATH(404, -10010, "资源不存在",
                    "リソースが見つかりません"), INVALID_REQUEST(400, -10011, "无效的请求", "無効なリクエストです"), WRONG_METHOD(405, -10011,
                            "无效的请求方法",
                            "無効なリクエストメソッドです"), UNAVAILABLE(503, -10003, "网络错误，请稍后重试", "ネットワークエラー、後でもう一度お試しください。");

    private final int status;
    private final int number;
    private final String chinese;
    private final String japanese;

    GatewayError(int status, int number, String chinese, String japanese) {
        this.status = status;
        this.number = number;
        this.chinese = chinese;
        this.japanese = japanese;
    }

    int status() {
        return status;
    }

    Map<String, Object> body(ErrorCode code, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("err_code", number);
        error.put("message", message);
        error.put("message_cn", chinese);
        error.put("message_jp", japanese);
        error.put("type", "api_error");
        error.put("error_code", code.wireName());
        return Map.of("error", error);
    }
}
