// @ts-check Words that the studio follows, in both languages: for suggestions, and for fields that write the prompt.
const list = (text) => text.split("; ").map((pair) => pair.split("="));

export const VOCABULARY = {
  scene: list(
    "library=书房; paper grey=灰色背景纸; classic canvas=油画布; city night=城市夜景; cafe=咖啡馆; office=办公室; window=窗边; brick street=砖墙; concrete wall=混凝土墙; stage=舞台; beach dusk=黄昏海滩; summer foliage=夏日树林; sakura=樱花; autumn avenue=秋日林荫; lavender field=薰衣草田; wheat field=麦田; bamboo grove=竹林; rose garden=玫瑰花园; mountains=雪山; blue sea=碧海蓝天; desert=沙漠; starry night=星空; aurora=极光; underwater=水下; moon gate=月洞门; ink landscape=水墨山水; lantern street=灯笼长街; temple=古寺; rooftop=天台; neon alley=霓虹小巷; forest path=林间小路; kitchen=厨房; classroom=教室; bookstore=书店; boardroom=会议室; courtroom=法庭; gym=健身房; red carpet=红毯; christmas tree=圣诞; smoke=烟雾; pastel wall=浅色墙",
  ),
  light: list(
    "soft light=柔光; window light=窗光; Rembrandt light=伦勃朗光; butterfly light=蝴蝶光; loop light=环形光; split light=侧光; rim light=轮廓光; low key=暗调; flat light=平光; flash=直闪",
  ),
  clothes: list(
    "navy suit=深蓝西装; black suit=黑色西装; grey suit=灰色西装; white shirt=白衬衫; red jacket=红色外套; burgundy jacket=酒红外套; green jacket=绿色外套; beige coat=米色大衣; blue shirt=蓝衬衫",
  ),
  mood: list(
    "warm=暖色; cool=冷色; film=胶片; black and white=黑白; golden hour=黄金时刻; blue hour=蓝调时刻; fog=雾; snowfall=下雪; rain=下雨; oil painting=油画; watercolour=水彩; pencil drawing=铅笔画; comic=漫画; anime=动漫; ink wash=水墨",
  ),
  framing: list("close-up=特写; head and shoulders=胸像; half length=半身"),
};
