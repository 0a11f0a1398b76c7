// @ts-check Translates the service's notes on prompts and portraits from English to Chinese. Unknown phrases are left
// in English.
/** @type {Record<string, string>} */
let names = {};
/** Takes the engine's own terms in Chinese: a group of zh.json. */
export const know = (terms) => {
  names = terms;
};
const name = (english) => names[english] ?? english;
const TURNS = [
  [/^backdrop (plain|gradient) (.*)$/, (kind, colour) => `背景：${kind === "plain" ? "纯色" : "渐变"} ${colour}`],
  [/^backdrop (.+)$/, (found) => `背景：${name(found)}`],
  [/^(.+) light$/, (found) => `${name(found)}光`],
  [/^grade (.+)$/, (found) => `色调：${name(found)}`],
  [/^framing (.+)$/, (found) => `构图：${name(found)}`],
  [/^air (.+)$/, (found) => `天气与时刻：${name(found)}`],
  [/^rendition (.+)$/, (found) => `画风：${name(found)}`],
  [/^nearest: (.+)$/, (found) => `最接近${one(found)}`],
  [/^gave way to other words$/, () => "让位于其他词"],
  [/^left out$/, () => "已去除"],
  [/^out of focus$/, () => "背景本就虚化"],
  [/^goes without saying$/, () => "无需说明"],
  [/^belongs to another tool$/, () => "其他工具的写法，不读取"],
  [/^(?:settings|an option) of another tool$/, () => "其他工具的参数，不读取"],
  [/^weights are not weighed$/, () => "权重不计"],
  [/^a list of what is unwanted: none of it is added$/, () => "不想要的内容：不会添加"],
  [/^film in black and white$/, () => "黑白胶片"],
  [/^cannot be followed$/, () => "无法采纳"],
  [/^dyed, where the photo shows it$/, () => "照片中可见时改色"],
  [/^mode reference keeps the background$/, () => "精修模式保留背景"],
  [/^mode reference keeps the clothes$/, () => "精修模式保留服装"],
  [/^at least ([\d.]+) mm$/, (least) => `至少 ${least} 毫米`],
  [/^([\d.]+) to ([\d.]+) mm$/, (from, to) => `${from}–${to} 毫米`],
  [/^([\d.]+) mm$/, (size) => `${size} 毫米`],
  [/^(\d+) x (\d+) pixels$/, (width, height) => `${width} × ${height} 像素`],
  [/^in the middle$/, () => "居中"],
  [/^([\d.]+) % of the width beside it$/, (share) => `偏离宽度的 ${share} %`],
  [/^and (\d+) more$/, (count) => `另有 ${count} 个`],
  [/^template (.+)$/, (found) => `模板 ${found}`],
  [/^(outer garment|shirt|tie) in (.+)$/, (what, colour) => `${name(what)}改为${name(colour)}`],
  [
    /^(.+): no (.+) was found in the photo whose colour could be changed$/,
    (words, what) => `${words}：照片中没有可改色的${name(what)}`,
  ],
];
const SENTENCES = [
  [
    /^the photo's edge cuts the sitter/,
    () => "照片边缘裁到了人物，因此取景更近或偏向一侧；人物四周留有空间的照片可用任何构图。",
  ],
  [/^the photo's own background shows something of the people/, () => "原背景中还有旁人，换一个背景即可只留人物。"],
  [
    /^the photo is turned by (\d+) degrees?, so that the (eyes|head)/,
    (angle, what) => `照片已旋转 ${angle} 度，使${what === "eyes" ? "双眼水平" : "头部更正"}。`,
  ],
  [/^the photo (?:was upside down|lay on its side).* (\d+) degrees/, (angle) => `照片方向不正，已旋转 ${angle} 度。`],
  [/^this looks like a drawing/, () => "这看起来像绘画、雕像或玩偶而非真人照片。"],
  [
    /^(?:another person is|(\d+) other people are) in the photo/,
    (count = "1") => `照片中还有另外 ${count} 人：写真只取最大最清晰的人脸，可点选其他人。`,
  ],
  [/^the photo is an animation/, () => "照片是动图，已使用第一帧。"],
  [
    /^made by (\S+), the first of (.*)$/,
    (engine, all) => `由 ${engine} 生成（引擎顺序：${all.replaceAll(", ", "、")}）`,
  ],
  [/^made by (\S+), because /, (engine) => `由 ${engine} 生成，因为排在前面的引擎未能完成。`],
  [/^(.+) made (\S+) pixels, brought to the size/, (who, size) => `${who} 生成 ${size} 像素，已调整为所订尺寸。`],
  [/^(\S+) made it as its task (\S+)$/, (who, task) => `由 ${who} 生成，任务编号 ${task}`],
  [/^no face was found in /, () => "成品中未找到人脸，无法判断相似度。"],
  [
    /^the sitter cannot be told apart .*the model saw all of it/,
    () => "无法清楚分离人物与背景，因此模型看到的是整张照片；背景越简洁，效果越好。",
  ],
  [
    /^the face is only (\d+) pixels .*likeness is loose/,
    (width) => `照片中人脸宽仅 ${width} 像素，相似度会偏低；250 像素以上更像。`,
  ],
  [
    /^the sitter cannot be told apart from the background.*/,
    () => "无法在此照片中清楚分离人物与背景，因此保留原背景并虚化；背景越简洁，效果越多。",
  ],
  [
    /^the face is only (\d+) pixels wide.*/,
    (width) => `照片中人脸宽仅 ${width} 像素，画面会偏软；250 像素以上更清晰。`,
  ],
  [/^the photo shows too little of the body for this frame.*/, () => "照片中身体部分太少，因此裁得更近。"],
  [/^the photo is in printing colours.*/, () => "照片为印刷色（CMYK），已转换为 sRGB。"],
  [/^the photo was reduced from (\S+) to (\S+).*/, (from, to) => `照片已从 ${from} 缩小到 ${to}。`],
  [/^transparent parts of the photo were filled with white$/, () => "照片的透明部分已填为白色。"],
  [/^engine "klein" is not here, because there is no model in (.+?): /, (where) => `${where} 中没有模型。`],
  [
    /^engine "\w+" has no credentials: set (\w+)(?: and (\w+))?, or/,
    (one, two) => `没有凭证：请设置环境变量 ${[one, two].filter(Boolean).join(" 和 ")}，或加 _FILE 后缀指向文件。`,
  ],
  [/^For an identity photo the head must be upright/, () => "头部倾斜：成片会把双眼校正到水平，但颈肩会随之倾斜。"],
  [/^For an identity photo the face must look straight/, () => "脸部有转动：请正面朝向镜头。"],
  [/^For an identity photo both eyes must be open/, () => "双眼须睁开且清晰可见。"],
  [/^For an identity photo the mouth must be closed/, () => "请闭上嘴巴。"],
  [/^For an identity photo the light on the face/, () => "脸部光线须均匀、无阴影。"],
  [/^For an identity photo there may be no glare/, () => "脸部和眼镜须无反光。"],
  [
    /^For an identity photo the eyes must be at least (\d+) pixels/,
    (least) => `两眼间距须至少 ${least} 像素：请靠近拍摄或上传原图。`,
  ],
  [/^the photo's colour profile is damaged.*/, () => "照片的色彩配置已损坏，未使用。"],
];

function turned(text, turns) {
  for (const [pattern, say] of turns) {
    const found = pattern.exec(text);
    if (found) return say(...found.slice(1));
  }
  return null;
}
// "black and white" is one term, "backdrop library and grade warm" are two.
const AND = / and (?=(?:backdrop|grade|framing|rendition|air) |\w+ light$)/;
const one = (text) => (AND.test(text) ? text.split(AND).map(one).join("、") : (turned(text, TURNS) ?? text));

/** A meaning or a note. */
export function inChinese(text) {
  const sentence = turned(text, SENTENCES);
  if (sentence) return sentence;
  const head = /^(mode reference keeps the (?:background|clothes)): (.*)$/.exec(text);
  if (head) return `${one(head[1])}：${head[2].replaceAll("; ", "；")}`;
  const able = /^(\S+(?:, \S+)*) can follow: (.*)$/.exec(text);
  if (able) return `${able[1].replaceAll(", ", "、")} 能够采纳：${able[2].split("; ").map(one).join("；")}`;
  return text
    .split("; ")
    .map((item) => {
      const [words, meaning] = item.split(" -> ");
      if (meaning === undefined) return one(item);
      // A template's own words are English: in Chinese what they lead to is told alone.
      return /[\u4e00-\u9fff]/.test(words) || /[a-z]{3}/i.test(one(meaning))
        ? `${words} → ${one(meaning)}`
        : one(meaning);
    })
    .join("；");
}
