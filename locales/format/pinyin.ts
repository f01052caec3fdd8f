/** Each letter that a syllable of Mandarin begins with, and the first character in pinyin order under it. */
export const pinyinFirsts =
  "a吖 b八 c嚓 d咑 e妸 f发 g旮 h铪 j丌 k咔 l垃 m妈 n拏 o噢 p妑 q七 r呥 s仨 t他 w屲 x夕 y丫 z帀";
