package dev.likeness.core.check;

import dev.likeness.core.EngineProfile.Text;
import java.util.Locale;

/**
 * What would make a portrait better and, in those that begin with ID, what authorities refuse in a photo for an identity
 * document. The wire names never change.
 */
public enum Advice {
    FACE_SMALL, BLURRED, TOO_DARK, TOO_BRIGHT, UNEVEN_LIGHT, EYES_CLOSED, EYES_COVERED, LOWER_FACE_COVERED, TURNED_AWAY, FACE_CUT, BUSY_BACKGROUND, PERHAPS_NO_PHOTO,

    ID_HEAD_TILTED, ID_HEAD_TURNED, ID_EYES_NOT_OPEN, ID_MOUTH_OPEN, ID_UNEVEN_LIGHT, ID_GLARE, ID_FACE_SMALL;

    /** One sentence for people, in both languages. */
    public Text text() {
        return switch (this) {
            case FACE_SMALL -> new Text(
                    "The face is small in the photo, so the portrait will be soft: come closer, or send "
                            + "the photo in its full size. 250 pixels make it crisp.",
                    "照片中人脸偏小，成片会偏软：请靠近拍摄或上传原图，脸宽 250 像素以上更清晰。");
            case BLURRED -> new Text(
                    "The face is not sharp: hold the camera still, let it focus on the eyes, and send "
                            + "the photo as it was taken.",
                    "人脸不够清晰：请拿稳相机、对焦在眼睛上，并上传未压缩的原图。");
            case TOO_DARK -> new Text(
                    "The face is dark: turn towards a window or a lamp.",
                    "人脸偏暗：请面向窗户或灯光拍摄。");
            case TOO_BRIGHT -> new Text(
                    "Parts of the face are burnt out to white: take the photo without direct flash or "
                            + "sun.",
                    "脸部有过曝发白的区域：请避免直射闪光或阳光。");
            case UNEVEN_LIGHT -> new Text(
                    "One half of the face is much darker than the other: light it from the front.",
                    "脸部两侧明暗差异大：请让光线从正面照来。");
            case EYES_CLOSED -> new Text(
                    "The eyes look closed: keep them open.",
                    "眼睛似乎闭上了：请睁开双眼。");
            case EYES_COVERED -> new Text(
                    "Something dark hides the eyes: take off sunglasses, or bring light to the eyes.",
                    "眼睛被遮挡或处于阴影中：请摘下墨镜，或让眼部更明亮。");
            case LOWER_FACE_COVERED -> new Text(
                    "Something hides mouth and chin: take off the mask.",
                    "口鼻或下巴被遮挡：请摘下口罩。");
            case TURNED_AWAY -> new Text(
                    "The head is turned far to the side: look more towards the camera.",
                    "头部侧转较大：请更正对镜头。");
            case FACE_CUT -> new Text(
                    "The head touches the edge of the photo: leave room above it and on both sides.",
                    "头部紧贴照片边缘：请在头顶和两侧留出空间。");
            case BUSY_BACKGROUND -> new Text(
                    "The person cannot be told apart from the background well enough for another one: "
                            + "stand before a plain wall of another colour than hair and clothes.",
                    "人物与背景难以分离，无法更换背景：请站在与头发、衣服颜色不同的纯色墙前。");
            case PERHAPS_NO_PHOTO -> new Text(
                    "This looks like a drawing, a painting, a statue or a doll rather than a photo of a "
                            + "person.",
                    "这看起来更像绘画、雕像或玩偶，而不是真人照片。");
            case ID_HEAD_TILTED -> new Text(
                    "For an identity photo the head must be upright: it is tilted. The portrait brings the eyes level, "
                            + "but neck and shoulders lean then.",
                    "证件照要求头部端正：目前头部倾斜。成片会把双眼校正到水平，但颈肩会随之倾斜。");
            case ID_HEAD_TURNED -> new Text(
                    "For an identity photo the face must look straight into the camera: it is turned.",
                    "证件照要求正面朝向镜头：目前脸部有转动。");
            case ID_EYES_NOT_OPEN -> new Text(
                    "For an identity photo both eyes must be open and clearly seen.",
                    "证件照要求双眼睁开且清晰可见。");
            case ID_MOUTH_OPEN -> new Text(
                    "For an identity photo the mouth must be closed.",
                    "证件照要求闭上嘴巴。");
            case ID_UNEVEN_LIGHT -> new Text(
                    "For an identity photo the light on the face must be even, without shadows.",
                    "证件照要求脸部光线均匀、无阴影。");
            case ID_GLARE -> new Text(
                    "For an identity photo there may be no glare on the face or on glasses.",
                    "证件照要求脸部和眼镜无反光。");
            case ID_FACE_SMALL -> new Text(
                    "For an identity photo the eyes must be at least 90 pixels apart: come closer, or "
                            + "send the photo in its full size.",
                    "证件照要求两眼间距至少 90 像素：请靠近拍摄或上传原图。");
        };
    }

    /** Lower-case form used on the wire, for example {@code eyes_closed}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
