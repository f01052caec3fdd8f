import type { Texts } from "../fill.ts";

/** Why a recording cannot be read, by fault, and what to do about it. */
export const recordingErrorTexts = {
  not_there: {
    zh: "无法读取 {file}：须为 CSV 或 CSV.gz，实为{got}；请更正路径",
    en: "Cannot read {file} as it must be a CSV or CSV.gz: got {got}; correct the path",
  },
  "nothing-there": { zh: "没有此文件", en: "nothing there" },
  "a-folder": { zh: "文件夹", en: "a folder" },
  empty: {
    zh: "无法读取 {file}：首行须为表头，实为空文件",
    en: "Cannot read {file} as it must begin with a heading line: got an empty file",
  },
  no_column: {
    zh: '无法读取 {file}：须有列 "{column}"（--{option}），实有 {names}；{fix}',
    en: 'Cannot read {file} as it must have a column "{column}" (--{option}): got {names}; {fix}',
  },
  "name-one": { zh: "请用 --{option} 指定其中一列", en: "name one of them with --{option}" },
  column_twice: {
    zh: '无法读取 {file}：列名 "{column}"（--{option}）须只出现一次，实有多列；请给其中一列改名，或删去表头并用 --no-heading',
    en: 'Cannot read {file} as it must have one column "{column}" (--{option}): got several; rename one, or take the heading away and say --no-heading',
  },
  no_time_column: {
    zh: "无法读取 {file}：须有时间列，实有 {names}；请用 --time 指定，日期与时间分列时写作 --time 日期列,时间列",
    en: "Cannot read {file} as it must have a column of times: got {names}; name it with --time, or --time date,time where they are two",
  },
  no_zone: {
    zh: '无法读取 {file}：时间须有时区，第 {line} 行实为 "{text}"；请用 --zone +08:00 或 --zone Europe/London 说明时区',
    en: 'Cannot read {file} as its times must have a zone: got "{text}" in line {line}; say which with --zone +08:00 or --zone Europe/London',
  },
  bad_zone: {
    zh: '无法读取 {file}：--zone 须为 Z、+08:00、EST 之类、Europe/London 之类，或 column:列名，实为 "{text}"',
    en: 'Cannot read {file} as --zone must be Z, +08:00, one like EST, one like Europe/London, or column:name: got "{text}"',
  },
  unknown_zone: {
    zh: '无法读取 {file}：第 {line} 行的时区须只有一种含义，实为 "{text}"；请用 --zone -06:00 或 --zone Asia/Shanghai 说明，并不取该列',
    en: 'Cannot read {file} as the zone in line {line} must mean one thing: got "{text}"; say which with --zone -06:00 or --zone Asia/Shanghai',
  },
  short_year: {
    zh: '无法读取 {file}：第 {line} 行的年份须为四位，实为 "{text}"；请用 --date-format dmy、mdy 或 ymd 说明次序，年份即为 20xx',
    en: 'Cannot read {file} as the year in line {line} must have four digits: got "{text}"; say the order with --date-format dmy, mdy or ymd, and years are 20xx',
  },
  serial: {
    zh: '无法读取 {file}：第 {line} 行须为时间，实为 "{text}"；若为电子表格的日期序号，请用 --date-format excel',
    en: 'Cannot read {file} as line {line} must have a time: got "{text}"; where it is the day number of a spreadsheet, say --date-format excel',
  },
  date_order: {
    zh: '无法读取 {file}：日与月的次序须确定，第 {line} 行 "{text}" 及其余各行两种都可；请用 --date-format dmy（日在前）或 mdy（月在前）',
    en: 'Cannot read {file} as it must show whether day or month stands first: got "{text}" in line {line}, and no row that tells; say --date-format dmy or mdy',
  },
  digits: {
    zh: '无法读取 {file}：纯数字的时间须只有一种读法，第 {line} 行 "{text}" 可为 {formats}，其余各行也分辨不出；请用 --date-format 说明，例如 --date-format {format}',
    en: 'Cannot read {file} as its times of digits alone must be of one kind: got "{text}" in line {line}, which may be {formats}, and no row that tells; say which with --date-format, such as --date-format {format}',
  },
  mixed_dates: {
    zh: '无法读取 {file}：日与月的次序须一致，第 {line} 行 "{text}" 日在前，第 {otherLine} 行 "{otherText}" 月在前；请用 --date-format 选定，其余即为无法读取',
    en: 'Cannot read {file} as all its dates must have one order: got "{text}" in line {line}, the day first, and "{otherText}" in line {otherLine}, the month first; choose with --date-format, and the others are unreadable',
  },
  decimal_mark: {
    zh: '无法读取 {file}：三位数字之前的逗号或点须确定为小数点或千分位，第 {line} 行 "{text}" 两种都可；请用 --decimal comma 或 --decimal point 说明何为小数点',
    en: 'Cannot read {file} as a mark before three digits must be known for a decimal or a thousands mark: got "{text}" in line {line}, which may be either; say --decimal comma or --decimal point',
  },
  mixed_decimals: {
    zh: '无法读取 {file}：小数点须一致，第 {line} 行为 "{text}"，第 {otherLine} 行为 "{otherText}"；请用 --decimal comma 或 point 选定，其余即为无法读取',
    en: 'Cannot read {file} as all its numbers must have one decimal mark: got "{text}" in line {line} and "{otherText}" in line {otherLine}; choose with --decimal comma or point, and the others are unreadable',
  },
  unknown_encoding: {
    zh: "无法读取 {file}：编码须可确定，实际既非 UTF-8、UTF-16，也不明显是 GB 18030 或 windows-1252；请用 --encoding 说明",
    en: "Cannot read {file} as its encoding must be known: got neither UTF-8 nor UTF-16, nor what is plainly GB 18030 or windows-1252; say which with --encoding",
  },
  mixed_stations: {
    zh: '无法读取 {file}：须为一个站点的记录，列 "{column}" 中有 {seen} 等；请用 --where {column}=… 选一个，或用 --station 说明站点列（回放只能一个）',
    en: 'Cannot read {file} as it must be of one station: got {seen} in column "{column}"; choose one with --where {column}=..., or name the column with --station where several may be read',
  },
  mixed_parameters: {
    zh: '无法读取 {file}：须为一种监测内容的记录，列 "{column}" 中有 {seen} 等；请用 --where {column}=… 选一种',
    en: 'Cannot read {file} as it must be of one thing measured: got {seen} in column "{column}"; choose one with --where {column}=...',
  },
  endless_row: {
    zh: "无法读取 {file}：每行须在 {most} 字节内结束，第 {line} 行起没有结束；请闭合那里的引号",
    en: "Cannot read {file} as every row must end within {most} bytes: got none that does from line {line} on; close the quote that opens there",
  },
  broken_gzip: {
    zh: "无法读取 {file}：gzip 须完整，实为 {got}；请重新下载",
    en: "Cannot read {file} as its gzip must be whole: got {got}; fetch the file again",
  },
  "no-values": {
    zh: "无法读取：{files} 中须有数值，实为 {got}",
    en: "Cannot read {files} as there must be values in it: got {got}",
  },
  "only-heading": { zh: "只有表头", en: "only a heading" },
  "no-row": { zh: "没有 {filter} 的行", en: "no row with {filter}" },
  "unreadable-rows": {
    zh: "{rows} 行，其中 {unreadable} 行无法读取：{first}",
    en: "{rows} {rows|row|rows}, {unreadable} unreadable: {first}",
  },
} as const satisfies Texts;

/** What is wrong with a row that could not be read. */
export const unreadableTexts = {
  row: { zh: "{file}:{line} {why}", en: "{file}:{line} {why}" },
  time: { zh: '时间 "{text}"', en: 'time "{text}"' },
  value: { zh: '数值 "{text}"', en: 'value "{text}"' },
  labelled: { zh: '{label} "{text}"', en: '{label} "{text}"' },
  doubtful: {
    zh: "{cell}：远离其他数值，看似缺测标记；若为缺测请用 --missing={number}，若为数值请用 --keep={number}",
    en: "{cell}: far from all others, it looks like a mark for no value; say --missing={number} where it is one, --keep={number} where it is a value",
  },
  negative: { zh: "{cell}：不可能小于 0", en: "{cell}: cannot be below 0" },
  surplus: {
    zh: "该行的单元格多于表头的列：含分隔符的单元格须加引号",
    en: "more cells than the heading has columns: a cell that holds the delimiter needs quotes",
  },
  no_such_time: {
    zh: '时间 "{text}"：{zone} 的时钟当时跳过了这一刻',
    en: 'time "{text}": clocks in {zone} left it out when they went forward',
  },
  unknown_zone: { zh: '时间 "{text}"：时区不明', en: 'time "{text}": its zone may mean several' },
  date_order: { zh: '时间 "{text}"：日与月的次序不明', en: 'time "{text}": day or month may stand first' },
  short_year: { zh: '时间 "{text}"：年份只有两位', en: 'time "{text}": its year has two digits' },
  serial: { zh: '时间 "{text}"：是数字，不是时间', en: 'time "{text}": a number and no time' },
} as const satisfies Texts;

/** A command that refuses as too much of a recording could not be read. */
export const unreadableErrorTexts = {
  nothing: {
    zh: "{file} 中没有可读的数值：{rows} 行，无法读取 {unreadable} 行，空值 {empty}",
    en: "Nothing could be read from {file}: {rows} {rows|row|rows}, {unreadable} unreadable, {empty} empty",
  },
  "too-many": {
    zh: "无法读取 {unreadable} 行，至多允许 {allowed} 行；请修正这些行，或用 --allow-unreadable {unreadable}",
    en: "{unreadable} {unreadable|row|rows} could not be read, of {allowed} allowed; mend them, or say --allow-unreadable {unreadable}",
  },
} as const satisfies Texts;

/** What an option that says how a recording is written must be. */
export const recordingFlagTexts = {
  arguments: {
    zh: "命令行有误：{wanted}；实为 {got}。见 --help",
    en: "The command line must fit: {wanted}; got {got}. See --help",
  },
  zone: {
    zh: "--zone 须为 Z、+08:00、EST 之类、Europe/London 之类，或 column:列名",
    en: "--zone must be Z, +08:00, one like EST, one like Europe/London, or column:name",
  },
  delimiter: { zh: "--delimiter 须为一个字符", en: "--delimiter must be one character" },
  encoding: {
    zh: "--encoding 须为已知的编码，例如 utf-8 或 gb18030",
    en: "--encoding must be one that decoders know, such as utf-8 or gb18030",
  },
} as const satisfies Texts;

/** Units of recordings. */
export const recordingUnitTexts = {
  unsaid: {
    zh: '列 "{column}" 的单位须说明：表头中没有；请用 --unit，例如 --unit cm（可用 {units}）',
    en: 'The unit of column "{column}" must be said: its heading names none; say --unit, such as --unit cm (one of {units})',
  },
  unfit: {
    zh: '列 "{column}" 的单位须适合 {property}（{units}），实为 {got}；请用 --unit 说明',
    en: 'The unit of column "{column}" must fit {property} ({units}): got {got}; say which with --unit',
  },
  mixed: {
    zh: "各数值列的单位须相同，实为 {units}；请用 --value 只选一种，或用 --unit 说明",
    en: "All columns of values must have one unit: got {units}; choose those of one with --value, or say which with --unit",
  },
} as const satisfies Texts;
